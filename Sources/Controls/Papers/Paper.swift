import Foundation

/// A paper's content: typed, so that it can be scripted against, and printable.
package protocol Paper: Encodable {}

extension Paper {
    /// The document in a form of its own, or the typed content as JSON with sorted keys and a final newline.
    ///
    /// - Throws: only when a number can't be written as JSON.
    package func rendered(_ document: PaperDocument, as format: PaperFormat) throws -> String {
        switch format {
        case .markdown: return document.markdown
        case .html: return document.html
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}
