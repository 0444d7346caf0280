import Foundation
import SimulatedAccelerator

/// The maker of the demonstration's simulated accelerators, kept beside the database: the same devices come back on the
/// next start.
package struct DemoMaker: Sendable {
    let maker: SimulatedMaker

    /// - Throws: `DemoError.keys` when its file can't be used.
    package init(besideDatabase path: String) throws(DemoError) {
        let file = path + ".demo-maker"
        do {
            if let data = FileManager.default.contents(atPath: file) {
                maker = try SimulatedMaker(rawRepresentation: data)
            } else {
                maker = try SimulatedMaker()
                guard
                    FileManager.default.createFile(
                        atPath: file, contents: maker.rawRepresentation, attributes: [.posixPermissions: 0o600])
                else { throw DemoError.keys(file) }
            }
            // For `assay verify --root`: its devices are nobody's unless the reader says so.
            try Data(maker.rootCertificate).write(
                to: URL(filePath: Self.rootFile(besideDatabase: path)), options: .atomic)
        } catch {
            throw .keys(file)
        }
    }

    /// Where the root certificate lies, in DER.
    package static func rootFile(besideDatabase path: String) -> String { path + ".simulated-root" }

    /// SHA-256 of the root certificate.
    package var rootFingerprint: [UInt8] { maker.rootFingerprint }
}
