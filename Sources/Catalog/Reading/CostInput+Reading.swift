import Documents
import Quantities

extension CostInput {
    /// Reads one file of `costs/`: the vintage, and what each accelerator cost then.
    static func readAll(
        _ root: DocumentNode, _ reader: FigureReader
    ) throws -> [(cost: CostInput, node: DocumentNode)] {
        let map = try root.mapping(keys: ["vintage", "accelerators"])
        let vintage = try reader.fact(try map.require("vintage")) { try $0.date() }
        return try map.require("accelerators").mapping().pairs.map { id, node in
            (try CostInput(node, accelerator: id, vintage: vintage, reader), node)
        }
    }

    private init(
        _ node: DocumentNode, accelerator: String, vintage: Sourced<CalendarDate>, _ reader: FigureReader
    ) throws {
        let map = try node.mapping(keys: ["power"] + Tenure.allCases.map(\.rawValue))
        guard !map.pairs.isEmpty else {
            throw node.problem(found: "no figure for ‘\(accelerator)’", expected: "its power or an hourly price")
        }
        self.init(
            accelerator: accelerator,
            vintage: vintage,
            power: try map.optional("power").map(reader.power),
            hourly: try Dictionary(
                uniqueKeysWithValues: Tenure.allCases.compactMap { tenure in
                    try map.optional(tenure.rawValue).map { (tenure, try reader.hourlyPrice($0)) }
                })
        )
    }
}
