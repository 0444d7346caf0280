import Crypto
import Foundation
import SwiftASN1
import X509

/// Who signed a manifest, and who vouches for that: certificates, each issued by the next.
///
/// The maker's own order is required, and only the algorithms that its certificates have.
struct ReferenceSigner {
    let key: P384.Signing.PublicKey
    private let signer: Certificate
    /// All, the signer's own first.
    private let chain: [Certificate]
    /// SHA-256 over the DER of the last.
    private let root: [UInt8]

    /// - Parameter encoded: in DER, the signer's own first and the root last.
    /// - Throws: `malformed`, or `unsupported` for a signer's key on another curve than P-384.
    init(_ encoded: [[UInt8]]) throws(EvidenceRefusal) {
        let chain = encoded.filter(CertificateForm.isOnly).compactMap { try? Certificate(derEncoded: $0) }
        guard chain.count == encoded.count, let signer = chain.first, let root = encoded.last else {
            throw EvidenceRefusal(.malformed, "a certificate in the manifest isn't an X.509 certificate in DER")
        }
        guard let key = P384.Signing.PublicKey(signer.publicKey) else {
            throw EvidenceRefusal(.unsupported, "the manifest's signer has no key on the curve P-384")
        }
        self.key = key
        self.signer = signer
        self.chain = chain
        self.root = Array(SHA256.hash(data: root))
    }

    /// What is wrong with the certificates.
    ///
    /// - Parameters:
    ///   - roots: SHA-256 over the DER of those trusted.
    ///   - time: in seconds since 1970.
    func faults(roots: Set<[UInt8]>, time: UInt64) -> [EvidenceFault] {
        var faults = chain.flatMap { Self.faults(of: $0, time: time) }
        if (try? signer.extensions.keyUsage)?.digitalSignature != true {
            faults.append(EvidenceFault(.brokenChain, "\(Self.name(signer)) may not sign data"))
        }
        for (place, (subject, issuer)) in zip(chain, chain.dropFirst()).enumerated() {
            faults += Self.faults(of: subject, issuedBy: issuer, authoritiesBetween: place)
        }
        if !roots.contains(root) {
            faults.append(
                EvidenceFault(.untrustedRoot, "the manifest's certificates end at an unknown root, \(Hex.string(root))")
            )
        }
        return faults
    }

    private static func faults(of certificate: Certificate, time: UInt64) -> [EvidenceFault] {
        var faults: [EvidenceFault] = []
        let now = Date(timeIntervalSince1970: Double(time))
        let (start, end) = (certificate.notValidBefore, certificate.notValidAfter)
        if now < start || now > end {
            faults.append(
                EvidenceFault(
                    .expired,
                    "\(name(certificate)) is valid from \(start.formatted(.iso8601)) to \(end.formatted(.iso8601)) only"
                ))
        }
        let known: Set<ASN1ObjectIdentifier> = [.X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage]
        if certificate.extensions.contains(where: { $0.critical && !known.contains($0.oid) })
            || certificate.signatureAlgorithm != .ecdsaWithSHA384
        {
            faults.append(
                EvidenceFault(.unsupported, "\(name(certificate)) has critical extensions or an algorithm unknown here")
            )
        }
        return faults
    }

    /// - Parameter authoritiesBetween: how many authorities stand between the issuer and the signer of the manifest.
    private static func faults(
        of subject: Certificate, issuedBy issuer: Certificate, authoritiesBetween: Int
    ) -> [EvidenceFault] {
        let names = "\(name(subject)), and \(name(issuer)) behind it"
        if subject.issuer != issuer.subject {
            return [EvidenceFault(.brokenChain, "it isn't the issuer that the certificate names: \(names)")]
        }
        if !issuer.publicKey.isValidSignature(subject.signature, for: subject) {
            return [EvidenceFault(.brokenChain, "the certificate isn't signed by its issuer: \(names)")]
        }
        guard case .isCertificateAuthority(let limit) = try? issuer.extensions.basicConstraints,
            (limit ?? authoritiesBetween) >= authoritiesBetween,
            (try? issuer.extensions.keyUsage)?.keyCertSign == true
        else { return [EvidenceFault(.brokenChain, "the issuer may not issue this certificate: \(names)")] }
        return []
    }

    private static func name(_ certificate: Certificate) -> String {
        "the certificate of ‘\(String(describing: certificate.subject).prefix(200))’"
    }
}
