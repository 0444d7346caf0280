import Foundation
import SwiftASN1
import X509

extension DeviceCertificateChain {
    /// Extensions that these rules read, or that the firmware's comparison does; others mustn't be critical.
    private static let understood: Set<ASN1ObjectIdentifier> = [
        .X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage, .X509ExtensionID.subjectKeyIdentifier,
        .X509ExtensionID.authorityKeyIdentifier, .X509ExtensionID.subjectAlternativeName,
        FirmwareIdentifier.compositeDevice, FirmwareIdentifier.trustedComputingBase,
    ]

    /// Older digests could be forged; other kinds of key don't occur.
    private static let algorithms: Set<Certificate.SignatureAlgorithm> = [
        .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512,
    ]

    /// Whether each was issued by the next, and the next may issue.
    func issuingFaults() -> [EvidenceFault] {
        var faults: [EvidenceFault] = []
        // Certificates below an issuer, the leaf not counted and self-issued ones neither: RFC 5280, section 4.2.1.9.
        var below = 0
        for (number, (link, above)) in zip(links, links.dropFirst()).enumerated() {
            let (certificate, issuer) = (link.certificate, above.certificate)
            if number > 0, certificate.issuer != certificate.subject { below += 1 }
            faults += Self.signatureFaults(of: certificate, by: issuer).map { fault in
                EvidenceFault(fault.code, "certificate \(number + 1) of \(links.count) \(fault.reason)")
            }
            if let reason = Self.objection(toIssuer: issuer, below: below) {
                faults.append(EvidenceFault(.brokenChain, "certificate \(number + 2) of \(links.count) \(reason)"))
            }
        }
        return faults
    }

    /// What is wrong with each by itself: its time, its use, and extensions that have to be understood and aren't.
    func contentFaults(time: UInt64) -> [EvidenceFault] {
        let now = Double(time)
        var faults: [EvidenceFault] = []
        for (number, certificate) in links.map(\.certificate).enumerated() {
            let name = "certificate \(number + 1) of \(links.count)"
            if now < certificate.notValidBefore.timeIntervalSince1970 {
                faults.append(EvidenceFault(.expired, "\(name) is not valid yet"))
            }
            if now > certificate.notValidAfter.timeIntervalSince1970 {
                faults.append(EvidenceFault(.expired, "\(name) has expired"))
            }
            for part in certificate.extensions where part.critical && !Self.understood.contains(part.oid) {
                faults.append(EvidenceFault(.unsupported, "\(name) has the critical extension \(part.oid)"))
            }
        }
        if !Self.maySign(leaf) {
            faults.append(EvidenceFault(.brokenChain, "the leaf's key isn't meant for signatures"))
        }
        return faults
    }

    /// A certificate that doesn't say is meant for anything; one that says so unreadably, for nothing.
    private static func maySign(_ certificate: Certificate) -> Bool {
        do {
            return try certificate.extensions.keyUsage?.digitalSignature ?? true
        } catch {
            return false
        }
    }

    private static func signatureFaults(of certificate: Certificate, by issuer: Certificate) -> [EvidenceFault] {
        var faults: [EvidenceFault] = []
        if certificate.issuer != issuer.subject {
            faults.append(EvidenceFault(.brokenChain, "names another issuer than the next one's subject"))
        }
        if !algorithms.contains(certificate.signatureAlgorithm) {
            faults.append(EvidenceFault(.unsupported, "is signed in a way that is not read here; ECDSA is"))
        } else if !issuer.publicKey.isValidSignature(certificate.signature, for: certificate) {
            faults.append(EvidenceFault(.brokenChain, "is not signed by the next one's key"))
        }
        return faults
    }

    private static func objection(toIssuer issuer: Certificate, below: Int) -> String? {
        do {
            guard case .isCertificateAuthority(let limit) = try issuer.extensions.basicConstraints else {
                return "issues another and is no authority"
            }
            if let limit, limit < below { return "allows \(limit) authorities below it and has \(below)" }
            guard let usage = try issuer.extensions.keyUsage, !usage.keyCertSign else { return nil }
            return "issues another and its key isn't meant for that"
        } catch {
            return "has constraints that can't be read"
        }
    }
}
