import Attestation
import Crypto
import SwiftASN1
import X509

/// Which firmware a certified key belongs to, as the leaf certificate of a Hopper GPU states it. It is the first form
/// that the Trusted Computing Group's DICE work gave this extension:
///
///     CompositeDeviceID ::= SEQUENCE {
///         version   INTEGER (1),
///         deviceID  SubjectPublicKeyInfo,   -- of the certificate above the leaf
///         fwid      SEQUENCE {
///             hashAlg  OBJECT IDENTIFIER,   -- SHA-384
///             digest   OCTET STRING } }
struct CompositeDeviceID: DERSerializable {
    static let identifier: ASN1ObjectIdentifier = [2, 23, 133, 5, 4, 1]
    private static let sha384: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 2]

    let deviceKey: P384.Signing.PublicKey
    /// SHA-384, 48 bytes.
    let firmware: [UInt8]

    func serialize(into coder: inout DER.Serializer) throws {
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(1)
            try coder.serialize(ASN1Any(derEncoded: Array(deviceKey.derRepresentation)))
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.serialize(Self.sha384)
                try coder.serialize(ASN1OctetString(contentBytes: firmware[...]))
            }
        }
    }

    /// Not critical, as in the real ones: a reader that doesn't know it may pass over it.
    var certificateExtension: Certificate.Extension {
        get throws {
            Certificate.Extension(oid: Self.identifier, critical: false, value: try CanonicalDER.encode(self)[...])
        }
    }
}
