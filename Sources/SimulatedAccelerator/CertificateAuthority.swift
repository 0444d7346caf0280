import Attestation
import Crypto
import Foundation
import SwiftASN1
import X509

/// A key that certifies other keys, and the certificate that says so.
struct CertificateAuthority: Sendable {
    /// Years before any demonstration, so that no clock is too early.
    private static let notBefore = Date(timeIntervalSince1970: 1_577_836_800)
    /// 9999-12-31 23:59:59 UTC: a device certificate doesn't expire (RFC 5280, 4.1.2.5).
    private static let notAfter = Date(timeIntervalSince1970: 253_402_300_799)

    let key: P384.Signing.PrivateKey
    let certificate: Certificate
    /// The certificate in DER.
    let encoded: [UInt8]

    init(key: P384.Signing.PrivateKey, certificate: Certificate) throws(SimulationProblem) {
        self.key = key
        self.certificate = certificate
        encoded = try SimulationProblem.within("encode the certificate of \(certificate.subject)") {
            try CanonicalDER.encode(certificate)
        }
    }

    /// What a certificate says, but for its issuer.
    struct Subject {
        let name: DistinguishedName
        /// The certificate's serial number, big-endian.
        let serialNumber: [UInt8]
        /// What the key may do. Real device certificates have these before the key identifiers and the rest after.
        let uses: [Certificate.Extension]
        let statements: [Certificate.Extension]
    }

    /// A root: certifies itself.
    static func root(_ key: P384.Signing.PrivateKey, subject: Subject) throws(SimulationProblem) -> Self {
        let certificate = try certificate(
            for: key.publicKey, subject: subject, issuer: subject.name, issuerKey: key)
        return try Self(key: key, certificate: certificate)
    }

    /// An authority below this one.
    func authority(_ key: P384.Signing.PrivateKey, subject: Subject) throws(SimulationProblem) -> Self {
        try Self(key: key, certificate: try certify(key.publicKey, subject: subject))
    }

    private func certify(_ key: P384.Signing.PublicKey, subject: Subject) throws(SimulationProblem) -> Certificate {
        try Self.certificate(for: key, subject: subject, issuer: certificate.subject, issuerKey: self.key)
    }

    private static func certificate(
        for key: P384.Signing.PublicKey, subject: Subject, issuer: DistinguishedName,
        issuerKey: P384.Signing.PrivateKey
    ) throws(SimulationProblem) -> Certificate {
        try SimulationProblem.within("certify \(subject.name)") {
            let own = SubjectKeyIdentifier(hash: Certificate.PublicKey(key))
            let above = SubjectKeyIdentifier(hash: Certificate.PublicKey(issuerKey.publicKey)).keyIdentifier
            let keys = try [
                own.makeCertificateExtension(),
                AuthorityKeyIdentifier(keyIdentifier: above).makeCertificateExtension(),
            ]
            let extensions = try Certificate.Extensions(subject.uses + keys + subject.statements)
            return try Certificate(
                version: .v3, serialNumber: Certificate.SerialNumber(bytes: subject.serialNumber),
                publicKey: Certificate.PublicKey(key), notValidBefore: notBefore, notValidAfter: notAfter,
                issuer: issuer, subject: subject.name, signatureAlgorithm: .ecdsaWithSHA384, extensions: extensions,
                issuerPrivateKey: Certificate.PrivateKey(issuerKey))
        }
    }
}
