import Documents
import Quantities

extension ComputeSystem {
    init(_ root: DocumentNode, _ reader: FigureReader) throws {
        let map = try root.mapping(keys: [
            "id", "name", "maker", "jurisdiction", "accelerator", "accelerators", "hosts", "racks", "rackUnits",
            "fabric", "power", "price",
        ])
        self.init(
            id: try map.require("id").string(limit: 100),
            name: try map.require("name").string(limit: 200),
            maker: try map.require("maker").string(limit: 200),
            jurisdiction: try map.require("jurisdiction").string(limit: 2),
            accelerator: try map.require("accelerator").string(limit: 100),
            accelerators: try reader.count(try map.require("accelerators")),
            hosts: try reader.count(try map.require("hosts")),
            racks: try map.optional("racks").map(reader.count),
            rackUnits: try map.optional("rackUnits").map(reader.count),
            fabric: try map.require("fabric").items().map { try FabricTier($0, reader) },
            power: try reader.power(try map.require("power")),
            price: try map.optional("price").map(reader.price)
        )
        guard scaleUp != nil else {
            throw root.problem(found: "a fabric without a scaleUp tier", expected: "at least one")
        }
    }
}

extension FabricTier {
    init(_ node: DocumentNode, _ reader: FigureReader) throws {
        let map = try node.mapping(keys: [
            "name", "plane", "reach", "bandwidth", "latency", "topology", "planes", "oversubscription",
        ])
        self.init(
            name: try map.require("name").string(limit: 100),
            plane: try map.require("plane").choice(),
            reach: try map.optional("reach").map(reader.count),
            bandwidth: try reader.bandwidth(try map.require("bandwidth")),
            latency: try map.optional("latency").map(reader.time),
            topology: try map.optional("topology").map { try $0.choice() } ?? .switched,
            planes: try map.optional("planes").map(reader.count),
            oversubscription: try map.optional("oversubscription").map(reader.count)
        )
    }
}
