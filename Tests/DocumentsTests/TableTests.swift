import Documents
import Testing

struct TableTests {
    private func table(_ cell: String) -> Table {
        var table = Table([.text("T")])
        table.add([cell])
        return table
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("two\r\nlines", "\"two\r\nlines\""), ("two\rlines", "\"two\rlines\""), ("", ""), ("深圳", "深圳"),
    ])
    func `a CSV cell is quoted where RFC 4180 asks`(cell: String, written: String) {
        #expect(table(cell).csv == "T\r\n\(written)\r\n")
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("-5", "-5"), ("-", "-"), ("-1.5e3", "-1.5e3"), ("a=1", "a=1"), ("=a,b", "\"'=a,b\""),
    ])
    func `a CSV cell never runs as a formula`(cell: String, written: String) {
        #expect(table(cell).csv == "T\r\n\(written)\r\n")
    }

    @Test(arguments: [("a|b", "a\\|b"), ("||", "\\|\\|"), ("plain", "plain"), ("a<b>", "a&lt;b>"), ("a\\b", "a\\\\b")])
    func `what ends a cell or begins a tag is escaped in Markdown`(cell: String, written: String) {
        #expect(table(cell).markdown == "| T |\n| --- |\n| \(written) |\n")
    }

    @Test func `a line break does not end a Markdown row`() {
        #expect(table("two\nlines").markdown.split(separator: "\n").count == 3)
    }

    @Test func `figures stand flush right and words flush left`() {
        var table = Table([.text("chip"), .figures("GB")])
        table.add(["H200", "141"])
        table.add(["L4", "24"])
        #expect(table.plain == "chip   GB\n────  ───\nH200  141\nL4     24\n")
        #expect(table.markdown.contains("| --- | ---: |"))
    }

    @Test func `a row is cut or filled to the columns`() {
        var table = Table([.text("a"), .text("b")])
        table.add(["1"])
        table.add(["1", "2", "3"])
        #expect(table.rows == [["1", ""], ["1", "2"]])
    }
}
