package import Documents

/// The bytes of a file of measurements, decompressed where its name ends in `.gz`, with the name that messages use.
package struct MeasurementBytes: Sendable {
    /// As opened.
    package let name: String
    package let bytes: [UInt8]

    /// Most bytes of a file as it lies on disk, and of what it holds.
    package static let largestFile = 32 << 20
    package static let largestContent = 128 << 20

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// - Throws: `DocumentError` for a file that is missing, unreadable, empty, too large, or no sound gzip stream
    ///   although its name ends in `.gz`.
    package init(path: String, largestContent: Int = Self.largestContent) throws {
        let stored = try DocumentFile.bytes(path: path, limit: Self.largestFile)
        try self.init(path, [UInt8](stored)) { bytes throws(Gunzip.Failure) in
            try Gunzip.inflate(bytes, limit: largestContent)
        }
    }

    /// Only the beginning of the contents, for looking at a heading.
    package init(path: String, first count: Int) throws {
        let stored = try DocumentFile.bytes(path: path, limit: Self.largestFile)
        try self.init(path, [UInt8](stored)) { bytes throws(Gunzip.Failure) in
            try Gunzip.prefix(bytes, count: count)
        }
    }

    private init(
        _ path: String, _ stored: [UInt8], inflating inflate: ([UInt8]) throws(Gunzip.Failure) -> [UInt8]
    ) throws {
        name = path
        guard path.hasSuffix(".gz") else {
            bytes = stored
            return
        }
        do {
            bytes = try inflate(stored)
        } catch {
            throw DocumentError(file: path, line: nil, found: error.description, expected: "a sound gzip stream")
        }
    }

    /// As a small document.
    ///
    /// - Throws: `DocumentError` for bytes that aren't UTF-8.
    package func text() throws -> DocumentFile {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DocumentError(file: name, line: nil, found: "bytes that are not UTF-8", expected: "UTF-8 text")
        }
        return DocumentFile(name: name, text: text)
    }
}
