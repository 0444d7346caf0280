package import Documents

/// A paper to be handed in: blocks in the order they are read, printed as Markdown or as a page for print.
///
/// Text is plain: what consignments and rule files say is escaped for each form, so that nothing in them can become
/// markup.
///
/// ```swift
/// var paper = PaperDocument(title: "Checklist", language: .english)
/// paper.add(.heading("Parties"))
/// paper.add(.checks([.init("Exporter screened", isTicked: true)]))
/// print(paper.markdown, paper.html)
/// ```
package struct PaperDocument: Sendable {
    package let title: String
    package let language: PaperLanguage
    package private(set) var blocks: [Block] = []

    package enum Block: Sendable {
        case heading(String)
        case subheading(String)
        case paragraph(String)
        /// What must not be overlooked; framed.
        case notice(String)
        case list([String])
        case table(Table)
        case checks([Check])
        /// Something that only a person can fill in: what, and over how many lines.
        case blank(String, lines: Int)
        case references([Reference])
        /// What follows begins a new sheet.
        case newSheet
    }

    /// A box to tick with what it stands for.
    package struct Check: Sendable {
        package let text: String
        package let isTicked: Bool
        /// Lines below it: by whom, with which evidence, what is missing.
        package let details: [String]

        package init(_ text: String, isTicked: Bool, details: [String] = []) {
            self.text = text
            self.isTicked = isTicked
            self.details = details
        }
    }

    /// What a paper cites.
    package struct Reference: Sendable {
        package let id: String
        package let text: String
        /// An address is made a link when it begins with http:// or https://.
        package let address: String?

        package init(id: String, text: String, address: String?) {
            self.id = id
            self.text = text
            self.address = address
        }
    }

    package init(title: String, language: PaperLanguage) {
        self.title = title
        self.language = language
    }

    /// Adds blocks at the end. Empty tables and lists are left out: a heading's text says what their absence means.
    package mutating func add(_ more: Block...) {
        blocks += more.filter { block in
            switch block {
            case .list(let items): !items.isEmpty
            case .table(let table): !table.rows.isEmpty
            case .checks(let checks): !checks.isEmpty
            case .references(let references): !references.isEmpty
            case .heading, .subheading, .paragraph, .notice, .blank, .newSheet: true
            }
        }
    }
}

/// A language that papers are written in.
package enum PaperLanguage: String, CaseIterable, Sendable, Codable {
    case english = "en"
    case chinese = "zh"

    /// As HTML names it.
    var tag: String {
        switch self {
        case .english: "en"
        case .chinese: "zh-Hans"
        }
    }
}

/// How a paper is printed.
package enum PaperFormat: String, CaseIterable, Sendable {
    case markdown, html, json
}
