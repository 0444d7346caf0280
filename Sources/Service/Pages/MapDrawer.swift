import Charts
import Geodesy
import Location
import Quantities
import Synchronization

/// World maps with a restricted set shaded; each set's outlines are made once.
final class MapDrawer: Sendable {
    private let atlas: RegionAtlas
    private let maps = Mutex<[Set<String>: WorldMap]>([:])

    init(atlas: RegionAtlas) { self.atlas = atlas }

    func map(restricted codes: Set<String>) -> WorldMap {
        if let map = maps.withLock({ $0[codes] }) { return map }
        let map = WorldMap(borders: atlas.borders, highlighted: codes)
        maps.withLock { $0[codes] = map }
        return map
    }

    /// The codes of a set such as `cn+hk+mo`; none when it can't be read.
    func codes(of regions: String) -> Set<String> {
        (try? atlas.regions(regions)).map { Set($0.codes) } ?? []
    }
}
