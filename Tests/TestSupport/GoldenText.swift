import Foundation

/// Text that an answer must give, kept in the folder `Golden` beside the test. Lines that begin with # are a reviewer's
/// and aren't compared.
///
/// With `ASSAY_WRITE_GOLDEN=1` in the environment the files are written instead of compared, and keep those lines.
/// Whoever does that reads the difference.
package struct GoldenText: Sendable {
    private let url: URL

    /// - Parameters:
    ///   - name: of the answer, without an ending.
    ///   - test: the file that asks; it names the folder.
    package init(_ name: String, test: String = #filePath) {
        url = URL(filePath: test).deletingLastPathComponent().appending(path: "Golden/\(name).txt")
    }

    /// The reviewer's lines, and the rest.
    private func content() -> (remarks: [Substring], text: String)? {
        guard let data = FileManager.default.contents(atPath: url.path) else { return nil }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.filter { !$0.hasPrefix("#") }.joined(separator: "\n")
        return (lines.filter { $0.hasPrefix("#") }, text)
    }

    /// What the file holds, without the reviewer's lines.
    ///
    /// - Parameter made: what the program says now: it becomes the file's content where files are to be written.
    /// - Throws: `GoldenFile.Problem` for a file that isn't there.
    package func text(for made: String) throws -> String {
        if ProcessInfo.processInfo.environment["ASSAY_WRITE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            let remarks = (content()?.remarks ?? []).map { $0 + "\n" }.joined()
            try Data((remarks + made).utf8).write(to: url)
        }
        guard let content = content() else {
            throw GoldenFile.Problem(description: "\(url.path) isn't there; ASSAY_WRITE_GOLDEN=1 makes it")
        }
        return content.text
    }
}
