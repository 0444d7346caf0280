import Foundation

/// A file of JSON as far as evidence goes: a list of entries, or one.
struct EvidenceJSONContent: Decodable {
    let entries: [EvidenceJSONEntry]

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var entries: [EvidenceJSONEntry] = []
            while !list.isAtEnd { entries.append(try list.decode(EvidenceJSONEntry.self)) }
            self.entries = entries
        } else {
            entries = [try EvidenceJSONEntry(from: decoder)]
        }
    }
}

/// One entry: its fields, of which only texts matter; or a text; or something else.
enum EvidenceJSONEntry: Decodable {
    /// Fields that are no text have nil.
    case fields([String: String?])
    case text(String)
    /// A list in the list, with its first text.
    case list(String?)
    case other

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            self = .fields(
                Dictionary(
                    container.allKeys.map { ($0.stringValue, try? container.decode(String.self, forKey: $0)) },
                    uniquingKeysWith: { first, _ in first }))
        } else if var list = try? decoder.unkeyedContainer() {
            self = .list(try? list.decode(String.self))
        } else if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .text(text)
        } else {
            self = .other
        }
    }

    var isEvidence: Bool {
        guard case .fields(let fields) = self else { return false }
        return fields.keys.contains("evidence") || fields.keys.contains("kind") && fields.keys.contains("body")
    }

    /// - Throws: `malformed`.
    func record(source: String) throws(EvidenceRefusal) -> EvidenceRecord {
        guard case .fields(let fields) = self, isEvidence else {
            throw EvidenceRefusal(.malformed, "an entry that is no evidence among others that are")
        }
        let texts = fields.compactMapValues { $0 }
        var nonce: [UInt8]?
        if let text = texts["nonce"], !text.isEmpty {
            nonce = HexText.bytes(of: text.utf8)
            guard nonce != nil else { throw EvidenceRefusal(.malformed, "the nonce is not hex text") }
        }
        let stated = texts.filter { ["arch", "driver_version", "vbios_version"].contains($0.key) }
        let evidence: Evidence
        if let kind = texts["kind"], texts["evidence"] == nil {
            evidence = Evidence(kind: EvidenceKind(rawValue: kind), body: try Self.bytes(texts["body"], "body"))
        } else {
            let certificates = try DeviceCertificateChain.certificates(
                ofPEM: try Self.bytes(texts["certificate"], "certificate"))
            evidence = try ReportPairing.evidence(
                report: try Self.bytes(texts["evidence"], "evidence"), certificates: certificates)
        }
        return EvidenceRecord(source: source, evidence: evidence, nonce: nonce, stated: stated)
    }

    private static func bytes(_ base64: String?, _ field: String) throws(EvidenceRefusal) -> [UInt8] {
        guard let base64 else { throw EvidenceRefusal(.malformed, "the field ‘\(field)’ is missing") }
        guard let data = Data(base64Encoded: base64), !data.isEmpty else {
            throw EvidenceRefusal(.malformed, "the field ‘\(field)’ is not base64 text")
        }
        return Array(data)
    }
}
