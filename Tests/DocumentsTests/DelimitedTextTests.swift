import Documents
import Quantities
import TestSupport
import Testing

struct DelimitedTextTests {
    struct Refusal: Sendable {
        let text: String
        let line: Int
        let says: String
    }

    private func read(_ text: String, limit: Int = 100) throws -> DelimitedText {
        try DelimitedText(DocumentFile(name: "test.csv", text: text), columns: ["a", "b"], limit: limit)
    }

    private func refusal(of text: String, limit: Int = 100) throws -> DocumentError {
        try #require(throws: DocumentError.self) { try read(text, limit: limit) }
    }

    /// The cells of `a` and `b`, row by row.
    private func cells(_ text: String) throws -> [[String]] {
        try read(text).rows.map { [$0.text("a"), $0.text("b")] }
    }

    @Test(
        arguments: [
            ("a,b\n1,2\n", [["1", "2"]]), ("a,b\n1,2", [["1", "2"]]),
            ("a,b\r\n1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]]),
            ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]), ("a,b\n", []), ("a,b", []), ("b,a\n1,2\n", [["2", "1"]]),
            ("a,c,b\n1,2,3\n", [["1", "3"]]), (" a , b \n 1 ,\t2 \n", [["1", "2"]]), ("a,b\n,\n", [["", ""]]),
            ("a,b\n1,", [["1", ""]]), ("a,b\n\n\r\n1,2\n\n", [["1", "2"]]), ("\n\na,b\n1,2\n", [["1", "2"]]),
            ("a,b\n深圳,São\n", [["深圳", "São"]]),
        ] as [(String, [[String]])])
    func `rows are read by the names of their columns`(text: String, rows: [[String]]) throws {
        #expect(try cells(text) == rows)
    }

    @Test(arguments: [
        ("\"1,2\",3", ["1,2", "3"]), ("\"say \"\"hi\"\"\",3", ["say \"hi\"", "3"]), ("\"\"\"\",\"\"", ["\"", ""]),
        ("\"two\nlines\",3", ["two\nlines", "3"]), ("\"two\r\nlines\",3", ["two\r\nlines", "3"]),
        ("1,\"2\"", ["1", "2"]), ("5\" disc,3", ["5\" disc", "3"]), ("\"深\"\"圳\",3", ["深\"圳", "3"]),
    ])
    func `a quoted cell may hold commas, quotes and line breaks`(row: String, cells: [String]) throws {
        #expect(try self.cells("a,b\n\(row)\n") == [cells])
        #expect(try self.cells("a,b\r\n\(row)") == [cells])
    }

    @Test func `a row knows the line it begins on`() throws {
        let text = "a,b\n1,2\n\n\"x\ny\r\nz\",3\r\n\r\n4,5\n"
        #expect(try read(text).rows.map(\.line) == [2, 4, 8])
    }

    @Test func `a cell of a column that isn't there is empty`() throws {
        #expect(try #require(try read("a,b\n1,2\n").rows.first).text("c").isEmpty)
    }

    @Test func `what a table writes is read back`() throws {
        var random = SplitMix64(seed: 31)
        for _ in 0..<200 {
            var table = Table([.text("a"), .text("b")])
            for _ in 0..<random.index(below: 5) {
                // It begins with a letter, so no cell is a formula, and none has spaces around it.
                let cells = (0..<2).map { _ in
                    "x"
                        + (0..<random.index(below: 6)).map { _ in random.pick(["\"", ",", "\n", "\r", "深", "y"]) }
                        .joined()
                }
                table.add(cells)
            }
            #expect(try cells(table.csv) == table.rows)
        }
    }

    @Test(arguments: [
        Refusal(text: "", line: 1, says: "no heading"),
        Refusal(text: "\n\r\n", line: 1, says: "no heading"),
        Refusal(text: "a,c\n1,2\n", line: 1, says: "a column ‘b’"),
        Refusal(text: "A,b\n1,2\n", line: 1, says: "a column ‘a’"),
        Refusal(text: "a;b\n1;2\n", line: 1, says: "a column ‘a’"),
        Refusal(text: "a,b\n1,2\n1,2,3\n", line: 3, says: "3 cells; expected 2"),
        Refusal(text: "a,b\n1,2\n\n1\n", line: 4, says: "1 cell; expected 2"),
        Refusal(text: "a,b\n\"x\ny\",2\n1\n", line: 4, says: "1 cell"),
        Refusal(text: "a,b\n1,\"2\n3,4\n", line: 2, says: "a quote that isn't closed"),
        Refusal(text: "a,b\n1,2\n\"", line: 3, says: "a quote that isn't closed"),
        Refusal(text: "a,\"b\n1,2\n", line: 1, says: "a quote that isn't closed"),
    ])
    func `a table that isn't whole is refused with its line`(row: Refusal) throws {
        let error = try refusal(of: row.text)
        #expect(error.description.hasPrefix("test.csv:\(row.line): found "), "\(error)")
        #expect(error.description.contains(row.says), "\(error)")
    }

    @Test func `more rows than the limit are refused, as many are read`() throws {
        let text = "a,b\n1,2\n\n3,4\n5,6\n"
        #expect(try read(text, limit: 3).rows.count == 3)
        let error = try refusal(of: text, limit: 2)
        #expect(error.line == 5)
        #expect(error.found == "more than 2 rows")
    }

    @Test(
        arguments: [("1.3", 1.3), (" -90 ", -90), ("90", 90), ("\"1e1\"", 10), ("+5", 5), ("-0", 0), (".5", 0.5)]
            as [(String, Double)])
    func `a number within the range is read`(cell: String, number: Double) throws {
        let row = try #require(try read("a,b\n\(cell),x\n").rows.first)
        #expect(try row.number("a", in: -90...90, expected: "degrees") == number)
    }

    @Test(arguments: [
        "nan", "-nan", "inf", "-infinity", "1e999", "90.0001", "-91", "", "1,5", "12°", "1_000", "x", "１",
    ])
    func `any other cell is refused with its line and what it held`(cell: String) throws {
        let row = try #require(try read("a,b\n1,2\n\"\(cell)\",x\n").rows.last)
        let error = try #require(throws: DocumentError.self) {
            try row.number("a", in: -90...90, expected: "−90 to 90 degrees")
        }
        #expect(error.file == "test.csv")
        #expect(error.line == 3)
        #expect(error.found == "a ‘\(cell)’")
        #expect(error.expected == "−90 to 90 degrees")
    }

    @Test func `a message holds no more than forty characters of a cell`() throws {
        let row = try #require(try read("a,b\n\(String(repeating: "9", count: 1_000)),x\n").rows.first)
        #expect(row.error("a", expected: "less").found == "a ‘\(String(repeating: "9", count: 40))’")
    }

    @Test func `random bytes are read or refused`() throws {
        var random = SplitMix64(seed: 32)
        let alphabet = Array("ab,,\"\"\n\n\r 1\u{0}".utf8) + [0xef, 0xbb, 0xbf, 0xff]
        var tables = 0
        for round in 0..<2_000 {
            let length = random.index(below: 60)
            let noise = round.isMultiple(of: 4) ? random.bytes(length) : (0..<length).map { _ in random.pick(alphabet) }
            let heading = round % 3 == 0 ? "" : "a,b\n"
            do {
                let table = try read(heading + String(decoding: noise, as: UTF8.self))
                tables += 1
                for row in table.rows {
                    #expect(row.line >= 1)
                    _ = try? row.number("a", in: 0...1, expected: "a share")
                }
            } catch is DocumentError {
                continue
            }
        }
        #expect((10..<1_900).contains(tables), "\(tables)")
    }
}
