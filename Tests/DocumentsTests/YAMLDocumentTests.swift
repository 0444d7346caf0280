import Documents
import Testing

struct YAMLDocumentTests {
    struct Refusal: Sendable {
        let text: String
        let line: Int
        let says: String
    }

    private func parse(_ text: String) throws -> DocumentNode {
        try YAMLDocument.parse(DocumentFile(name: "test.yaml", text: text))
    }

    @Test(arguments: [
        Refusal(text: "", line: 1, says: "an empty document"),
        Refusal(text: "# only a comment\n", line: 1, says: "an empty document"),
        Refusal(text: "a:\n\tb: 1\n", line: 2, says: "a tab in the indentation"),
        Refusal(text: "a:\n  b: 1\n \t c: 2\n", line: 3, says: "a tab in the indentation"),
        Refusal(text: "a: 1\nb: &x 2\n", line: 2, says: "anchor or alias ‘x’"),
        Refusal(text: "a: 1\nb: *x\n", line: 2, says: "undefined alias"),
        Refusal(text: "- *x\n", line: 1, says: "undefined alias"),
        Refusal(text: "a: [1, *x]\n", line: 1, says: "undefined alias"),
        Refusal(text: "a:\n  &x b\n", line: 2, says: "anchor or alias"),
        Refusal(text: "? &x a\n: 1\n", line: 1, says: "anchor or alias"),
        Refusal(text: "{\"a\":&x 1}\n", line: 1, says: "anchor or alias"),
        Refusal(text: "{a: 1, \"b\":*x}\n", line: 1, says: "undefined alias"),
        Refusal(text: "- 1\n- !!str &x a\n", line: 2, says: "anchor or alias"),
        Refusal(text: "a: 1\nb: 2\na: 3\n", line: 1, says: "the key a twice"),
        Refusal(text: "a: 1\nb: ]\n", line: 2, says: "expected valid YAML"),
        Refusal(text: "a: 1\nb: \"never closed\n", line: 3, says: "expected valid YAML"),
        Refusal(text: "a: 1\n---\nb: 2\n", line: 2, says: "expected valid YAML"),
    ])
    func `a document that is not plain YAML is refused with its line`(row: Refusal) throws {
        let error = try #require(throws: DocumentError.self) { try parse(row.text) }
        #expect(error.description.hasPrefix("test.yaml:\(row.line): found "), "\(error)")
        #expect(error.description.contains(row.says), "\(error)")
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "{? ", "[{a: "])
    func `a depth bomb is refused and the stack survives`(opener: String) throws {
        let error = try #require(throws: DocumentError.self) { try parse(String(repeating: opener, count: 10_000)) }
        #expect(error.line == 1)
    }

    @Test func `nesting by indentation is bounded too`() throws {
        let text = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        let error = try #require(throws: DocumentError.self) { try parse(text) }
        #expect(error.found == "nesting deeper than 32 levels")
    }

    @Test func `an ampersand or a star inside text is text`() throws {
        let map = try parse("a: R&D\nb: 2 * 3\nc: \"*\"  # a: *star\nd: x&y*z\n").mapping()
        #expect(try map.require("a").string() == "R&D")
        #expect(try map.require("b").string() == "2 * 3")
        #expect(try map.require("c").string() == "*")
        #expect(map.pairs.map(\.key) == ["a", "b", "c", "d"])
    }
}
