import Crypto
import Foundation
import Ranging
import TestSupport
import Testing

struct KeyFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func `a key is made once and kept to its owner`() throws {
        let path = folder.path("verifier-key")
        let first = try KeyFile.load(path, owner: "verifier")
        #expect(try KeyFile.load(path, owner: "verifier").rawRepresentation == first.rawRepresentation)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(FileManager.default.contents(atPath: path) == first.rawRepresentation)
    }

    @Test(arguments: ["broken", "", String(repeating: "x", count: 31), String(repeating: "x", count: 33)])
    func `a key file that is broken is named and never replaced`(content: String) throws {
        let path = try folder.file("verifier-key", content)
        #expect {
            try KeyFile.load(path, owner: "verifier")
        } throws: { error in
            "\(error)".hasPrefix("\(path): the verifier's key file")
        }
        #expect(FileManager.default.contents(atPath: path) == Data(content.utf8))
    }

    @Test func `a key file that can't be written is named`() {
        #expect(throws: KeyFileError.self) { try KeyFile.load("/nonexistent/folder/key", owner: "landmark") }
    }
}
