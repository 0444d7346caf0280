import Controls
import Documents
import Foundation
import Testing

struct PaperDocumentTests {
    private static let nasty = "<script>alert('x') & \"y\"</script> | *a* _b_ `c` [d](http://e) ~f~ # g"

    private static var paper: PaperDocument {
        var paper = PaperDocument(title: nasty, language: .english)
        var table = Table([.text(nasty), .figures("n")])
        table.add([nasty, "1"])
        paper.add(
            .heading(nasty), .subheading(nasty), .paragraph(nasty), .notice(nasty), .list([nasty]), .table(table),
            .checks([.init(nasty, isTicked: true, details: [nasty])]), .blank(nasty, lines: 2),
            .references([.init(id: nasty, text: nasty, address: "javascript:alert(1)")]))
        return paper
    }

    @Test func `nothing that a consignment says becomes markup in HTML`() {
        let html = Self.paper.html
        #expect(!html.contains("<script"))
        #expect(!html.contains("alert('x')"))
        #expect(!html.contains("href"))
        #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;) &amp; &quot;y&quot;&lt;/script&gt;"))
    }

    @Test func `nothing that a consignment says becomes markup in Markdown`() {
        let markdown = Self.paper.markdown
        #expect(!markdown.contains("<script"))
        #expect(!markdown.contains(" *a*"))
        #expect(markdown.contains(##"\| \*a\* \_b\_ \`c\` \[d\](http://e) \~f\~ \# g"##))
        // A row keeps its cells.
        let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(rows.allSatisfy { $0.replacing("\\|", with: "").filter { $0 == "|" }.count == 3 })
    }

    @Test(arguments: [
        ("1. x", "1\\. x"), ("12) x", "12\\) x"), ("- x", "\\- x"), ("+ x", "\\+ x"), ("=== x", "\\=== x"),
        ("1 x", "1 x"),
        ("a\nb\u{1B}[2J", "a b \\[2J"),
    ])
    func `a block's first character is text too`(given: String, expected: String) {
        var paper = PaperDocument(title: "t", language: .english)
        paper.add(.paragraph(given))
        #expect(paper.markdown == "# t\n\n\(expected)\n")
    }

    @Test(arguments: [
        ("https://example.org/a?b=c", true), ("http://example.org", true), ("ftp://example.org", false),
        ("https://example.org/\"onclick=", false), ("https://example.org/<b>", false), ("https://e x", false),
    ])
    func `only addresses of the web that end nothing become links`(address: String, isLink: Bool) {
        var paper = PaperDocument(title: "t", language: .english)
        paper.add(.references([.init(id: "a", text: "b", address: address)]))
        #expect(paper.html.contains("<a href") == isLink)
        #expect(paper.markdown.contains("<\(address)>") == isLink)
    }

    @Test func `a page needs nothing beside it and runs nothing`() {
        let html = Self.paper.html
        for word in ["<link", "<img", "@import", "url(", "<script"] { #expect(!html.contains(word), "\(word)") }
        for word in ["@page { size: A4", "@media print", "default-src 'none'", "<html lang=\"en\">"] {
            #expect(html.contains(word), "\(word)")
        }
        #expect(PaperDocument(title: "t", language: .chinese).html.contains("<html lang=\"zh-Hans\">"))
    }

    @Test func `blocks with nothing in them are left out`() {
        var paper = PaperDocument(title: "t", language: .english)
        paper.add(.list([]), .checks([]), .references([]), .table(Table([.text("a")])))
        #expect(paper.blocks.isEmpty)
    }
}

struct FolderDigestTests {
    @Test func `a folder's digest is that of what sha256sum prints for its files in the order of their paths`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "assay-digest-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder.appending(path: "b"), withIntermediateDirectories: true)
        for (path, text) in [("c.yaml", "3"), ("b/a.yaml", "2"), ("B.yaml", "1"), ("note.txt", "4")] {
            try Data(text.utf8).write(to: folder.appending(path: path))
        }
        // A digest that shows what it was made of.
        let digest = try FolderDigest(folder: folder.path) { "<\(String(decoding: $0, as: UTF8.self))>" }
        #expect(digest.hex == "<<1>  B.yaml\n<2>  b/a.yaml\n<3>  c.yaml\n>")
        let link = folder.appending(path: "link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder.appending(path: "b"))
        let linked = try FolderDigest(folder: link.path) { "<\(String(decoding: $0, as: UTF8.self))>" }
        #expect(linked.hex == "<<2>  a.yaml\n>")
    }

    @Test func `a folder that isn't there, or holds nothing, is a sentence`() throws {
        #expect(throws: DocumentError.self) { try FolderDigest(folder: "/no/such/folder") { _ in "" } }
        let folder = FileManager.default.temporaryDirectory.appending(path: "assay-digest-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #expect(throws: DocumentError.self) { try FolderDigest(folder: folder.path) { _ in "" } }
    }
}
