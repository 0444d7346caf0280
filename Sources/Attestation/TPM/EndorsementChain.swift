import Crypto
import Foundation
import SwiftASN1
import X509

/// The certificates from an endorsement key's own to a root, each signed by the next.
///
/// The order is given and the verdict is needed at once, so this asks swift-certificates for signatures and extensions
/// and goes along the chain itself; the package's own verifier searches for chains and is asynchronous. Keys that a
/// certificate restricts to RSAES-OAEP, as some older ones do, are `unsupported`.
struct EndorsementChain {
    /// Extensions whose meaning is honoured here. Another critical one makes a certificate unreadable (RFC 5280, 4.2).
    private static let understood: Set<ASN1ObjectIdentifier> = [
        .X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage, .X509ExtensionID.extendedKeyUsage,
        .X509ExtensionID.subjectAlternativeName,
    ]

    /// Older digests could be forged.
    private static let algorithms: Set<Certificate.SignatureAlgorithm> = [
        .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512, .sha256WithRSAEncryption, .sha384WithRSAEncryption,
        .sha512WithRSAEncryption,
    ]

    /// DER.
    private let bytes: [[UInt8]]
    private let certificates: [Certificate]

    /// - Parameter bytes: DER, the endorsement key's certificate first, the root last.
    /// - Throws: `malformed`; `unsupported` for a key or signature that isn't read here.
    init(_ bytes: [[UInt8]]) throws(EvidenceRefusal) {
        guard (1...TPMEvidence.certificateLimit).contains(bytes.count) else {
            throw EvidenceRefusal(
                .malformed, "\(bytes.count) EK certificates are given; expected 1 to \(TPMEvidence.certificateLimit)")
        }
        var certificates: [Certificate] = []
        for (position, der) in bytes.enumerated() {
            certificates.append(try Self.certificate(der, position: position))
        }
        self.bytes = bytes
        self.certificates = certificates
    }

    private static func certificate(_ der: [UInt8], position: Int) throws(EvidenceRefusal) -> Certificate {
        let subject = "EK certificate \(position + 1)"
        guard der.count <= TPMEvidence.certificateSizeLimit else {
            throw EvidenceRefusal(
                .malformed, "\(subject) has \(der.count) bytes; at most \(TPMEvidence.certificateSizeLimit) are read")
        }
        guard CertificateForm.isOnly(der) else {
            throw EvidenceRefusal(.malformed, "\(subject) is no X.509 certificate that names one algorithm")
        }
        do {
            return try Certificate(derEncoded: der)
        } catch let error as CertificateError
            where error.code == .unsupportedPublicKeyAlgorithm || error.code == .unsupportedSignatureAlgorithm
        {
            throw EvidenceRefusal(.unsupported, "\(subject) is of an algorithm that is not read here: \(error.code)")
        } catch {
            throw EvidenceRefusal(.malformed, "\(subject) is no X.509 certificate: \(error)")
        }
    }

    /// The endorsement key's own certificate, and its DER; the initialiser leaves no chain empty.
    var leaf: (certificate: Certificate, der: [UInt8])? {
        guard let certificate = certificates.first, let der = bytes.first else { return nil }
        return (certificate, der)
    }

    /// Every reason for which the chain doesn't show a TPM that a trusted maker made.
    func faults(policy: AttestationPolicy) -> [EvidenceFault] {
        var faults = leaf.map { EndorsementCertificate($0.certificate).faults } ?? []
        for (position, certificate) in certificates.enumerated() {
            faults += Self.faults(of: certificate, at: policy.time, subject: "EK certificate \(position + 1)")
        }
        for (position, pair) in zip(certificates, certificates.dropFirst()).enumerated() {
            faults += Self.faults(of: pair.0, issuedBy: pair.1, position: position)
        }
        faults += revocationFaults(policy.revocations)
        let root = bytes.last.map { Array(SHA256.hash(data: $0)) } ?? []
        if !policy.roots.contains(root) {
            faults.append(
                EvidenceFault(
                    .untrustedRoot, "the EK chain ends at \(Hex.string(root)) (SHA-256), which isn't trusted here"))
        }
        return faults
    }

    private static func faults(of certificate: Certificate, at time: UInt64, subject: String) -> [EvidenceFault] {
        var faults: [EvidenceFault] = []
        let date = Date(timeIntervalSince1970: Double(time))
        if date < certificate.notValidBefore {
            faults.append(EvidenceFault(.expired, "\(subject) is valid from \(certificate.notValidBefore) only"))
        }
        if date > certificate.notValidAfter {
            faults.append(EvidenceFault(.expired, "\(subject) was valid until \(certificate.notValidAfter)"))
        }
        // Constraints on names aren't honoured here, so they can't be passed over even where they aren't critical.
        let unread = certificate.extensions.filter {
            $0.critical && !understood.contains($0.oid) || $0.oid == .X509ExtensionID.nameConstraints
        }
        return faults
            + unread.map {
                EvidenceFault(.unsupported, "\(subject) has the extension \($0.oid), which is not read here")
            }
    }

    /// - Parameter position: of the certificate, from 0. So many authorities stand below the issuer.
    private static func faults(
        of certificate: Certificate, issuedBy issuer: Certificate, position: Int
    ) -> [EvidenceFault] {
        let link = "EK certificate \(position + 1)"
        let above = "EK certificate \(position + 2)"
        var reasons: [String] = []
        if certificate.issuer != issuer.subject {
            reasons.append("\(link) was issued by ‘\(certificate.issuer)’, and \(above) is ‘\(issuer.subject)’")
        }
        if !algorithms.contains(certificate.signatureAlgorithm) {
            reasons.append("\(link) is signed with \(certificate.signatureAlgorithm), which is not read here")
        } else if !issuer.publicKey.isValidSignature(certificate.signature, for: certificate) {
            reasons.append("\(link) is not signed by the key of \(above)")
        }
        switch try? issuer.extensions.basicConstraints {
        case .isCertificateAuthority(let depth):
            if let depth, depth < position {
                reasons.append("\(above) allows \(depth) authorities below it, and \(position) stand there")
            }
        case .notCertificateAuthority, nil:
            reasons.append("\(above) may not issue certificates")
        }
        if issuer.extensions[oid: .X509ExtensionID.keyUsage] != nil,
            (try? issuer.extensions.keyUsage)?.keyCertSign != true
        {
            reasons.append("the key of \(above) may not sign certificates")
        }
        return reasons.map { EvidenceFault(.brokenChain, $0) }
    }
}

extension EndorsementChain {
    /// What is known of its revocation when nothing is listed.
    func revocation(policy: AttestationPolicy) -> RevocationStatus {
        guard let issued = policy.revocations?.issued else { return .unknown }
        return .notListed(age: policy.time > issued ? policy.time - issued : 0)
    }

    private func revocationFaults(_ list: RevocationList?) -> [EvidenceFault] {
        guard let list else { return [] }
        return certificates.compactMap { certificate in
            let serial = Hex.string(certificate.serialNumber.bytes.drop { $0 == 0 })
            // Lists differ in whether a leading digit of zero is written.
            let reason = list.serials[serial] ?? list.serials[String(serial.drop { $0 == "0" })]
            return reason.map { EvidenceFault(.revoked, "the EK chain's certificate \(serial) is revoked: \($0)") }
        }
    }
}
