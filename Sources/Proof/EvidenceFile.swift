package import Attestation
import Crypto
package import Foundation
package import Ranging
package import SwiftASN1

/// Everything that a verdict rests on, in one file of canonical DER that anybody can check without us and without a
/// network. Its name is the SHA-256 of its bytes.
///
///     EvidenceFile ::= SEQUENCE {
///         statement  EvidenceStatement,
///         closing    SEQUENCE OF Evidence,          -- over the transcript; the device's own first
///         signature  OCTET STRING (SIZE (64)) }     -- by the session key over "assay closing 2", the
///                                                   -- transcript, and the SHA-256 of the closing's pieces
package struct EvidenceFile: Sendable, Equatable {
    /// Larger files are refused unread: 64 landmarks and a board of GPUs need about 350 kB.
    package static let sizeLimit = 1 << 20

    package let statement: EvidenceStatement
    package let closing: [Evidence]
    package let signature: [UInt8]

    /// Closes a statement: the device vouches for the transcript, and the session key signs it.
    ///
    /// May block for as long as the device's hardware takes.
    ///
    /// - Throws: whatever the device's evidence source throws.
    package init(closing statement: EvidenceStatement, by device: some EvidenceSource, key: SessionKey) throws {
        let transcript = statement.transcript
        let closing = try device.evidence(over: transcript)
        self.init(
            statement: statement, closing: closing,
            signature: try key.signature(for: Self.message(transcript, closing: closing)))
    }

    init(statement: EvidenceStatement, closing: [Evidence], signature: [UInt8]) {
        self.statement = statement
        self.closing = closing
        self.signature = signature
    }

    /// Reads a file.
    ///
    /// - Throws: `Refusal.malformed` with what was expected.
    package init(_ bytes: some Collection<UInt8>) throws(Refusal) {
        do {
            self = try CanonicalDER.decode(from: Array(bytes), limit: Self.sizeLimit)
        } catch {
            throw .malformed("\(error)")
        }
    }

    /// The file's bytes.
    package func bytes() throws -> Data { Data(try CanonicalDER.encode(self)) }

    /// What the session key signs: the transcript, and the closing evidence, or anybody could add to it and take away.
    static func message(_ transcript: [UInt8], closing: [Evidence]) -> [UInt8] {
        var hash = SHA256()
        for piece in closing {
            // Each says its own length, so that pieces can't be shifted into one another.
            hash.update(data: (try? CanonicalDER.encode(piece)) ?? [])
        }
        return Array("assay closing 2".utf8) + transcript + Array(hash.finalize())
    }

    /// SHA-256 of the file, in hex: the name of this evidence.
    package var digest: String {
        Hex.string(SHA256.hash(data: (try? CanonicalDER.encode(self)) ?? []))
    }
}

extension EvidenceFile: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            EvidenceFile(
                statement: try EvidenceStatement(derEncoded: &nodes),
                closing: try CanonicalDER.list(
                    Evidence.self, &nodes, limit: EvidenceStatement.deviceLimit, "closing evidence"),
                signature: try CanonicalDER.octets(&nodes, count: 64, "closing's signature"))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(statement)
            try coder.serializeSequenceOf(closing)
            try coder.serialize(ASN1OctetString(contentBytes: signature[...]))
        }
    }
}
