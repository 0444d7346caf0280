import Crypto
import Foundation
import SwiftASN1
import X509

/// A maker of TPMs with a root, an authority below it and one endorsement key's certificate. Every extension can be put
/// wrong before the certificates are made.
struct TestTPMMaker {
    struct Settings {
        var isLeafAuthority = false
        var leafUsage: KeyUsage? = KeyUsage(keyAgreement: true)
        var leafPurposes: [ExtendedKeyUsage.Usage]? = [ExtendedKeyUsage.Usage(oid: [2, 23, 133, 8, 1])]
        var leafExtensions: [Certificate.Extension] = []
        var isAuthorityMarked = true
        var authorityUsage = KeyUsage(keyCertSign: true)
        var authorityExtensions: [Certificate.Extension] = []
        var rootDepth: Int? = 1
        /// From and until, around `TestTPM.time`, in seconds.
        var leafValidity: ClosedRange<Double> = -1_000_000...1_000_000
        /// Whether the endorsement key's certificate is signed by a stranger of the authority's name.
        var isForged = false
    }

    static let serial: [UInt8] = [0x0a, 0xbc, 0xde]

    /// DER, the endorsement key's own first.
    let certificates: [[UInt8]]
    /// SHA-256 over the root.
    var roots: Set<[UInt8]> { Set(certificates.last.map { [Array(SHA256.hash(data: $0))] } ?? []) }

    init(_ settings: Settings = Settings()) throws {
        let root = P256.Signing.PrivateKey()
        let authority = P256.Signing.PrivateKey()
        let rootName = try DistinguishedName { CommonName("Root of a maker") }
        let authorityName = try DistinguishedName { CommonName("Authority of a maker") }
        var usages: [Certificate.Extension] = [
            try Certificate.Extension(settings.authorityUsage, critical: true)
        ]
        if settings.isAuthorityMarked {
            usages.append(
                try Certificate.Extension(BasicConstraints.isCertificateAuthority(maxPathLength: 0), critical: true))
        }
        certificates = try [
            Self.certificate(
                subject: DistinguishedName(), key: P256.Signing.PrivateKey().publicKey, issuer: authorityName,
                by: settings.isForged ? P256.Signing.PrivateKey() : authority, serial: Self.serial,
                validity: settings.leafValidity, extensions: try Self.leafExtensions(settings)),
            Self.certificate(
                subject: authorityName, key: authority.publicKey, issuer: rootName, by: root, serial: [2],
                extensions: usages + settings.authorityExtensions),
            Self.certificate(
                subject: rootName, key: root.publicKey, issuer: rootName, by: root, serial: [1],
                extensions: [
                    try Certificate.Extension(
                        BasicConstraints.isCertificateAuthority(maxPathLength: settings.rootDepth), critical: true)
                ]),
        ]
    }

    private static func leafExtensions(_ settings: Settings) throws -> [Certificate.Extension] {
        let device = try DistinguishedName([
            .init(type: [2, 23, 133, 2, 1], utf8String: "id:49465800"),
            .init(type: [2, 23, 133, 2, 2], utf8String: "SLB 9999"),
            .init(type: [2, 23, 133, 2, 3], utf8String: "id:0755"),
        ])
        var extensions = [
            try Certificate.Extension(SubjectAlternativeNames([.directoryName(device)]), critical: true),
            try Certificate.Extension(
                settings.isLeafAuthority
                    ? BasicConstraints.isCertificateAuthority(maxPathLength: nil) : .notCertificateAuthority,
                critical: true),
        ]
        if let usage = settings.leafUsage {
            extensions.append(try Certificate.Extension(usage, critical: true))
        }
        if let purposes = settings.leafPurposes {
            extensions.append(try Certificate.Extension(try ExtendedKeyUsage(purposes), critical: false))
        }
        return extensions + settings.leafExtensions
    }

    private static func certificate(
        subject: DistinguishedName, key: P256.Signing.PublicKey, issuer: DistinguishedName,
        by signer: P256.Signing.PrivateKey, serial: [UInt8], validity: ClosedRange<Double> = -2_000_000...2_000_000,
        extensions: [Certificate.Extension]
    ) throws -> [UInt8] {
        let now = Date(timeIntervalSince1970: Double(TestTPM.time))
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(bytes: serial), publicKey: .init(key),
            notValidBefore: now.addingTimeInterval(validity.lowerBound),
            notValidAfter: now.addingTimeInterval(validity.upperBound), issuer: issuer, subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256, extensions: try Certificate.Extensions(extensions),
            issuerPrivateKey: .init(signer))
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }
}
