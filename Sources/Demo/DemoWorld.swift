package import Catalog
import Controls
import Crypto
import Foundation
import Quantities
package import Ranging

/// Sixteen landmarks on loopback, each a real server with its own key.
package struct DemoWorld: Sendable {
    package let directory: LandmarkDirectory
    let servers: [LandmarkServer]

    /// Starts the landmarks of the catalogue.
    ///
    /// - Throws: `SocketError` when no port is free.
    package init(catalog: Catalog, verifier: [UInt8], epoch: UInt32) throws {
        var servers: [LandmarkServer] = []
        var entries: [Landmark] = []
        for site in catalog.landmarkSites {
            let key = Curve25519.Signing.PrivateKey()
            let server = try LandmarkServer(id: site.id, key: key, verifiers: [verifier], address: .anyLoopbackPort)
            servers.append(server)
            entries.append(
                Landmark(
                    id: site.id, name: site.name, key: Array(key.publicKey.rawRepresentation),
                    latitude: site.place.value.latitude, longitude: site.place.value.longitude,
                    // City coordinates: the landmark may stand anywhere in the city.
                    errorMetres: 10_000, address: server.address.description))
        }
        self.servers = servers
        directory = LandmarkDirectory(epoch: epoch, entries: entries)
    }

    func stop() { servers.forEach { $0.stop() } }

    /// The paths of a device: from where it truly is, or through a relay.
    func paths(for story: DemoDevice.Story, site: Coordinates) throws -> EmulatedPaths {
        guard
            let shenzhen = Coordinates(
                latitude: DemoDevice.shenzhen.latitude, longitude: DemoDevice.shenzhen.longitude)
        else { throw DemoError.badAddress("Shenzhen") }
        var geography = EmulatedGeography(seed: UInt64(DemoDevice.Story.allCases.firstIndex(of: story) ?? 0))
        let behindRelay = story == .relayed ? EmulatedPaths.Relay(oneWay: geography.oneWay(site, shenzhen)) : nil
        // What the landmarks see first: the device itself, or the relay at the site.
        let visible = story == .moved ? shenzhen : site
        let paths: [EmulatedPaths.Path] = directory.entries.compactMap { entry in
            guard let address = SocketAddress(entry.address),
                let place = Coordinates(latitude: entry.latitude, longitude: entry.longitude)
            else { return nil }
            return EmulatedPaths.Path(
                landmark: entry.id, landmarkAddress: address, oneWay: geography.oneWay(visible, place),
                relay: behindRelay)
        }
        return try EmulatedPaths(paths)
    }
}
