import Foundation

/// A whole document that must come out byte for byte, kept in the folder `Golden` beside the test.
///
/// With `ASSAY_WRITE_GOLDEN=1` in the environment the files are written instead of compared. Whoever does that reads the
/// difference.
package struct GoldenDocument: Sendable {
    private let url: URL

    /// - Parameters:
    ///   - name: of the file, with its ending.
    ///   - test: the file that asks; it names the folder.
    package init(_ name: String, test: String = #filePath) {
        url = URL(filePath: test).deletingLastPathComponent().appending(path: "Golden/\(name)")
    }

    /// What the file holds.
    ///
    /// - Parameter made: what the program says now: it becomes the file's content where files are to be written.
    /// - Throws: `GoldenFile.Problem` for a file that isn't there.
    package func text(for made: String) throws -> String {
        if ProcessInfo.processInfo.environment["ASSAY_WRITE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(made.utf8).write(to: url)
        }
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw GoldenFile.Problem(description: "\(url.path) isn't there; ASSAY_WRITE_GOLDEN=1 makes it")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
