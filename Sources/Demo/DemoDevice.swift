import Attestation
import Foundation
import Quantities

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

    /// Huaqiangbei, Shenzhen.
    static let shenzhen = (latitude: 22.5470, longitude: 114.0850)

    /// Loads the devices' keys beside a database, or makes them: the same devices come back on the next start.
    ///
    /// - Throws: `DemoError.keys` when the file can't be used.
    static func load(besideDatabase path: String) throws(DemoError) -> [DemoDevice] {
        let file = path + ".demo-keys"
        if let data = FileManager.default.contents(atPath: file) {
            let stories = Story.allCases
            let keys = stories.indices.compactMap { index in
                SoftwareDeviceKey(rawRepresentation: data.dropFirst(index * 32).prefix(32))
            }
            guard data.count == stories.count * 32, keys.count == stories.count else { throw .keys(file) }
            return zip(stories, keys).map(DemoDevice.init)
        }
        let devices = Story.allCases.compactMap { story in
            SoftwareDeviceKey().map { DemoDevice(story: story, key: $0) }
        }
        let secret = devices.reduce(into: Data()) { $0.append($1.key.rawRepresentation) }
        guard
            FileManager.default.createFile(atPath: file, contents: secret, attributes: [.posixPermissions: 0o600])
        else { throw .keys(file) }
        return devices
    }
}

/// Why the demonstration can't run.
package enum DemoError: Error, CustomStringConvertible {
    case keys(String)
    case refused(status: Int, String)
    case badAddress(String)

    package var description: String {
        switch self {
        case .keys(let file): "\(file): can't be used for the demonstration's keys; remove it to start afresh"
        case .refused(let status, let text): "the service answered \(status): \(text)"
        case .badAddress(let address): "‘\(address)’ is not an address"
        }
    }
}
