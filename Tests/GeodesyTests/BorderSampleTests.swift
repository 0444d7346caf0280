import Geodesy
import Quantities
import Testing

/// The boxes against points of the lines that they were made from. What both sources have wrong isn't seen here.
struct BorderSampleTests {
    /// Reading the boxes takes a moment, so all tests share them.
    private static let cells = Result { try BorderCells.bundled() }

    /// A little less than the stated error: points are rounded to 0.0001°, and lie up to 0.08 km from the second
    /// country of their border.
    private static let distance: Kilometres = 0.9

    @Test(arguments: BorderSample.points)
    func `a point of either source's border, and what lies around it, may belong to its countries`(
        point: BorderPoint
    ) throws {
        let cells = try Self.cells.get()
        let place = try #require(Coordinates(latitude: point.latitude, longitude: point.longitude))
        let around = stride(from: 0.0, to: 360, by: 45).map {
            Geodesic.place(Self.distance, towards: $0, from: place)
        }
        for place in [place] + around {
            #expect(Set(point.countries).isSubset(of: cells.countries(at: place)), "\(place)")
        }
    }

    @Test(arguments: [BorderPoint.Source.naturalEarth, .digitalChart])
    func `the sample holds borders that the sources draw more than 10 km apart`(source: BorderPoint.Source) throws {
        let borders = BorderSample.points.filter { $0.source == source && $0.countries.count == 2 }
        let largest = try #require(borders.compactMap(\.difference).max())
        #expect(largest > 10)
    }
}
