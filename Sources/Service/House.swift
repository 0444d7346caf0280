package import Catalog
package import Controls
import Foundation
package import Location
import Ranging
package import Registry

/// All that the pages and the API read from.
package struct House: Sendable {
    package let catalog: Catalog
    package let rulebook: Rulebook
    package let verifier: Verifier
    /// Whether distances are emulated: every page says so.
    package let isDemonstration: Bool

    package init(catalog: Catalog, rulebook: Rulebook, verifier: Verifier, isDemonstration: Bool = false) {
        self.catalog = catalog
        self.rulebook = rulebook
        self.verifier = verifier
        self.isDemonstration = isDemonstration
    }

    package var registry: Registry { verifier.registry }
    package var atlas: RegionAtlas { verifier.atlas }

    /// Seconds since 1970.
    var now: Int { Int(clamping: SystemClock.wall) }

    /// All devices, or a consignment's, with where they stand.
    func statuses(of consignment: String? = nil) throws -> [DeviceStatus] {
        try registry.devices(of: consignment).map {
            try DeviceStatus(device: $0, registry: registry, now: now)
        }
    }
}
