import Attestation
import Foundation
import Quantities
import SimulatedAccelerator

/// A device of the demonstration, and where it truly is.
struct DemoDevice: Sendable {
    enum Story: String, CaseIterable, Sendable {
        case honest, moved, relayed

        var name: String {
            switch self {
            case .honest: "board 01, where it should be"
            case .moved: "board 02, moved to Shenzhen"
            case .relayed: "board 03, Shenzhen behind a relay in Johor"
            }
        }
    }

    let story: Story
    let key: SoftwareDeviceKey
    /// The key, and the accelerator of its host.
    let source: AcceleratorBeside

    /// Huaqiangbei, Shenzhen.
    static let shenzhen = (latitude: 22.5470, longitude: 114.0850)

    /// Loads the devices' keys beside a database, or makes them: the same devices come back on the next start.
    ///
    /// - Throws: `DemoError.keys` when the file can't be used.
    static func load(besideDatabase path: String, maker: DemoMaker) throws(DemoError) -> [DemoDevice] {
        var devices: [DemoDevice] = []
        for (story, key) in zip(Story.allCases, try keys(besideDatabase: path)) {
            guard let accelerator = try? maker.maker.accelerator(devices.count + 1) else {
                throw .keys("\(path).demo-maker")
            }
            devices.append(
                DemoDevice(story: story, key: key, source: AcceleratorBeside(key: key, devices: [accelerator])))
        }
        return devices
    }

    private static func keys(besideDatabase path: String) throws(DemoError) -> [SoftwareDeviceKey] {
        let file = path + ".demo-keys"
        if let data = FileManager.default.contents(atPath: file) {
            let stories = Story.allCases
            let keys = stories.indices.compactMap { index in
                SoftwareDeviceKey(rawRepresentation: data.dropFirst(index * 32).prefix(32))
            }
            guard data.count == stories.count * 32, keys.count == stories.count else { throw .keys(file) }
            return keys
        }
        let keys = Story.allCases.compactMap { _ in SoftwareDeviceKey() }
        let secret = keys.reduce(into: Data()) { $0.append($1.rawRepresentation) }
        guard
            FileManager.default.createFile(atPath: file, contents: secret, attributes: [.posixPermissions: 0o600])
        else { throw .keys(file) }
        return keys
    }
}

/// Why the demonstration can't run.
package enum DemoError: Error, CustomStringConvertible {
    case keys(String)
    case badAddress(String)

    package var description: String {
        switch self {
        case .keys(let file): "\(file): can't be used for the demonstration's keys; remove it to start afresh"
        case .badAddress(let address): "‘\(address)’ is not an address"
        }
    }
}
