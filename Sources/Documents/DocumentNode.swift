import Foundation
import Yams

/// A value in a document, with the file and line it stands on.
package struct DocumentNode {
    private let node: Node
    package let file: String
    /// The keys that lead here from the root.
    package let path: [String]

    init(node: Node, file: String, path: [String]) {
        self.node = node
        self.file = file
        self.path = path
    }

    /// Counted from 1.
    package var line: Int { node.mark?.line ?? 1 }

    /// The error to throw when this value is not what it should be.
    package func problem(found: String, expected: String) -> DocumentError {
        DocumentError(file: file, line: line, found: found, expected: expected)
    }

    /// How the value looks to the reader of an error message.
    package var summary: String {
        switch node {
        case .scalar(let scalar): "‘\(scalar.string.prefix(60))’"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    private var name: String { path.last ?? "the document" }

    /// The text of a scalar, at most `limit` characters.
    package func string(limit: Int = 2_000) throws -> String {
        guard case .scalar(let scalar) = node else {
            throw problem(found: summary, expected: "text for \(name)")
        }
        guard !scalar.string.isEmpty, scalar.string.count <= limit else {
            throw problem(
                found: scalar.string.isEmpty ? "nothing" : "\(scalar.string.count) characters",
                expected: "1 to \(limit) characters for \(name)")
        }
        return scalar.string
    }

    /// A finite number; `_` may group digits.
    package func number() throws -> Double {
        guard case .scalar(let scalar) = node,
            let number = Double(scalar.string.replacing("_", with: "")), number.isFinite
        else {
            throw problem(found: summary, expected: "a number for \(name)")
        }
        return number
    }

    /// A whole number in a range.
    package func integer(in range: ClosedRange<Int>) throws -> Int {
        let number = try number()
        guard let integer = Int(exactly: number), range.contains(integer) else {
            throw problem(found: summary, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    package func boolean() throws -> Bool {
        guard case .scalar(let scalar) = node, let value = Bool(scalar.string) else {
            throw problem(found: summary, expected: "true or false for \(name)")
        }
        return value
    }

    /// One of the cases of a string enumeration.
    package func choice<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type = Choice.self) throws -> Choice
    where Choice.RawValue == String {
        let text = try string()
        guard let value = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue)
            let hint = NearestName.of(text, in: names).map { " (did you mean ‘\($0)’?)" } ?? ""
            throw problem(found: summary, expected: "one of \(names.joined(separator: ", "))\(hint)")
        }
        return value
    }

    /// A calendar date written YYYY-MM-DD.
    package func date() throws -> CalendarDate {
        let text = try string()
        guard let date = CalendarDate(text) else {
            throw problem(found: summary, expected: "a date as YYYY-MM-DD for \(name)")
        }
        return date
    }

    /// The items of a list.
    package func items(limit: Int = 10_000) throws -> [DocumentNode] {
        guard case .sequence(let sequence) = node else {
            throw problem(found: summary, expected: "a list for \(name)")
        }
        guard sequence.count <= limit else {
            throw problem(found: "\(sequence.count) items", expected: "at most \(limit) for \(name)")
        }
        return sequence.map { DocumentNode(node: $0, file: file, path: path) }
    }

    /// The items of a list, or the one value itself.
    package func oneOrMore() throws -> [DocumentNode] {
        if case .sequence = node { return try items() }
        return [self]
    }

    /// A mapping that may hold only the named keys.
    package func mapping(keys: [String]) throws -> DocumentMapping {
        let mapping = try mapping()
        for (key, value) in mapping.pairs where !keys.contains(key) {
            let hint = NearestName.of(key, in: keys).map { " (did you mean ‘\($0)’?)" } ?? ""
            throw value.problem(
                found: "the unknown key ‘\(key)’", expected: "one of \(keys.joined(separator: ", "))\(hint)")
        }
        return mapping
    }

    /// A mapping whose keys are names chosen by the writer.
    package func mapping() throws -> DocumentMapping {
        guard case .mapping(let mapping) = node else {
            throw problem(found: summary, expected: "a mapping for \(name)")
        }
        let pairs = try mapping.map { key, value in
            guard case .scalar(let scalar) = key, scalar.string.count <= 200 else {
                throw problem(found: "a key that is not plain text", expected: "plain text keys")
            }
            return (
                key: scalar.string,
                value: DocumentNode(node: value, file: file, path: path + [scalar.string])
            )
        }
        return DocumentMapping(pairs: pairs, node: self)
    }
}

/// A mapping in a document: its keys in the order they are written.
package struct DocumentMapping {
    package let pairs: [(key: String, value: DocumentNode)]
    package let node: DocumentNode

    /// The value of a key, or nil when it is not there.
    package func optional(_ key: String) -> DocumentNode? {
        pairs.first { $0.key == key }?.value
    }

    /// The value of a key that must be there.
    package func require(_ key: String) throws -> DocumentNode {
        guard let value = optional(key) else {
            throw node.problem(
                found: "\(node.path.last.map { "‘\($0)’" } ?? "a document") without ‘\(key)’",
                expected: "a value for ‘\(key)’")
        }
        return value
    }
}
