import Foundation

/// Bytes that an encoding must give for ever, kept as hexadecimal text in the folder `Golden` beside the test.
///
/// With `ASSAY_WRITE_GOLDEN=1` in the environment the files are written instead of compared. Whoever does that changes
/// the format, and reads the difference.
package struct GoldenFile: Sendable {
    private let url: URL

    /// - Parameters:
    ///   - name: of the structure, without an ending.
    ///   - test: the file that asks; it names the folder.
    package init(_ name: String, test: String = #filePath) {
        url = URL(filePath: test).deletingLastPathComponent().appending(path: "Golden/\(name).hex")
    }

    /// The bytes that the file holds.
    ///
    /// - Parameter made: what the program makes now: it becomes the file's content where files are to be written.
    /// - Throws: `Problem` for a file that isn't there or holds something else than hexadecimal digits.
    package func bytes(for made: [UInt8]) throws -> [UInt8] {
        if ProcessInfo.processInfo.environment["ASSAY_WRITE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(Self.text(made).utf8).write(to: url)
        }
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw Problem(description: "\(url.path) isn't there; ASSAY_WRITE_GOLDEN=1 makes it")
        }
        let digits = String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace }
        guard let bytes = Self.bytes(digits) else {
            throw Problem(description: "\(url.path) holds something else than pairs of hexadecimal digits")
        }
        return bytes
    }

    /// Lower-case hexadecimal in lines of 32 bytes.
    private static func text(_ bytes: [UInt8]) -> String {
        let digits = bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return stride(from: 0, to: digits.count, by: 32)
            .map { digits.dropFirst($0).prefix(32).joined() + "\n" }.joined()
    }

    private static func bytes(_ digits: String) -> [UInt8]? {
        var rest = Substring(digits)
        var bytes: [UInt8] = []
        while !rest.isEmpty {
            let pair = rest.prefix(2)
            guard pair.count == 2, pair.allSatisfy(\.isHexDigit), let byte = UInt8(pair, radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    /// A golden file that can't be used.
    package struct Problem: Error, CustomStringConvertible {
        package let description: String
    }
}
