import Documents
import Testing

struct DocumentNodeTests {
    enum Colour: String, CaseIterable { case red, green, blue }

    private func value(_ text: String) throws -> DocumentNode {
        try YAMLDocument.parse(DocumentFile(name: "test.yaml", text: "first: 1\nvalue: \(text)\n")).mapping()
            .require("value")
    }

    /// The refusal must name the second line.
    private func expectRefusal<Value>(says: String, _ read: () throws -> Value) throws {
        let error = try #require(throws: DocumentError.self) { try read() }
        #expect(error.description.hasPrefix("test.yaml:2: found "), "\(error)")
        #expect(error.description.contains(says), "\(error)")
    }

    @Test(arguments: ["quantitty", "Quantity", "quantity_", "qantity"])
    func `an unknown key is refused with the nearest one`(key: String) throws {
        let root = try YAMLDocument.parse(DocumentFile(name: "test.yaml", text: "id: a\n\(key): 3\n"))
        try expectRefusal(says: "did you mean ‘quantity’?") { try root.mapping(keys: ["id", "quantity"]) }
    }

    @Test func `an unknown key that is near nothing gets no hint`() throws {
        let root = try YAMLDocument.parse(DocumentFile(name: "test.yaml", text: "id: a\nzebra: 3\n"))
        let error = try #require(throws: DocumentError.self) { try root.mapping(keys: ["id", "quantity"]) }
        #expect(error.found == "the unknown key ‘zebra’")
        #expect(!error.expected.contains("did you mean"))
    }

    @Test func `a missing key is named`() throws {
        let map = try YAMLDocument.parse(DocumentFile(name: "test.yaml", text: "id: a\n")).mapping()
        let error = try #require(throws: DocumentError.self) { try map.require("quantity") }
        #expect(error.description.contains("without ‘quantity’"))
        #expect(map.optional("quantity") == nil)
    }

    @Test(arguments: ["abc", "nan", "inf", "-inf", "1e999", "[1]", "{a: 1}", "\"\"", "1,000", "0x"])
    func `what is no finite number is refused`(text: String) throws {
        let node = try value(text)
        try expectRefusal(says: "a number for value") { try node.number() }
    }

    @Test(arguments: [("1", 1), ("1_000", 1_000), ("-2.5", -2.5), ("1e3", 1_000)] as [(String, Double)])
    func `a number may group its digits`(text: String, number: Double) throws {
        #expect(try value(text).number() == number)
    }

    @Test(arguments: ["0", "11", "1.5", "-1", "1e300"])
    func `a whole number out of its range is refused`(text: String) throws {
        let node = try value(text)
        try expectRefusal(says: "a whole number from 1 to 10") { try node.integer(in: 1...10) }
    }

    @Test(arguments: ["yes", "TRUE", "1", "[true]"])
    func `only true and false are booleans`(text: String) throws {
        let node = try value(text)
        try expectRefusal(says: "true or false for value") { try node.boolean() }
    }

    @Test func `a choice is refused with all cases and the nearest`() throws {
        let node = try value("gren")
        try expectRefusal(says: "one of red, green, blue (did you mean ‘green’?)") { try node.choice(of: Colour.self) }
        #expect(try value("blue").choice(of: Colour.self) == .blue)
    }

    @Test func `text too long, and lists too long, are refused`() throws {
        let long = try value("abcdef")
        try expectRefusal(says: "1 to 5 characters for value") { try long.string(limit: 5) }
        let list = try value("[1, 2, 3]")
        try expectRefusal(says: "at most 2 for value") { try list.items(limit: 2) }
        #expect(try list.items().count == 3)
    }

    @Test func `one value counts as a list of one where either may stand`() throws {
        #expect(try value("a").oneOrMore().map { try $0.string() } == ["a"])
        #expect(try value("[a, b]").oneOrMore().map { try $0.string() } == ["a", "b"])
    }
}
