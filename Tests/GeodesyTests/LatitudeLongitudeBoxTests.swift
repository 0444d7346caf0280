import Foundation
import Geodesy
import Quantities
import TestSupport
import Testing

struct LatitudeLongitudeBoxTests {
    private func direction(_ latitude: Double, _ longitude: Double) throws -> Direction {
        Direction(try #require(Coordinates(latitude: latitude, longitude: longitude)))
    }

    /// A box of at most 45° × 45°, like the cells of a region.
    private func randomBox(_ random: inout SplitMix64) -> LatitudeLongitudeBox {
        let height = random.number(0.1, 45)
        let width = random.number(0.1, 45)
        let south = random.number(-90, 90 - height)
        let west = random.number(-180, 180 - width)
        return LatitudeLongitudeBox(south: south, west: west, north: south + height, east: west + width)
    }

    @Test func `the cap around a box holds every point of it`() throws {
        var random = SplitMix64(seed: 6)
        for _ in 0..<2_000 {
            let box = randomBox(&random)
            let cap = box.enclosingCap
            for _ in 0..<4 {
                let point = try direction(
                    min(90, random.number(box.south, box.north)), min(180, random.number(box.west, box.east)))
                #expect(GreatCircle.distance(cap.centre, point).value <= cap.radius.value + 1e-6, "\(box)")
            }
        }
    }

    @Test func `a grown box holds every point within the margin`() {
        var random = SplitMix64(seed: 7)
        let margin = Borders.statedError
        for _ in 0..<2_000 {
            // Away from the poles and the antimeridian, where it is cut.
            let height = random.number(0.1, 20)
            let width = random.number(0.1, 20)
            let south = random.number(-80, 80 - height)
            let west = random.number(-170, 170 - width)
            let box = LatitudeLongitudeBox(south: south, west: west, north: south + height, east: west + width)
            let grown = box.grown(by: margin)
            let start = (latitude: random.number(south, box.north), longitude: random.number(west, box.east))
            let length = margin.value * random.number(0, 1)
            let end = moved(start, by: length, bearing: random.number(0, 2 * Double.pi))
            #expect((grown.south...grown.north).contains(end.latitude), "\(box)")
            #expect((grown.west...grown.east).contains(end.longitude), "\(box)")
        }
    }

    /// Along a great circle of the sphere.
    private func moved(
        _ start: (latitude: Double, longitude: Double), by length: Double, bearing: Double
    ) -> (latitude: Double, longitude: Double) {
        let angle = length / PhysicalConstants.meanEarthRadius.value
        let latitude = start.latitude * .pi / 180
        let sine = sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(bearing)
        let east = sin(bearing) * sin(angle) * cos(latitude)
        let north = cos(angle) - sin(latitude) * sine
        return (asin(sine) * 180 / .pi, start.longitude + atan2(east, north) * 180 / .pi)
    }

    @Test func `a grown box ends at the poles and may reach past the antimeridian`() {
        let grown = LatitudeLongitudeBox(south: 60, west: 170, north: 90, east: 180).grown(by: 20)
        #expect(grown.north == 90)
        #expect(grown.south < 60)
        #expect(grown.east > 180)
    }

    @Test func `quarters cover the box and no more`() {
        let box = LatitudeLongitudeBox(south: -10, west: 20, north: 30, east: 100)
        let quarters = box.quarters
        #expect(quarters.count == 4)
        #expect(quarters.map(\.south).min() == box.south)
        #expect(quarters.map(\.north).max() == box.north)
        #expect(quarters.map(\.west).min() == box.west)
        #expect(quarters.map(\.east).max() == box.east)
        let area = quarters.map { $0.width * $0.height }.reduce(0, +)
        #expect(abs(area - box.width * box.height) < 1e-9)
    }
}
