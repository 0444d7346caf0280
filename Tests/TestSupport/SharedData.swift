package import Foundation

/// The folder of data that tests may use and the project doesn't hold.
package enum SharedData {
    /// `ASSAY_DATA`, or `../shared/data` beside the package; nil when there is none.
    package static let folder: URL? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["ASSAY_DATA"].map { URL(filePath: $0) }
        let folder = named ?? package.deletingLastPathComponent().appending(path: "shared/data")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    package static var hasControls: Bool {
        folder.map { FileManager.default.fileExists(atPath: $0.appending(path: "controls").path) } ?? false
    }

    package static var hasLocation: Bool {
        folder.map { FileManager.default.fileExists(atPath: $0.appending(path: "location").path) } ?? false
    }

    package static var hasPerformance: Bool {
        folder.map { FileManager.default.fileExists(atPath: $0.appending(path: "performance").path) } ?? false
    }

    package static var hasAttestation: Bool {
        folder.map { FileManager.default.fileExists(atPath: $0.appending(path: "attestation/nvidia").path) } ?? false
    }
}
