package import Attestation
import Foundation
package import Ranging
package import SwiftASN1

/// All that a session gave, before the device closes it.
///
///     EvidenceStatement ::= SEQUENCE {
///         format              UTF8String ("assay-evidence-2"),
///         question            Question,
///         grant               SessionGrant,
///         opening             SEQUENCE OF Evidence,        -- over the grant's binding; the device's own first
///         directory           LandmarkDirectory,
///         directorySignature  OCTET STRING (SIZE (64)),    -- the verifier's
///         records             SEQUENCE OF SignedRecord,    -- ascending by landmark
///         absences            SEQUENCE OF Absence }        -- ascending by landmark
package struct EvidenceStatement: Sendable, Equatable {
    package static let format = "assay-evidence-2"
    /// A device and what stands beside it: more than a board with its switches.
    package static let deviceLimit = 64

    package let question: Question
    package let grant: SessionGrant
    package let opening: [Evidence]
    /// Read once, and kept as it was signed.
    package let directory: LandmarkDirectory
    package let directorySignature: [UInt8]
    package let records: [SignedRecord]
    package let absences: [Absence]

    package init(
        question: Question, grant: SessionGrant, opening: [Evidence], directory: LandmarkDirectory,
        directorySignature: [UInt8], records: [SignedRecord], absences: [Absence]
    ) {
        self.question = question
        self.grant = grant
        self.opening = opening
        self.directory = directory
        self.directorySignature = directorySignature
        self.records = records.sorted { $0.record.landmark < $1.record.landmark }
        self.absences = absences.sorted { $0.landmark < $1.landmark }
    }

    /// The 32 bytes that the device vouches for at the end: SHA-256 over a label and the statement.
    package var transcript: [UInt8] {
        Digest32.sha256("assay transcript 2", (try? CanonicalDER.encode(self)) ?? [])
    }
}

extension EvidenceStatement: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            let format = try CanonicalDER.text(&nodes, limit: 40, "format")
            guard format == Self.format else {
                throw CanonicalDER.Problem(description: "the format is ‘\(format)’; expected \(Self.format)")
            }
            return EvidenceStatement(
                question: try Question(derEncoded: &nodes), grant: try SessionGrant(derEncoded: &nodes),
                opening: try CanonicalDER.list(Evidence.self, &nodes, limit: Self.deviceLimit, "opening evidence"),
                directory: try LandmarkDirectory(derEncoded: &nodes),
                directorySignature: try CanonicalDER.octets(&nodes, count: 64, "directory's signature"),
                records: try CanonicalDER.list(
                    SignedRecord.self, &nodes, limit: GrantTerms.landmarkLimit, "records"),
                absences: try CanonicalDER.list(
                    Absence.self, &nodes, limit: GrantTerms.landmarkLimit, "absences"))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(ASN1UTF8String(Self.format))
            try coder.serialize(question)
            try coder.serialize(grant)
            try coder.serializeSequenceOf(opening)
            try coder.serialize(directory)
            try coder.serialize(ASN1OctetString(contentBytes: directorySignature[...]))
            try coder.serializeSequenceOf(records)
            try coder.serializeSequenceOf(absences)
        }
    }
}
