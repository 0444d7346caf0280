package import SwiftASN1

/// What an NVIDIA GPU or switch hands in:
///
///     SPDMEvidence ::= SEQUENCE {
///         report        OCTET STRING,               -- SPDM 1.1 request and response
///         certificates  SEQUENCE OF OCTET STRING }  -- DER, the device's leaf first
package struct SPDMEvidence: Sendable, Equatable {
    package let report: [UInt8]
    package let certificates: [[UInt8]]

    package init(report: [UInt8], certificates: [[UInt8]]) {
        self.report = report
        self.certificates = certificates
    }
}

extension SPDMEvidence: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            let report = Array(try ASN1OctetString(derEncoded: &nodes).bytes)
            let certificates = try CanonicalDER.list(
                ASN1OctetString.self, &nodes, limit: DeviceCertificateChain.countLimit, "the list of certificates")
            return SPDMEvidence(report: report, certificates: certificates.map { Array($0.bytes) })
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(ASN1OctetString(contentBytes: report[...]))
            try coder.serializeSequenceOf(certificates.map { ASN1OctetString(contentBytes: $0[...]) })
        }
    }
}
