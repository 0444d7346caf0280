import Documents

extension PaperDocument {
    /// GitHub-flavoured Markdown.
    package var markdown: String {
        "# \(MarkdownText.escaped(title))\n" + blocks.map { "\n\(Self.markdown($0))" }.joined()
    }

    private static func markdown(_ block: Block) -> String {
        switch block {
        case .heading(let text): "## \(MarkdownText.escaped(text))\n"
        case .subheading(let text): "### \(MarkdownText.escaped(text))\n"
        case .paragraph(let text): MarkdownText.paragraph(text) + "\n"
        case .notice(let text): "> \(MarkdownText.paragraph(text))\n"
        case .list(let items): items.map { "- \(MarkdownText.paragraph($0))\n" }.joined()
        case .table(let table): markdown(table)
        case .checks(let checks): checks.map { markdown($0) }.joined()
        case .blank(let label, let lines):
            "\(MarkdownText.paragraph(label))\n"
                + (0..<max(1, lines)).map { _ in "\n\(String(repeating: "\\_", count: 40))\n" }.joined()
        case .references(let references): references.map { markdown($0) }.joined()
        case .newSheet: "---\n"
        }
    }

    private static func markdown(_ table: Table) -> String {
        func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
        return line(table.columns.map { MarkdownText.escaped($0.title) })
            + line(table.columns.map { $0.isNumeric ? "---:" : "---" })
            + table.rows.map { line($0.map { MarkdownText.escaped($0) }) }.joined()
    }

    private static func markdown(_ check: Check) -> String {
        "- [\(check.isTicked ? "x" : " ")] \(MarkdownText.escaped(check.text))\n"
            + check.details.map { "  - \(MarkdownText.paragraph($0))\n" }.joined()
    }

    private static func markdown(_ reference: Reference) -> String {
        let address = reference.address.map { address in
            WebAddress.isLink(address) ? " <\(address)>" : " \(MarkdownText.escaped(address))"
        }
        return "- \\[\(MarkdownText.escaped(reference.id))\\] \(MarkdownText.escaped(reference.text))\(address ?? "")\n"
    }
}

/// Plain text as Markdown that shows just that text.
enum MarkdownText {
    private static let marks = Set("\\`*_[]|~#".unicodeScalars)

    /// One line in which nothing is markup.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in SingleLine.text(text).unicodeScalars {
            switch scalar {
            // Readers of Markdown that let HTML through understand entities, whatever they make of backslashes.
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            default:
                if marks.contains(scalar) { escaped.append("\\") }
                escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// The same at the beginning of a block, where `-`, `+`, `=` and `1.` would be markup too.
    static func paragraph(_ text: String) -> String {
        let escaped = escaped(text)
        let digits = escaped.prefix { $0.isASCII && $0.isNumber }
        let rest = escaped.dropFirst(digits.count)
        if !digits.isEmpty, rest.hasPrefix(".") || rest.hasPrefix(")") { return digits + "\\" + rest }
        if let first = escaped.first, "-+=".contains(first) { return "\\" + escaped }
        return escaped
    }
}

/// Addresses that may become links.
enum WebAddress {
    /// Of the web, and without characters that end a link in either form.
    static func isLink(_ address: String) -> Bool {
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return false }
        return address.unicodeScalars.allSatisfy { scalar in
            scalar.value > 32 && scalar.value != 127 && !"<>\"'`\\".unicodeScalars.contains(scalar)
        }
    }
}
