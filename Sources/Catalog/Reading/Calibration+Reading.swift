import Documents
import Quantities

extension Calibration {
    init(_ root: DocumentNode, _ reader: FigureReader) throws {
        let map = try root.mapping(keys: ["family", "inherits", "software", "groups"])
        var groups: [ConstantGroup] = []
        var seen: Set<[String]> = []
        for node in try map.require("groups").items() {
            let group = try ConstantGroup(node, reader)
            guard seen.insert([group.kind, group.variant, group.software]).inserted else {
                throw node.problem(
                    found: "‘\(group.kind)’, ‘\(group.variant)’, ‘\(group.software)’ a second time",
                    expected: "each kind, variant and software once")
            }
            groups.append(group)
        }
        self.init(
            family: try map.require("family").string(limit: 100),
            inherits: try map.optional("inherits")?.string(limit: 100),
            software: try reader.fact(try map.require("software")) { try $0.date() },
            groups: groups)
    }
}

extension ConstantGroup {
    init(_ node: DocumentNode, _ reader: FigureReader) throws {
        let map = try node.mapping(keys: [
            "kind", "variant", "software", "versions", "systems", "errors", "constants", "source", "grade", "note",
            "seen",
        ])
        func words(_ key: String) throws -> [String] {
            try map.optional(key)?.items().map { try $0.string(limit: 100) } ?? []
        }
        let constants = try map.require("constants").mapping()
        let provenance = try reader.sourced(map)
        self.init(
            kind: try map.require("kind").string(limit: 100),
            variant: try map.require("variant").string(limit: 100),
            software: try map.require("software").string(limit: 100),
            constants: try constants.pairs.reduce(into: [:]) { values, entry in
                values[entry.key] = try entry.value.number()
            },
            errors: try FitErrors(try map.require("errors")), sources: provenance.sources, grade: provenance.grade,
            versions: try words("versions"), systems: try words("systems"), note: provenance.note,
            seen: try words("seen"))
    }
}

extension FitErrors {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["rows", "median", "p90", "tenth", "ninetieth"])
        self.init(
            rows: try map.require("rows").integer(in: 0...100_000_000),
            median: try map.require("median").number(), p90: try map.require("p90").number(),
            tenth: try map.require("tenth").number(), ninetieth: try map.require("ninetieth").number())
        guard tenth <= ninetieth, tenth > -1, median >= 0, p90 >= 0 else {
            throw node.problem(
                found: "errors \(tenth) to \(ninetieth), median \(median)",
                expected: "tenth ≤ ninetieth, both above −1, and medians of at least 0")
        }
    }
}
