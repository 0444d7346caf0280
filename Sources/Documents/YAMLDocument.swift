import Foundation
import Yams

/// A YAML document, parsed within bounds and read with its line numbers.
///
/// ```swift
/// let root = try YAMLDocument.parse(try DocumentFile(path: "Examples/h200-to-johor.yaml"))
/// let map = try root.mapping(keys: ["id", "quantity"])
/// let id = try map.require("id").string()
/// ```
///
/// Anchors and aliases are refused: no document of ours needs them, and they are how a small file unfolds
/// into a large one.
package enum YAMLDocument {
    /// Deeper nesting than any document of ours has.
    package static let depthLimit = 32

    /// Parses one document.
    ///
    /// - Throws: `DocumentError` naming the line, for syntax errors, tabs, aliases and too deep nesting.
    package static func parse(_ file: DocumentFile) throws -> DocumentNode {
        try refuseTabsDepthAndAliases(in: file)
        let node: Node?
        do {
            node = try Yams.compose(yaml: file.text)
        } catch let error as YamlError {
            throw describe(error, in: file)
        }
        guard let node else {
            throw DocumentError(file: file.name, line: 1, found: "an empty document", expected: "a YAML mapping")
        }
        return DocumentNode(node: node, file: file.name, path: [])
    }

    /// Looks at the raw text before the parser recurses over it.
    private static func refuseTabsDepthAndAliases(in file: DocumentFile) throws {
        var flowDepth = 0
        var number = 0
        for line in file.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let indentation = line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            if indentation.contains(UInt8(ascii: "\t")) {
                throw DocumentError(
                    file: file.name, line: number, found: "a tab in the indentation",
                    expected: "spaces: YAML does not allow tabs there")
            }
            let content = line.dropFirst(indentation.count)
            if let alias = aliasOrAnchor(in: content) {
                throw DocumentError(
                    file: file.name, line: number, found: "the anchor or alias ‘\(alias)’",
                    expected: "the value itself (or quotes around the text)")
            }
            let dashes = content.split(separator: UInt8(ascii: " ")).prefix { $0.elementsEqual([UInt8(ascii: "-")]) }
            for byte in content {
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { flowDepth += 1 }
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { flowDepth = max(0, flowDepth - 1) }
            }
            if flowDepth > depthLimit || indentation.count / 2 + dashes.count > depthLimit * 2 {
                throw DocumentError(
                    file: file.name, line: number, found: "nesting deeper than \(depthLimit) levels",
                    expected: "a flat document")
            }
        }
    }

    /// The first `&name` or `*name` that stands where a value begins.
    private static func aliasOrAnchor(in content: some Collection<UInt8>) -> String? {
        let openers = Array(":-[{,?".utf8)
        var valueMayBegin = true
        var previousIsSpace = true
        var rest = content[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "#"), previousIsSpace { return nil }
            if valueMayBegin, previousIsSpace, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
                return String(decoding: rest.prefix(20), as: UTF8.self)
            }
            let isSpace = byte == UInt8(ascii: " ")
            let opens = openers.contains(byte)
            if !isSpace { valueMayBegin = opens }
            previousIsSpace = isSpace || (opens && byte != UInt8(ascii: ":") && byte != UInt8(ascii: "-"))
            rest = rest.dropFirst()
        }
        return nil
    }

    private static func describe(_ error: YamlError, in file: DocumentFile) -> DocumentError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            DocumentError(file: file.name, line: mark.line, found: problem, expected: "valid YAML")
        case .duplicatedKeysInMapping(let duplicates, let context):
            DocumentError(
                file: file.name, line: context.mark.line,
                found: "the key \(duplicates.map { "\($0)" }.joined(separator: ", ")) twice",
                expected: "each key once")
        default:
            DocumentError(file: file.name, line: nil, found: "\(error)", expected: "valid YAML")
        }
    }
}
