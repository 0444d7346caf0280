import Documents
import Quantities
import TestSupport
import Testing

@testable import Capability

struct ColumnTableTests {
    private static func bytes(_ text: String) -> MeasurementBytes {
        MeasurementBytes(name: "t.csv", bytes: Array(text.utf8))
    }

    @Test func `columns come by their heading`() throws {
        let table = try ColumnTable(
            Self.bytes("\u{FEFF}kind, m ,latency\r\nfp8,1,2.5e-3\r\n\r\nbf16, 2 ,.5\nfp8,3,1\n"),
            numbers: ["m", "latency"], words: ["kind"], optionalNumbers: ["step"], optionalWords: ["backend"])
        #expect(table.heading == ["kind", "m", "latency"])
        #expect(table.numbers("m") == [1, 2, 3])
        #expect(table.numbers("latency") == [0.0025, 0.5, 1])
        let kinds = table.words("kind")
        #expect(kinds.words == ["fp8", "bf16"])
        #expect(kinds.codes == [0, 1, 0])
        #expect(kinds[1] == "bf16")
        #expect(kinds.code(of: "bf16") == 1)
        #expect(table.lines == [2, 4, 5])
        #expect(!table.has("step"))
        #expect(table.numbers("step").isEmpty)
    }

    @Test func `quoted cells keep their commas and lines`() throws {
        let table = try ColumnTable(
            Self.bytes("shape,us\n\"1,\n2\",3\n\"4\",\"5\"\n"), numbers: ["us"], words: ["shape"])
        #expect(table.words("shape").words == ["1,\n2", "4"])
        #expect(table.numbers("us") == [3, 5])
        #expect(table.lines == [2, 4])
    }

    @Test(arguments: [(1, [0, 1, 2, 3, 4, 5, 6]), (3, [0, 3, 6]), (100, [0]), (0, [0, 1, 2, 3, 4, 5, 6])])
    func `every so many rows can be taken`(every: Int, expected: [Double]) throws {
        let text = "m\n" + (0..<7).map { "\($0)\n" }.joined()
        #expect(try ColumnTable(Self.bytes(text), numbers: ["m"], every: every).numbers("m") == expected)
    }

    @Test(arguments: [
        ("", "t.csv:1: found no heading; expected a table with a heading"),
        ("a,b\n1,2\n", "t.csv:1: found the heading ‘a,b’; expected a column ‘m’"),
        ("m,b\n1,2\n\nx,2\n", "t.csv:4: found m ‘x’; expected a number"),
        ("m,b\nnan,2\n", "t.csv:2: found m ‘nan’; expected a number"),
        ("m,b\n0x10,2\n", "t.csv:2: found m ‘0x10’; expected a number"),
        ("m,b\n1e999,2\n", "t.csv:2: found m ‘1e999’; expected a number"),
        ("m,b\n,2\n", "t.csv:2: found m ‘’; expected a number"),
        ("m,b\n1,2\n1\n", "t.csv:3: found a row of 1 cell; expected 2, as in the heading"),
        ("m,b\n1,2,3\n", "t.csv:2: found more than 2 cells; expected 2, as in the heading"),
        ("m,b\n1,\"2\n", "t.csv:2: found a quote that isn't closed; expected a closing quote"),
    ])
    func `a broken table is refused with its place`(text: String, message: String) {
        #expect {
            try ColumnTable(Self.bytes(text), numbers: ["m"])
        } throws: {
            ($0 as? DocumentError)?.description == message
        }
    }

    @Test func `a column of too many words is refused`() {
        let text = "m\n" + (0...WordColumnBuilder.most).map { "w\($0)\n" }.joined()
        #expect {
            try ColumnTable(Self.bytes(text), numbers: [], words: ["m"])
        } throws: {
            "\($0)" == "t.csv:65538: found more than 65536 words in m; expected a column of few words"
        }
    }

    @Test func `many words keep apart`() throws {
        let names = (0..<2_000).map { "kernel_\($0 * 7 % 500)" }
        let table = try ColumnTable(
            Self.bytes("k\n" + names.joined(separator: "\n")), numbers: [], words: ["k"])
        let column = table.words("k")
        #expect(column.words.count == 500)
        #expect(names.indices.allSatisfy { column[$0] == names[$0] })
    }

    @Test func `numbers are read as the standard library reads them`() {
        var random = SplitMix64(seed: 5)
        let reader = DecimalBytes()
        let pieces = ["0", "1", "9", "12345678901", "000", ".", "-", "+", "e", "E-", "e5", "e-12", "7", "x", "307"]
        for _ in 0..<20_000 {
            let text = (0...random.index(below: 6)).map { _ in random.pick(pieces) }.joined()
            let bytes = Array(text.utf8)
            let own = bytes.withUnsafeBufferPointer(reader.number)
            let theirs = text.contains("x") ? nil : Double(text).flatMap { $0.isFinite ? $0 : nil }
            // Ours refuses exponents of more than four digits and longer cells than anybody writes.
            if own != theirs { #expect(own == nil && (text.count > 30 || text.lowercased().contains("e")), "\(text)") }
        }
    }
}
