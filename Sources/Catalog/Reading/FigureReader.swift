import Documents
import Quantities

/// Reads figures: `{ value: 4800, unit: GB/s, source: nvidia-h200-datasheet, grade: A }`, or with
/// `low`, `best`, `high` where sources differ.
///
/// A figure without a source that exists, without a unit of the right dimension, without a grade, or outside
/// its plausible range is refused with its file and line.
struct FigureReader {
    /// All known sources; a figure may name no other.
    let sources: [String: Source]

    private static let provenance = ["source", "grade", "note"]

    /// - Parameters:
    ///   - units: accepted unit names and their factors to the base unit.
    ///   - plausible: in the base unit; what lies outside is a typing error rather than a chip.
    func figure<U: Unit>(
        _ node: DocumentNode, units: [String: Double], plausible: ClosedRange<Double>
    ) throws -> Figure<U> {
        let map = try node.mapping(keys: ["value", "low", "best", "high", "unit"] + Self.provenance)
        let unit = try map.require("unit")
        guard let factor = units[try unit.string()] else {
            throw unit.problem(
                found: "the unit \(unit.summary)", expected: "one of \(units.keys.sorted().joined(separator: ", "))")
        }
        func read(_ key: String) throws -> Quantity<U> {
            let written = try map.require(key)
            let number = try written.number() * factor
            guard plausible.contains(number) else {
                throw written.problem(
                    found: "\(node.path.last ?? "figure") \(written.summary) \(try unit.string())",
                    expected:
                        "a plausible figure, \(plausible.lowerBound / factor) to \(plausible.upperBound / factor)")
            }
            return Quantity<U>(number)
        }
        let value: Interval<Quantity<U>>
        if map.optional("value") != nil {
            if let extra = ["low", "best", "high"].first(where: { map.optional($0) != nil }) {
                throw node.problem(found: "‘value’ beside ‘\(extra)’", expected: "either value, or low, best and high")
            }
            value = Interval(exactly: try read("value"))
        } else {
            guard let ordered = Interval(low: try read("low"), best: try read("best"), high: try read("high")) else {
                throw node.problem(found: "low, best, high out of order", expected: "low ≤ best ≤ high")
            }
            value = ordered
        }
        return try sourced(map).with(value)
    }

    /// A dated or yes/no fact: `{ value: 2023-11-13, source: …, grade: A }`.
    func fact<Value: Sendable>(_ node: DocumentNode, _ read: (DocumentNode) throws -> Value) throws -> Sourced<Value> {
        let map = try node.mapping(keys: ["value"] + Self.provenance)
        return try sourced(map).with(try read(try map.require("value")))
    }

    /// The provenance that a mapping carries beside its own keys.
    func sourced(_ map: DocumentMapping) throws -> Sourced<Void> {
        let source = try map.require("source")
        let ids = try source.oneOrMore().map { node in
            let id = try node.string(limit: 100)
            guard sources[id] != nil else {
                let hint = NearestName.of(id, in: sources.keys.sorted()).map { " (did you mean ‘\($0)’?)" } ?? ""
                throw node.problem(found: "the unknown source ‘\(id)’", expected: "an id from sources/\(hint)")
            }
            return id
        }
        guard !ids.isEmpty else {
            throw source.problem(found: "an empty list of sources", expected: "at least one source")
        }
        return Sourced<Void>(
            value: (), sources: ids, grade: try map.require("grade").choice(),
            note: try map.optional("note")?.string())
    }
}
