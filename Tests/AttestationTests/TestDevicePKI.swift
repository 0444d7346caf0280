import Attestation
import Crypto
import Foundation
import SwiftASN1
import X509

/// A maker of devices with a root of its own: chains as NVIDIA's are built, one certificate shorter.
struct TestDevicePKI {
    /// When the tests judge, in seconds since 1970.
    static let time: UInt64 = 1_780_000_000

    let rootKey = P384.Signing.PrivateKey()
    let makerKey = P384.Signing.PrivateKey()
    let root: Certificate
    let maker: Certificate

    /// - Parameter pathLength: authorities that the certificate below the root allows below itself; nil is any number.
    init(pathLength: Int? = nil) throws {
        let name = try DistinguishedName {
            OrganizationName("Test")
            CommonName("Test Device Identity CA")
        }
        root = try Certificate.made(
            subject: name, key: rootKey.publicKey, issuer: name, signer: rootKey,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true))
            })
        maker = try Certificate.made(
            subject: try DistinguishedName { CommonName("Test Provisioner ICA 1") }, key: makerKey.publicKey,
            issuer: name, signer: rootKey,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: pathLength))
                Critical(KeyUsage(keyCertSign: true))
            })
    }

    /// The policy that trusts this maker.
    func policy(revocations: RevocationList? = nil) throws -> AttestationPolicy {
        AttestationPolicy(
            time: Self.time, roots: [Array(SHA256.hash(data: try root.encoded()))], revocations: revocations)
    }

    /// - Parameters:
    ///   - serial: of the device's certificate, as its subject shows it.
    ///   - constraints: of the device's certificate.
    ///   - expiry: of the device's certificate, in seconds since 1970.
    func device(
        serial: String = "41112233445566AABB", model: String = "GH100 A01 GSP",
        firmware: [UInt8]? = TestDevice.firmware,
        constraints: BasicConstraints = .isCertificateAuthority(maxPathLength: nil), expiry: UInt64 = 253_402_300_799
    ) throws -> TestDevice {
        let (deviceKey, leafKey) = (P384.Signing.PrivateKey(), P384.Signing.PrivateKey())
        let name = try DistinguishedName([
            RelativeDistinguishedName.Attribute(
                type: .RDNAttributeType.commonName, utf8String: "\(model) BROM"),
            try RelativeDistinguishedName.Attribute(type: [2, 5, 4, 5], printableString: serial),
        ])
        let device = try Certificate.made(
            subject: name, key: deviceKey.publicKey, issuer: maker.subject, signer: makerKey, expiry: expiry,
            extensions: try Certificate.Extensions {
                Critical(constraints)
                Critical(KeyUsage(keyCertSign: true))
            })
        var extensions = try Certificate.Extensions { Critical(KeyUsage(digitalSignature: true)) }
        if let firmware { try extensions.append(Self.compositeDevice(deviceKey.publicKey, firmware: firmware)) }
        let leaf = try Certificate.made(
            subject: try DistinguishedName { CommonName("\(model) FMC LF") }, key: leafKey.publicKey, issuer: name,
            signer: deviceKey, extensions: extensions)
        return TestDevice(key: leafKey, certificates: try [leaf, device, maker, root].map { try $0.encoded() })
    }

    /// The extension in which GH100 and LS10 name their firmware.
    private static func compositeDevice(
        _ key: P384.Signing.PublicKey, firmware: [UInt8]
    ) throws -> Certificate.Extension {
        var coder = DER.Serializer()
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(1)
            coder.serializeRawBytes(key.derRepresentation)
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.serialize([2, 16, 840, 1, 101, 3, 4, 2, 2] as ASN1ObjectIdentifier)
                try coder.serialize(ASN1OctetString(contentBytes: firmware[...]))
            }
        }
        return Certificate.Extension(
            oid: [2, 23, 133, 5, 4, 1], critical: false, value: coder.serializedBytes[...])
    }
}

extension Certificate {
    static func made(
        subject: DistinguishedName, key: P384.Signing.PublicKey, issuer: DistinguishedName,
        signer: P384.Signing.PrivateKey, expiry: UInt64 = 253_402_300_799, extensions: Extensions
    ) throws -> Certificate {
        try Certificate(
            version: .v3, serialNumber: SerialNumber(), publicKey: PublicKey(key),
            notValidBefore: Date(timeIntervalSince1970: 1_600_000_000),
            notValidAfter: Date(timeIntervalSince1970: Double(expiry)), issuer: issuer, subject: subject,
            signatureAlgorithm: .ecdsaWithSHA384, extensions: extensions, issuerPrivateKey: PrivateKey(signer))
    }

    func encoded() throws -> [UInt8] { try CanonicalDER.encode(self) }
}
