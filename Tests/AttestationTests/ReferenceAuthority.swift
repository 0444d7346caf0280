import Crypto
import Foundation
import SwiftASN1
import X509

/// A maker of manifests with a root, an issuing authority and a signer of its own.
struct ReferenceAuthority {
    /// What may be wrong with its certificates.
    enum Flaw: CaseIterable {
        case otherIssuerName, otherIssuerKey, issuerIsNoAuthority, issuerMayNotSign, signerMayNotSign, pathTooLong
    }

    static let start: UInt64 = 1_750_000_000
    static let end: UInt64 = 1_800_000_000

    let key = P384.Signing.PrivateKey()
    /// In DER, the signer's first.
    let certificates: [[UInt8]]

    /// SHA-256 over the root's DER.
    var roots: Set<[UInt8]> { Set(certificates.suffix(1).map { Array(SHA256.hash(data: $0)) }) }

    init(flaw: Flaw? = nil) throws {
        let rootKey = P384.Signing.PrivateKey()
        let issuerKey = P384.Signing.PrivateKey()
        let root = try Self.certificate(
            "Root", rootKey.publicKey, by: "Root", rootKey, authority: flaw == .pathTooLong ? 0 : 1)
        let issuer = try Self.certificate(
            "Issuer", issuerKey.publicKey, by: "Root", rootKey, authority: flaw == .issuerIsNoAuthority ? nil : 0,
            usage: KeyUsage(keyCertSign: flaw != .issuerMayNotSign, cRLSign: true))
        let signer = try Self.certificate(
            "Signer", key.publicKey, by: flaw == .otherIssuerName ? "Another" : "Issuer",
            flaw == .otherIssuerKey ? P384.Signing.PrivateKey() : issuerKey, authority: nil,
            usage: KeyUsage(digitalSignature: flaw != .signerMayNotSign, keyAgreement: true))
        certificates = [signer, issuer, root]
    }

    private static func certificate(
        _ name: String, _ key: P384.Signing.PublicKey, by issuer: String, _ issuerKey: P384.Signing.PrivateKey,
        authority: Int?, usage: KeyUsage = KeyUsage(keyCertSign: true)
    ) throws -> [UInt8] {
        let constraints: BasicConstraints =
            authority.map { .isCertificateAuthority(maxPathLength: $0) } ?? .notCertificateAuthority
        // The signer's certificate alone is short-lived, as it is with the published ones.
        let end = authority == nil ? Self.end : Self.end * 2
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: Certificate.PublicKey(key),
            notValidBefore: Date(timeIntervalSince1970: Double(start)),
            notValidAfter: Date(timeIntervalSince1970: Double(end)),
            issuer: DistinguishedName { CommonName(issuer) }, subject: DistinguishedName { CommonName(name) },
            signatureAlgorithm: .ecdsaWithSHA384,
            extensions: Certificate.Extensions {
                Critical(constraints)
                Critical(usage)
            },
            issuerPrivateKey: Certificate.PrivateKey(issuerKey))
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }
}
