import Catalog
import Testing

struct CatalogEntryReportTests {
    private func texts(_ name: String) throws -> [String: String] {
        let report = try CatalogEntryReport(named: name, in: try Bundled.catalog.get())
        return Dictionary(uniqueKeysWithValues: report.figures.map { ($0.figure, "\($0.text) \($0.unit)") })
    }

    @Test func `an accelerator shows its cores, its idle power and every vintage of its cost`() throws {
        let lines = try texts("nvidia-h200-sxm")
        #expect(lines["cores"] == "132 ")
        #expect(lines["power, idle"] == "80.3 (73.65–80.3) W")
        #expect(lines["rental, 2026-04-01"] == "1.6 US$/h")
        #expect(lines["rental, 2026-08-01"] == "2.05 US$/h")
        #expect(lines["all-in power, 2026-08-01"] == "1.37 kW")
        #expect(try texts("huawei-ascend-910c")["devices"] == "2 ")
    }

    @Test func `a system shows its rack units`() throws {
        #expect(try texts("dgx-b200")["rack units"] == "10 U")
    }

    @Test func `a model shows its window and its formats`() throws {
        let lines = try texts("gpt-oss-120b")
        #expect(lines["attention window"] == "128 tokens")
        #expect(lines["layers with it"] == "18 ")
        #expect(try texts("deepseek-r1")["weights"] == "fp8, int8, fp4 ")
    }
}
