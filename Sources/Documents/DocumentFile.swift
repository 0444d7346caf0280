package import Foundation

/// The text of a document, with the name that error messages use.
package struct DocumentFile: Sendable {
    package let name: String
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// Reads a UTF-8 file of at most `limit` bytes. The size is checked before anything is read, so a huge
    /// file costs nothing.
    ///
    /// - Throws: `DocumentError` for a missing, unreadable, empty, too large or non-UTF-8 file.
    package init(path: String, limit: Int = 1 << 20) throws {
        let (data, name) = try Self.read(path: path, limit: limit)
        guard let text = String(data: data, encoding: .utf8) else {
            throw DocumentError(file: name, line: nil, found: "bytes that are not UTF-8", expected: "UTF-8 text")
        }
        self.init(name: name, text: text)
    }

    /// The raw bytes of a regular file, bounded the same way.
    package static func bytes(path: String, limit: Int) throws -> Data {
        try read(path: path, limit: limit).data
    }

    private static func read(path: String, limit: Int) throws -> (data: Data, name: String) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw DocumentError(file: path, line: nil, found: "no such file", expected: "a readable file")
        }
        guard !isDirectory.boolValue else {
            throw DocumentError(file: path, line: nil, found: "a folder", expected: "a file")
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw DocumentError(
                file: path, line: nil, found: "a file this user may not read", expected: "a readable file")
        }
        defer { try? handle.close() }
        // One byte more than allowed tells "too large" even of a pipe or a growing file.
        guard let data = try? handle.read(upToCount: limit + 1), !data.isEmpty else {
            throw DocumentError(file: path, line: nil, found: "an empty file", expected: "a document with content")
        }
        guard data.count <= limit else {
            throw DocumentError(
                file: path, line: nil, found: "more than \(limit) bytes",
                expected: "at most \(limit) bytes")
        }
        return (data, path)
    }
}
