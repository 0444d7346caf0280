import Catalog
import Quantities
import Testing

struct JoinedSystemTests {
    @Test func `several joined are so many times one, on the same fabric`() throws {
        let one = try Catalog.bundled().system(named: "hgx-h200")
        let four = try #require(one.joined(4))
        #expect(four.acceleratorCount == 32)
        #expect(four.power.value.high.value == one.power.value.high.value * 4)
        #expect(four.power.sources == one.power.sources)
        #expect(four.rackShare(rackHeight: 42) == one.rackShare(rackHeight: 42).map { $0 * 4 })
        #expect(four.scaleUp?.reachCount == one.scaleUp?.reachCount)
        #expect(one.joined(1)?.id == one.id)
    }

    @Test func `no more are joined than the network reaches, and not fewer than one`() throws {
        let matrix = try Catalog.bundled().system(named: "cloudmatrix-384")
        #expect(matrix.joined(2)?.acceleratorCount == 768)
        // Its network is published to join 165,000.
        #expect(matrix.joined(429)?.acceleratorCount == 164_736)
        #expect(matrix.joined(430) == nil)
        #expect(matrix.joined(0) == nil)
        #expect(matrix.joined(-1) == nil)
        #expect(matrix.joined(.max) == nil)
    }

    @Test func `a catalogue with a joined system holds all others too`() throws {
        let catalog = try Catalog.bundled()
        let two = try #require(try catalog.system(named: "hgx-h200").joined(2))
        let larger = catalog.with(two)
        #expect(larger.systems.count == catalog.systems.count + 1)
        #expect(try larger.system(named: "hgx-h200-x2").acceleratorCount == 16)
    }
}
