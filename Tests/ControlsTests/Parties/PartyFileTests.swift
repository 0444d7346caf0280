import Controls
import Documents
import Testing

struct PartyFileTests {
    private func queries(_ text: String) throws -> [PartyQuery] {
        try PartyFile(DocumentFile(name: "names", text: text)).queries
    }

    @Test func `lines, CSV and JSON are told apart`() throws {
        #expect(try queries("Quillheron Ltd\n\nHeronquill\n").map(\.name) == ["Quillheron Ltd", "Heronquill"])
        let csv = try queries("name,country,aliases,kind\n\"Quillheron, Ltd\",CN;my,Heron;Quill,entity\n")
        #expect(
            csv == [
                PartyQuery(
                    name: "Quillheron, Ltd", otherNames: ["Heron", "Quill"], countries: ["cn", "my"], kind: .entity)
            ])
        let json = try queries(#"["Quillheron", {"name": "Heronquill", "country": "cn", "identifiers": ["A-1"]}]"#)
        #expect(json.map(\.name) == ["Quillheron", "Heronquill"])
        #expect(json.last?.identifiers == ["A-1"])
        #expect(try queries(#"{"parties": [{"name": "Quillheron", "countries": ["cn"]}]}"#).first?.countries == ["cn"])
    }

    @Test func `a byte-order mark and blank lines before the content are no part of it`() throws {
        #expect(try queries("\u{FEFF}{\"parties\": [\"Quillheron\"]}").map(\.name) == ["Quillheron"])
        #expect(try queries("\u{FEFF}[\"Quillheron\"]").map(\.name) == ["Quillheron"])
        #expect(try queries("\n\nname,country\nQuillheron,cn\n").map(\.countries) == [["cn"]])
    }

    @Test(arguments: [
        "\n \n", "name,country\nQuillheron,China\n", "name,country\n,cn\n", "name,kind\nQuillheron,ship\n", "[", "{}",
        "Name,Country\nQuillheron,cn\n", "[{\"nam\": \"x\"}]", "[{\"name\": \"\"}]", "name,country\n\"open,cn\n",
    ])
    func `a file that can't be used is refused with a sentence`(_ text: String) {
        #expect(throws: DocumentError.self) { try queries(text) }
    }
}
