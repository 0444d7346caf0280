import Catalog
import Quantities
import Testing

struct RackSpaceTests {
    private static let path = "systems/test-system.yaml"

    private static var small: SmallCatalog {
        var small = SmallCatalog()
        small.files[path] =
            SmallCatalog.system + "rackUnits: { low: 8, best: 8, high: 10, unit: each, source: test-sheet, grade: A }\n"
        return small
    }

    @Test func `rack units are a share of a rack`() throws {
        let system = try Self.small.load().system(named: "test-system")
        #expect(system.rackUnits?.value.numbers() == Interval(low: 8, best: 8, high: 10))
        #expect(system.rackShare(rackHeight: 40) == 0.2)
        #expect(try SmallCatalog().load().system(named: "test-system").rackShare(rackHeight: 40) == nil)
    }

    @Test(arguments: [("gb200-nvl72", 1.0), ("cloudmatrix-384", 16), ("hgx-h200-64", 2), ("hgx-h200", 0.2)])
    func `whole racks count as their source counts them`(id: String, racks: Double) throws {
        #expect(try Bundled.catalog.get().system(named: id).rackShare(rackHeight: 40) == racks)
    }

    @Test(arguments: [
        Mistake(title: "half a unit", part: "low: 8,", instead: "low: 0.5,", says: "a plausible figure"),
        Mistake(title: "units in watts", part: "10, unit: each", instead: "10, unit: kW", says: "the unit ‘kW’"),
        Mistake(title: "a typing error", part: "rackUnits:", instead: "rackUnit:", says: "did you mean ‘rackUnits’?"),
    ])
    func `what is not whole is refused with its line`(mistake: Mistake) throws {
        try Self.small.expectRefusal(of: Self.path, for: mistake)
    }

    @Test func `eight nodes are eight times one`() throws {
        let catalog = try Bundled.catalog.get()
        let (one, eight) = (try catalog.system(named: "hgx-h200"), try catalog.system(named: "hgx-h200-64"))
        #expect(eight.acceleratorCount == 8 * one.acceleratorCount)
        #expect(eight.accelerator == one.accelerator)
        #expect(eight.power.value.best == one.power.value.best * 8)
        #expect(eight.scaleUp?.reachCount == one.scaleUp?.reachCount)
    }
}
