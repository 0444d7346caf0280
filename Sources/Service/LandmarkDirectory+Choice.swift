import Geodesy
import Quantities
import Ranging

extension LandmarkDirectory {
    /// Landmarks for one session: half of them the nearest to where the device should be, because near ones prove most,
    /// and the rest at random, so that nobody knows beforehand which will ask.
    func choose(_ count: Int, around place: Coordinates) -> [LandmarkName] {
        let ranked = entries.sorted { a, b in distance(a, place) < distance(b, place) }
        guard ranked.count > count else { return ranked.map(\.shortName) }
        let near = ranked.prefix(count / 2)
        let others = ranked.dropFirst(near.count).shuffled().prefix(count - near.count)
        return (near + others).map(\.shortName)
    }

    private func distance(_ landmark: Landmark, _ place: Coordinates) -> Double {
        Coordinates(latitude: landmark.latitude, longitude: landmark.longitude)
            .map { GreatCircle.distance($0, place).value } ?? .infinity
    }
}
