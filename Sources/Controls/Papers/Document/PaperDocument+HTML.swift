import Documents

extension PaperDocument {
    /// One page that needs nothing beside it and runs nothing, made for A4.
    package var html: String {
        """
        <!DOCTYPE html>
        <html lang="\(language.tag)">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(HTMLText.escaped(title))</title>
        <style>
        \(PaperStyle.sheet)
        </style>
        </head>
        <body>
        <h1>\(HTMLText.escaped(title))</h1>
        \(blocks.map { Self.html($0) }.joined(separator: "\n"))
        </body>
        </html>

        """
    }

    private static func html(_ block: Block) -> String {
        switch block {
        case .heading(let text): "<h2>\(HTMLText.escaped(text))</h2>"
        case .subheading(let text): "<h3>\(HTMLText.escaped(text))</h3>"
        case .paragraph(let text): "<p>\(HTMLText.escaped(text))</p>"
        case .notice(let text): "<p class=\"notice\">\(HTMLText.escaped(text))</p>"
        case .list(let items):
            "<ul>\n" + items.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined() + "</ul>"
        case .table(let table): html(table)
        case .checks(let checks): "<ul class=\"checks\">\n" + checks.map { html($0) }.joined() + "</ul>"
        case .blank(let label, let lines):
            "<div class=\"blank\"><p>\(HTMLText.escaped(label))</p>"
                + String(repeating: "<div class=\"line\"></div>", count: max(1, lines)) + "</div>"
        case .references(let references):
            "<ul class=\"references\">\n" + references.map { html($0) }.joined() + "</ul>"
        case .newSheet: "<div class=\"sheet\"></div>"
        }
    }

    private static func html(_ table: Table) -> String {
        func row(_ cells: [String], _ tag: String, _ scope: String) -> String {
            let cells = zip(table.columns, cells).map { column, cell in
                let place = column.isNumeric ? " class=\"figure\"" : ""
                return "<\(tag)\(scope)\(place)>\(HTMLText.escaped(cell))</\(tag)>"
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        return "<table>\n<thead>\n\(row(table.columns.map(\.title), "th", " scope=\"col\""))</thead>\n<tbody>\n"
            + table.rows.map { row($0, "td", "") }.joined() + "</tbody>\n</table>"
    }

    private static func html(_ check: Check) -> String {
        let details =
            check.details.isEmpty
            ? ""
            : "<ul>" + check.details.map { "<li>\(HTMLText.escaped($0))</li>" }.joined() + "</ul>"
        return "<li><span class=\"box\">\(check.isTicked ? "☒" : "☐")</span> "
            + "\(HTMLText.escaped(check.text))\(details)</li>\n"
    }

    private static func html(_ reference: Reference) -> String {
        let address = reference.address.map { address in
            let text = HTMLText.escaped(address)
            return WebAddress.isLink(address) ? " <a href=\"\(text)\">\(text)</a>" : " \(text)"
        }
        return "<li>[\(HTMLText.escaped(reference.id))] \(HTMLText.escaped(reference.text))\(address ?? "")</li>\n"
    }
}

/// Plain text as HTML that shows just that text, in elements and in quoted attributes.
enum HTMLText {
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in SingleLine.text(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
