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
        try refuseTabsAndDepth(in: file)
        do {
            let parser = try Parser(yaml: file.text)
            guard let node = try parser.singleRoot() else {
                throw DocumentError(file: file.name, line: 1, found: "an empty document", expected: "a YAML mapping")
            }
            // Nodes hold their anchors weakly; the parser keeps them until it ends.
            try withExtendedLifetime(parser) { try refuseAnchors(in: node, file: file.name) }
            return DocumentNode(node: node, file: file.name, path: [])
        } catch let error as YamlError {
            throw describe(error, in: file)
        }
    }

    /// Looks at the raw text before the parser recurses over it.
    private static func refuseTabsAndDepth(in file: DocumentFile) throws {
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
            let dashes = content.split(separator: UInt8(ascii: " ")).prefix {
                $0.elementsEqual("-".utf8) || $0.elementsEqual("?".utf8)
            }
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

    /// Aliases are resolved by the parser into copies of the anchored node, so looking for anchors finds both, and
    /// the walk stops before it could unfold anything.
    private static func refuseAnchors(in node: Node, file: String) throws {
        let anchor: Anchor?
        switch node {
        case .scalar(let scalar): anchor = scalar.anchor
        case .sequence(let sequence): anchor = sequence.anchor
        case .mapping(let mapping): anchor = mapping.anchor
        case .alias(let alias): anchor = alias.anchor
        }
        if let anchor {
            throw DocumentError(
                file: file, line: node.mark?.line, found: "the anchor or alias ‘\(anchor)’",
                expected: "the value itself")
        }
        switch node {
        case .sequence(let sequence): for item in sequence { try refuseAnchors(in: item, file: file) }
        case .mapping(let mapping):
            for (key, value) in mapping {
                try refuseAnchors(in: key, file: file)
                try refuseAnchors(in: value, file: file)
            }
        case .scalar, .alias: return
        }
    }

    private static func describe(_ error: YamlError, in file: DocumentFile) -> DocumentError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            // The parser's own sentences begin with "found" as well.
            DocumentError(
                file: file.name, line: mark.line,
                found: problem.hasPrefix("found ") ? String(problem.dropFirst(6)) : problem, expected: "valid YAML")
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
