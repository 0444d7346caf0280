import Attestation
import Documents
import Foundation
import Ranging
import Service
import TestSupport
import Testing

struct LandmarkFileTests {
    private let folder: ScratchFolder
    private static let key = String(repeating: "0b", count: 32)
    private static let singapore = """
        - { id: singapore, name: Singapore, latitude: 1.2897, longitude: 103.8501, error: 0.5, \
        address: "192.0.2.7:4701", key: "\(String(repeating: "0a", count: 32))" }

        """

    init() throws { folder = try ScratchFolder() }

    private func read(_ text: String) throws -> LandmarkDirectory {
        try LandmarkFile.read(try folder.file("landmarks.yaml", text))
    }

    /// A landmark with one field other than it should be; nil leaves it out.
    private static func landmark(_ field: String, _ value: String?) -> String {
        let fields = [
            ("id", "bangkok"), ("name", "Bangkok"), ("latitude", "13.754"), ("longitude", "100.5014"), ("error", "10"),
            ("address", "\"192.0.2.8:4701\""), ("key", "\"\(key)\""),
        ]
        let others = fields.filter { $0.0 != field }.map { "\($0.0): \($0.1)" }
        let changed = value.map { ["\(field): \($0)"] } ?? []
        return "- { \((others + changed).joined(separator: ", ")) }\n"
    }

    @Test func `landmarks are read with their places, errors, addresses and keys`() throws {
        let directory = try read(Self.singapore + Self.landmark("name", nil))
        #expect(directory.entries.map(\.id) == ["bangkok", "singapore"])
        let singapore = try #require(directory.entry("singapore"))
        #expect(singapore.name == "Singapore")
        #expect(singapore.latitude == 1.2897)
        #expect(singapore.longitude == 103.8501)
        #expect(singapore.errorMetres == 500)
        #expect(singapore.address == "192.0.2.7:4701")
        #expect(singapore.key == [UInt8](repeating: 10, count: 32))
        // Without a name, the id stands for it.
        #expect(directory.entry("bangkok")?.name == "bangkok")
    }

    @Test func `what was read is a directory that every reader takes`() throws {
        let directory = try read(Self.singapore + Self.landmark("name", "Bangkok"))
        #expect(try LandmarkDirectory(decoding: directory.encoded) == directory)
    }

    @Test(
        arguments: [
            ("id", nil), ("id", "\"\""), ("id", "singapore"), ("id", String(repeating: "x", count: 65)),
            ("id", String(repeating: "é", count: 33)),
            ("latitude", nil), ("latitude", "north"), ("latitude", "90.1"), ("latitude", "-91"), ("latitude", ".nan"),
            ("longitude", nil), ("longitude", "180.5"), ("longitude", "-181"),
            ("error", nil), ("error", "-1"), ("error", "20001"), ("error", ".inf"),
            ("address", nil), ("address", "\"landmark.example:4701\""), ("address", "\"192.0.2.8\""),
            ("address", "\"192.0.2.256:1\""), ("address", "\"192.0.2.8:70000\""),
            ("address", "\"192.0.2.7:4701\""), ("key", nil), ("key", "\"0a\""),
            ("key", "\"\(String(repeating: "0a", count: 32))\""), ("key", "\"\(String(repeating: "0g", count: 32))\""),
            ("key", "\"\(String(repeating: "0a", count: 33))\""),
            ("port", "4701"), ("name", "[a, b]"),
        ] as [(String, String?)])
    func `what isn't as it should be is named with its line`(field: String, value: String?) throws {
        let text = "# Two landmarks.\n" + Self.singapore + Self.landmark(field, value)
        #expect {
            try read(text)
        } throws: { error in
            guard let error = error as? DocumentError else { return false }
            return error.line == 3 && error.file.hasSuffix("landmarks.yaml")
        }
    }

    @Test func `a file that is no list, or isn't there, is named`() throws {
        #expect { try read("id: singapore\n") } throws: { ($0 as? DocumentError)?.line == 1 }
        #expect { try read("") } throws: { $0 is DocumentError }
        #expect { try LandmarkFile.read(folder.path("none.yaml")) } throws: { error in
            "\(error)".contains("none.yaml: found no such file")
        }
    }

    @Test func `more landmarks than a directory holds are refused`() {
        let many = (0...LandmarkDirectory.entryLimit).map { Self.landmark("id", "landmark-\($0)") }.joined()
        #expect { try read(many) } throws: { "\($0)".contains("\(LandmarkDirectory.entryLimit + 1) items") }
    }
}
