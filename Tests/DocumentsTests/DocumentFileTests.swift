import Documents
import Foundation
import Testing

struct DocumentFileTests {
    /// A folder that is gone when the test is over.
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func refusal(of path: String, limit: Int = 1 << 20) throws -> DocumentError {
        let error = try #require(throws: DocumentError.self) { try DocumentFile(path: path, limit: limit) }
        #expect(error.file == path)
        #expect(error.description.hasPrefix("\(path): found "))
        return error
    }

    @Test func `a missing file is refused by name`() throws {
        try inFolder { folder in
            let error = try refusal(of: folder.appendingPathComponent("no.yaml").path)
            #expect(error.found == "no such file")
        }
    }

    @Test func `a folder is not a document`() throws {
        try inFolder { folder in
            let error = try refusal(of: folder.path)
            #expect(error.found == "a folder")
        }
    }

    @Test func `a file of no bytes is refused`() throws {
        try inFolder { folder in
            let file = folder.appendingPathComponent("empty.yaml")
            try Data().write(to: file)
            #expect(try refusal(of: file.path).found == "an empty file")
        }
    }

    @Test func `a file over the limit is refused, one at the limit is read`() throws {
        try inFolder { folder in
            let file = folder.appendingPathComponent("large.yaml")
            try Data(repeating: UInt8(ascii: "a"), count: 1_001).write(to: file)
            #expect(try refusal(of: file.path, limit: 1_000).found == "more than 1000 bytes")
            #expect(try DocumentFile(path: file.path, limit: 1_001).text.utf8.count == 1_001)
            #expect(try DocumentFile.bytes(path: file.path, limit: 1_001).count == 1_001)
        }
    }

    @Test func `bytes that are not UTF-8 are refused`() throws {
        try inFolder { folder in
            let file = folder.appendingPathComponent("latin.yaml")
            try Data([0x61, 0xE9, 0x0A]).write(to: file)
            #expect(try refusal(of: file.path).found == "bytes that are not UTF-8")
        }
    }
}
