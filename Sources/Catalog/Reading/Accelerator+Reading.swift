import Documents
import Quantities

extension Accelerator {
    init(_ root: DocumentNode, _ reader: FigureReader) throws {
        let map = try root.mapping(keys: [
            "id", "name", "aliases", "maker", "jurisdiction", "family", "launched", "marketedForDataCentres", "dies",
            "peak", "usablePeak", "memory", "links", "power", "idlePower", "cores", "devices",
        ])
        let peak = try Self.peaks(try map.require("peak"), reader)
        self.init(
            id: try map.require("id").string(limit: 100),
            name: try map.require("name").string(limit: 200),
            aliases: try map.optional("aliases")?.items().map { try $0.string(limit: 200) } ?? [],
            maker: try map.require("maker").string(limit: 200),
            jurisdiction: try map.require("jurisdiction").string(limit: 2),
            family: try map.require("family").string(limit: 100),
            launched: try reader.fact(try map.require("launched")) { try $0.date() },
            isMarketedForDataCentres: try reader.fact(try map.require("marketedForDataCentres")) { try $0.boolean() },
            dies: try map.require("dies").items().map { try Die($0, reader) },
            peak: peak,
            usablePeak: try map.optional("usablePeak").map { try Self.usable($0, of: peak, reader) } ?? [:],
            memory: try Memory(try map.require("memory"), reader),
            links: try map.optional("links").map { try Links($0, reader) }
                ?? Links(scaleUp: nil, scaleOut: nil, aggregate: nil),
            power: try reader.power(try map.require("power")),
            idlePower: try map.optional("idlePower").map(reader.power),
            cores: try map.optional("cores").map(reader.count),
            devices: try map.optional("devices").map(reader.count)
        )
    }

    /// What kernels use of a peak: never more than the peak, and of no format that there isn't.
    private static func usable(
        _ node: DocumentNode, of peak: [NumberFormat: Figure<Per<Operation, Second>>], _ reader: FigureReader
    ) throws -> [NumberFormat: Figure<Per<Operation, Second>>] {
        let usable = try peaks(node, reader)
        for (format, figure) in usable.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let whole = peak[format], figure.value.best <= whole.value.best else {
                throw node.problem(
                    found: "more of \(format.rawValue) than ‘peak’ has", expected: "at most the peak of that format")
            }
        }
        return usable
    }

    private static func peaks(
        _ node: DocumentNode, _ reader: FigureReader
    ) throws -> [NumberFormat: Figure<Per<Operation, Second>>] {
        let map = try node.mapping(keys: NumberFormat.allCases.map(\.rawValue))
        guard !map.pairs.isEmpty else {
            throw node.problem(found: "no peak rate", expected: "at least one number format")
        }
        return try Dictionary(
            uniqueKeysWithValues: NumberFormat.allCases.compactMap { format in
                try map.optional(format.rawValue).map { (format, try reader.rate($0)) }
            })
    }
}

extension Die {
    init(_ node: DocumentNode, _ reader: FigureReader) throws {
        let map = try node.mapping(keys: ["name", "count", "kind", "transistors", "process", "area"])
        self.init(
            name: try map.require("name").string(limit: 100),
            count: try map.require("count").integer(in: 1...1_000),
            kind: try map.require("kind").choice(),
            transistors: try map.require("transistors").choice(),
            process: try map.require("process").string(limit: 100),
            area: try map.optional("area").map(reader.area)
        )
    }
}

extension Accelerator.Memory {
    init(_ node: DocumentNode, _ reader: FigureReader) throws {
        let map = try node.mapping(keys: ["technology", "capacity", "bandwidth"])
        self.init(
            technology: try map.require("technology").string(limit: 100),
            capacity: try reader.capacity(try map.require("capacity")),
            bandwidth: try reader.bandwidth(try map.require("bandwidth"))
        )
    }
}

extension Accelerator.Links {
    init(_ node: DocumentNode, _ reader: FigureReader) throws {
        let map = try node.mapping(keys: ["scaleUp", "scaleOut", "aggregate"])
        self.init(
            scaleUp: try map.optional("scaleUp").map(reader.bandwidth),
            scaleOut: try map.optional("scaleOut").map(reader.bandwidth),
            aggregate: try map.optional("aggregate").map(reader.bandwidth)
        )
    }
}
