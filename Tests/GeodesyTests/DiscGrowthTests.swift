import Geodesy
import Quantities
import TestSupport
import Testing

/// A disc that grows by delay must never exclude again what it once left open.
struct DiscGrowthTests {
    @Test(arguments: [
        Site("Hanoi", 21.0278, 105.8342), Site("Singapore", 1.2897, 103.8501), Site("Taipei", 25.033, 121.5654),
        Site("Almaty", 43.222, 76.8512), Site("Khabarovsk", 48.4827, 135.0838),
    ])
    func `a growing disc leaves a region open once and for all`(city: Site) throws {
        let china = try Bundled.china.get()
        let place = try city.place
        let margin = try #require(china.distance(from: place, to: .inside)).value
        var isOpen = false
        var changes = 0
        for step in 0..<800 {
            let radius = Kilometres(margin - 1 + Double(step) * 0.01)
            let isExcluded =
                DiscSearch([Disc(centre: place, radius: radius)]).carriers(excluding: .inside, of: china, by: 1) != nil
            if isExcluded == isOpen { changes += 1 }
            isOpen = !isExcluded
        }
        #expect(changes == 1, "\(city.name)")
        #expect(isOpen)
    }

    @Test(arguments: ["cn", "in", "lk", "mm"])
    func `discs are measured alike when the sphere's error grows beyond a finest box`(region: String) throws {
        // That is at about 75 km; the steps of 1 m meet boxes whose turn comes there.
        let cells = RegionCells(try Bundled.regions(region), in: try Bundled.cells.get())
        for (latitude, longitude) in [(21.9, 105.9), (8.8, 79.2), (21.3, 91.9), (28.5, 84.6)] {
            let place = try Site("", latitude, longitude).place
            var isOpen = false
            for step in 0..<3_000 {
                let disc = Disc(centre: place, radius: Kilometres(73.5 + Double(step) * 0.001))
                let isExcluded = DiscSearch([disc]).carriers(excluding: .inside, of: cells, by: 1) != nil
                #expect(!(isOpen && isExcluded), "\(disc.radius)")
                isOpen = isOpen || !isExcluded
            }
        }
    }
}
