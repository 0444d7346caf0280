package import Documents
package import Foundation

extension ScreeningList {
    /// Reads the Consolidated Screening List in its published JSON form (`results`), or in the short form that keeps
    /// its repeated texts in tables (`entries`, `tables`).
    ///
    /// A record that can't be used is set aside with its reason; the others are kept.
    ///
    /// - Parameters:
    ///   - data: the file's bytes.
    ///   - name: the file, for messages.
    /// - Throws: `DocumentError` for a file that is no such list, is too large, or of which no record can be used.
    package init(json data: Data, name: String) throws(DocumentError) {
        guard data.count <= ScreeningListBounds.bytes else {
            throw DocumentError(
                file: name, line: nil, found: "\(data.count) bytes",
                expected: "at most \(ScreeningListBounds.bytes) bytes")
        }
        let form: ListForm
        do {
            form = try JSONDecoder().decode(ListForm.self, from: data)
        } catch {
            throw DocumentError(
                file: name, line: nil, found: ReadingProblem.sentence(error),
                expected: "the Consolidated Screening List as JSON, with ‘results’ or ‘entries’")
        }
        guard form.count <= ScreeningListBounds.records else {
            throw DocumentError(
                file: name, line: nil, found: "\(form.count) records",
                expected: "at most \(ScreeningListBounds.records)")
        }
        let (parties, setAside) = form.parties()
        guard !parties.isEmpty else {
            let first = setAside.first.map { "; \($0)" } ?? ""
            throw DocumentError(
                file: name, line: nil, found: "no record that can be used\(first)",
                expected: "a list of parties, each with ‘name’ and ‘source’")
        }
        self.init(parties: parties, made: form.made, setAside: setAside)
    }

    /// Reads a file.
    ///
    /// - Throws: `DocumentError`.
    package init(path: String) throws {
        try self.init(json: try DocumentFile.bytes(path: path, limit: ScreeningListBounds.bytes), name: path)
    }
}

/// What a decoder says, in a sentence.
enum ReadingProblem {
    static func sentence(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "no ‘\(key.stringValue)’\(place(context.codingPath))"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "another kind of value\(place(context.codingPath)): \(context.debugDescription.prefix(160))"
        case DecodingError.dataCorrupted(let context):
            "\(context.codingPath.isEmpty ? "text that isn't JSON" : "a value that can't be used")"
                + "\(place(context.codingPath)): \(context.debugDescription.prefix(160))"
        default: "text that isn't JSON"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "" }
        return " at " + path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".").prefix(80)
    }
}
