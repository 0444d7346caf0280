import Testing

@testable import assay_world

struct TextTableTests {
    @Test func `columns are as wide as they must be, and lines end with no blanks`() {
        var table = TextTable(["a", "name", ""])
        table.add(["12", "São Paulo", "ok"])
        table.add(["3"])
        #expect(table.text == "a   name\n12  São Paulo  ok\n3")
    }
}
