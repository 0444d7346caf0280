import Foundation
import Testing

/// The house keeps its plan: the manifest's arrows are those of the table in docs/architecture.md.
struct ManifestTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private struct Description: Decodable {
        struct Target: Decodable {
            let name: String
            let type: String
            let path: String
            let rooms: [String]?
            let products: [String]?

            enum CodingKeys: String, CodingKey {
                case name, type, path
                case rooms = "target_dependencies"
                case products = "product_dependencies"
            }
        }
        let targets: [Target]
    }

    /// What the package manager itself says, in a scratch folder of its own: the usual one is locked by this test.
    private static func manifest() throws -> Description {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "assay-house-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "describe", "--type",
            "json",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(Description.self, from: data)
    }

    /// Rows of the table: room, and what it may import.
    private static func table() throws -> [(room: String, mayImport: Set<String>)] {
        let text = try String(contentsOf: root.appending(path: "docs/architecture.md"), encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, cells[0].hasPrefix("`"), cells[0].hasSuffix("`") else { return nil }
            let named = cells[2].split(separator: ",").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
            }
            return (String(cells[0].dropFirst().dropLast()), Set(named.filter { $0 != "–" }))
        }
    }

    @Test func `every room imports what the table allows, and no more`() throws {
        let targets = try Self.manifest().targets.filter { $0.path.hasPrefix("Sources/") }
        let table = try Self.table()
        #expect(Set(targets.map(\.name)) == Set(table.map(\.room)))
        for row in table where row.mayImport != ["all"] {
            let target = try #require(targets.first { $0.name == row.room })
            #expect(Set(target.rooms ?? []) == row.mayImport, "\(row.room)")
        }
    }

    @Test func `a room knows only rooms that stand before it`() throws {
        let order = try Self.table().map(\.room)
        for row in try Self.table() where row.mayImport != ["all"] {
            let own = try #require(order.firstIndex(of: row.room))
            for other in row.mayImport {
                let position = try #require(order.firstIndex(of: other), "\(row.room) names \(other)")
                #expect(position < own, "\(row.room) imports \(other)")
            }
        }
    }

    @Test(arguments: ["Quantities", "Documents", "Geodesy", "Catalog", "Capability", "Controls", "Location", "Charts"])
    func `no room without keys or sockets pulls cryptography, the network or SQLite`(room: String) throws {
        let targets = try Self.manifest().targets
        var pending = [room]
        var products: Set<String> = []
        while let name = pending.popLast() {
            let target = try #require(targets.first { $0.name == name })
            products.formUnion(target.products ?? [])
            pending += target.rooms ?? []
        }
        #expect(products.isSubset(of: ["Yams"]))
    }
}
