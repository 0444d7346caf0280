import Catalog
import Documents
import Quantities
import Testing

struct CostInputTests {
    private static let path = "costs/spring.yaml"

    private static var small: SmallCatalog {
        var small = SmallCatalog()
        small.files[path] = """
            vintage: { value: 2026-04-01, source: test-paper, grade: C }
            accelerators:
              test-chip:
                power: { value: 1.73, unit: kW, source: test-paper, grade: C }
                hyperscaler: { value: 1.8, unit: USD/h, source: test-paper, grade: C }
                rental: { low: 2, best: 3.6, high: 4, unit: USD/h, source: test-sheet, grade: B }

            """
        small.files["costs/autumn.yaml"] = """
            vintage: { value: 2026-08-01, source: test-paper, grade: C }
            accelerators:
              test-chip:
                rental: { value: 7.2, unit: USD/h, source: test-paper, grade: C }

            """
        return small
    }

    @Test func `a cost is dollars a second, each figure with its source`() throws {
        let catalog = try Self.small.load()
        let cost = try #require(catalog.costs.first)
        #expect(catalog.costs.count == 2)
        #expect(cost.accelerator == "test-chip")
        #expect(cost.power?.value.best.value == 1_730)
        #expect(abs(try #require(cost.hourly[.rental]).value.best.value - 0.001) < 1e-12)
        #expect(cost.hourly[.rental]?.sources == ["test-sheet"])
        #expect(cost.hourly[.neocloud] == nil)
        #expect(cost.vintage.grade == .rumour)
    }

    @Test(arguments: [
        ("2026-03-31", nil), ("2026-04-01", "2026-04-01"), ("2026-07-31", "2026-04-01"), ("2026-08-01", "2026-08-01"),
        ("2030-01-01", "2026-08-01"),
    ])
    func `the newest vintage that is not after the day counts`(day: String, vintage: String?) throws {
        let catalog = try Self.small.load()
        let chip = try catalog.accelerator(named: "test-chip")
        let found = catalog.cost(of: chip, on: try #require(CalendarDate(day)))
        #expect(found?.vintage.value.description == vintage)
    }

    @Test(arguments: [
        Mistake(
            title: "a price of no time", part: "1.8, unit: USD/h", instead: "1.8, unit: USD",
            says: "the unit ‘USD’; expected one of USD/h"),
        Mistake(title: "far too dear", part: "value: 1.8", instead: "value: 18_000", says: "a plausible figure"),
        Mistake(title: "free", part: "value: 1.8", instead: "value: 0", says: "a plausible figure"),
        Mistake(title: "out of order", part: "low: 2,", instead: "low: 3.7,", says: "out of order"),
        Mistake(title: "no such tenure", part: "hyperscaler:", instead: "hyperscale:", says: "‘hyperscaler’?"),
        Mistake(
            title: "an unknown source", part: "source: test-sheet", instead: "source: test-shete",
            says: "did you mean ‘test-sheet’?"),
        Mistake(title: "no such day", part: "2026-04-01", instead: "2026-04-31", says: "a date as YYYY-MM-DD"),
    ])
    func `what is not whole is refused with its line`(mistake: Mistake) throws {
        try Self.small.expectRefusal(of: Self.path, for: mistake)
    }

    @Test(arguments: [
        (text: "  test-chop: { power: { value: 1, unit: kW, source: test-paper, grade: C } }\n", says: "‘test-chip’?"),
        (text: "  test-chip: {}\n", says: "its power or an hourly price"),
    ])
    func `an unknown accelerator, and one without a figure, are refused with their line`(
        row: (text: String, says: String)
    ) throws {
        var small = Self.small
        small.files[Self.path] = """
            vintage: { value: 2026-04-01, source: test-paper, grade: C }
            accelerators:

            """ + row.text
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.file.hasSuffix("/\(Self.path)"))
        #expect(error.line == 3, "\(error)")
        #expect(error.description.contains(row.says), "\(error)")
    }

    @Test func `an accelerator stands once a vintage, whatever the file`() throws {
        var small = Self.small
        small.files["costs/again.yaml"] = small.files[Self.path]
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.file.hasSuffix("/\(Self.path)"))
        #expect(error.found == "‘test-chip’ of 2026-04-01 a second time")
    }

    @Test(arguments: [
        ("nvidia-h200-sxm", "2026-04-30", 1.60, 1.73), ("nvidia-h200-sxm", "2026-11-30", 2.05, 1.37),
        ("nvidia-gb300", "2026-11-30", 3.30, 2.12), ("amd-mi355x", "2026-04-30", 2.10, 2.65),
    ])
    func `the bundled costs are those of the model they quote`(
        id: String, day: String, rental: Double, kilowatts: Double
    ) throws {
        let catalog = try Bundled.catalog.get()
        let date = try #require(CalendarDate(day))
        let cost = try #require(catalog.cost(of: try catalog.accelerator(named: id), on: date))
        let hourly = try #require(cost.hourly[.rental]).value.best.value * 3_600
        #expect(abs(hourly / rental - 1) < 1e-9)
        #expect(abs(try #require(cost.power).value.best.value / 1e3 / kilowatts - 1) < 1e-9)
        #expect(cost.hourly[.rental]?.grade == .rumour)
    }

    @Test func `an accelerator that nobody prices has no cost`() throws {
        let catalog = try Bundled.catalog.get()
        let part = try catalog.accelerator(named: "huawei-ascend-910c")
        #expect(catalog.cost(of: part, on: try #require(CalendarDate("2026-11-30"))) == nil)
    }
}
