import SwiftASN1
import X509

/// The digest of the firmware that a leaf certificate was issued to, in an extension of the Trusted Computing Group's
/// DICE architecture.
///
/// NVIDIA uses two, by the samples: GH100 and LS10 put a `CompositeDeviceID` under 2.23.133.5.4.1, GB100 a `DiceTcbInfo`
/// under 2.23.133.5.4.1.1.
///
///     CompositeDeviceID ::= SEQUENCE { version INTEGER, deviceID SubjectPublicKeyInfo, fwid FWID }
///     DiceTcbInfo       ::= SEQUENCE { …, fwids [6] IMPLICIT SEQUENCE OF FWID, … }  -- all optional, by tag
///     FWID              ::= SEQUENCE { hashAlg OBJECT IDENTIFIER, digest OCTET STRING }
enum FirmwareIdentifier {
    static let compositeDevice: ASN1ObjectIdentifier = [2, 23, 133, 5, 4, 1]
    static let trustedComputingBase: ASN1ObjectIdentifier = [2, 23, 133, 5, 4, 1, 1]

    /// The first digest; nil when the certificate has no such extension, or none that can be read.
    ///
    /// Of several the first is taken: on the GB100 the report repeats the first and the second is zero.
    static func digest(in certificate: Certificate) -> [UInt8]? {
        for identifier in [compositeDevice, trustedComputingBase] {
            guard let part = certificate.extensions[oid: identifier] else { continue }
            return try? digest(of: DER.parse(part.value))
        }
        return nil
    }

    /// Which of the two forms it is shows in the bytes, so the identifier isn't relied upon.
    private static func digest(of root: ASN1Node) throws -> [UInt8]? {
        try DER.sequence(root, identifier: .sequence) { nodes in
            var children: [ASN1Node] = []
            while let node = nodes.next() { children.append(node) }
            if children.first?.identifier == .integer {
                return try children.last.map(digest(ofIdentifier:))
            }
            let tag = ASN1Identifier(tagWithNumber: 6, tagClass: .contextSpecific)
            guard let list = children.first(where: { $0.identifier == tag }),
                case .constructed(let identifiers) = list.content
            else { return nil }
            return try identifiers.first { _ in true }.map(digest(ofIdentifier:))
        }
    }

    private static func digest(ofIdentifier node: ASN1Node) throws -> [UInt8] {
        try DER.sequence(node, identifier: .sequence) { nodes in
            _ = try ASN1ObjectIdentifier(derEncoded: &nodes)
            return Array(try ASN1OctetString(derEncoded: &nodes).bytes)
        }
    }
}
