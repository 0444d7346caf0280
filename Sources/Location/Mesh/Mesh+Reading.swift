import Documents
import Foundation
import Quantities

extension Mesh {
    /// More nodes than any mesh at hand; their pairs fit in memory.
    private static let mostNodes = 1_000
    private static let mostBytes = 64 << 20

    /// Reads a folder with `nodes.csv` (id, name, country, latitude, longitude) and `rtts.csv` (landmark, target,
    /// rtt_ms: the landmark timed the target). Of a pair timed twice the lesser time counts; nodes that timed
    /// themselves are left out.
    ///
    /// - Throws: `DocumentError` with file and line for anything that isn't as described.
    package init(folder: String) throws {
        let nodes = try Self.nodes(file: "\(folder)/nodes.csv")
        let file = "\(folder)/rtts.csv"
        let numbers = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1.id, $0) })
        var milliseconds = [Double](repeating: .infinity, count: nodes.count * nodes.count)
        var unknown = 0
        let table = try DelimitedText(
            try DocumentFile(path: file, limit: Self.mostBytes), columns: ["landmark", "target", "rtt_ms"],
            limit: 4 * Self.mostNodes * Self.mostNodes)
        for row in table.rows {
            let time = try row.roundTrip("rtt_ms").value * 1_000
            guard let landmark = numbers[row.text("landmark")], let target = numbers[row.text("target")] else {
                unknown += 1
                continue
            }
            guard landmark != target else { continue }
            let index = target * nodes.count + landmark
            milliseconds[index] = min(milliseconds[index], time)
        }
        guard milliseconds.contains(where: \.isFinite) else {
            throw DocumentError(
                file: file, line: nil, found: "no round trip between two nodes of nodes.csv", expected: "at least one")
        }
        self.init(
            name: URL(filePath: folder).lastPathComponent, nodes: nodes, milliseconds: milliseconds,
            rowsOfUnknownNodes: unknown)
    }

    private static func nodes(file: String) throws -> [Node] {
        let table = try DelimitedText(
            try DocumentFile(path: file, limit: mostBytes), columns: ["id", "latitude", "longitude"], limit: mostNodes)
        var seen: Set<String> = []
        let nodes = try table.rows.map { row in
            let id = row.text("id")
            guard !id.isEmpty else { throw row.error("id", expected: "an id") }
            guard seen.insert(id).inserted else { throw row.error("id", expected: "an id that no line above has") }
            let place = try row.place()
            let name = row.text("name")
            // They are printed on terminals.
            guard !(id + name).unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
                throw row.error("id", expected: "an id and a name without control characters")
            }
            return Node(id: id, name: name.isEmpty ? id : name, country: row.text("country"), place: place)
        }
        guard nodes.count > 1 else {
            throw DocumentError(file: file, line: nil, found: "\(nodes.count) nodes", expected: "at least two")
        }
        return nodes
    }
}
