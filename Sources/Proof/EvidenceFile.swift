package import Attestation
import Crypto
package import Foundation
import Location
package import Ranging

/// Everything that a verdict rests on, in one JSON file that anybody can check without us and without a network.
///
/// Binary parts stand in base64 in their own signed encodings; see docs/evidence.md.
package struct EvidenceFile: Sendable, Codable, Equatable {
    package static let format = "assay-evidence-1"
    /// Larger files are refused unread: 1,000 landmarks need about 700 kB.
    package static let sizeLimit = 4 << 20

    package let format: String
    package let question: Question
    /// The verifier's grant.
    package let grant: Data
    package let deviceEvidence: DeviceEvidence
    /// The landmark directory, and the verifier's Ed25519 signature over it.
    package let directory: Data
    package let directorySignature: Data
    /// Signed records, sorted by landmark.
    package let records: [Data]
    /// The device's signature over the transcript.
    package let closing: Data
    /// What whoever wrote the file says it proves; recomputed, never believed.
    package var claim: String?

    package init(
        question: Question, grant: SessionGrant, deviceEvidence: DeviceEvidence, directory: LandmarkDirectory,
        directorySignature: Data, records: [SignedRecord], key: SoftwareDeviceKey
    ) throws {
        format = Self.format
        self.question = question
        self.grant = Data(grant.encoded)
        self.deviceEvidence = deviceEvidence
        self.directory = Data(directory.encoded)
        self.directorySignature = directorySignature
        let sorted = records.sorted { $0.record.landmark < $1.record.landmark }.map { Data($0.encoded) }
        self.records = sorted
        closing = Data(try key.signature(for: Self.transcript(grant: Data(grant.encoded), records: sorted)))
        claim = nil
    }

    /// Reads a file's JSON.
    ///
    /// - Throws: `Refusal.malformed` with what was expected where.
    package init(json: Data) throws(Refusal) {
        guard json.count <= Self.sizeLimit else { throw .malformed("more than \(Self.sizeLimit) bytes") }
        do {
            self = try JSONDecoder().decode(EvidenceFile.self, from: json)
        } catch let error as DecodingError {
            throw .malformed(error.explanation)
        } catch {
            throw .malformed("not JSON: \(error)")
        }
        guard format == Self.format else { throw .malformed("format ‘\(format.prefix(40))’; expected \(Self.format)") }
    }

    /// Sorted keys, so that one value has one encoding.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// What the device signs at the end: the grant and all records.
    static func transcript(grant: Data, records: [Data]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Data("assay transcript 1".utf8))
        for part in [grant] + records {
            // Length first, so that parts can't be shifted into one another.
            hash.update(data: Data("\(part.count):".utf8))
            hash.update(data: part)
        }
        return Array(hash.finalize())
    }

    /// SHA-256 over the question and every part, in hex: the name of this evidence.
    package var digest: String {
        var hash = SHA256()
        let parts =
            [
                Data(format.utf8), Data(question.canonical.utf8), grant, Data(deviceEvidence.device.bytes),
                deviceEvidence.signature, directory, directorySignature, closing,
            ] + records
        for part in parts {
            hash.update(data: Data("\(part.count):".utf8))
            hash.update(data: part)
        }
        return Hex.string(hash.finalize())
    }
}

extension DecodingError {
    /// The path and the reason, for people.
    package var explanation: String {
        let context: Context
        switch self {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found): context = found
        case .keyNotFound(let key, let found):
            return "‘\(key.stringValue)’ is missing at \(found.path)"
        @unknown default: return "not of the expected form"
        }
        return "\(context.debugDescription) at \(context.path)"
    }
}

extension DecodingError.Context {
    fileprivate var path: String {
        codingPath.isEmpty ? "the top" : codingPath.map(\.stringValue).joined(separator: ".")
    }
}
