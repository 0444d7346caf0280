import Documents
import Quantities

extension Calibration {
    init(_ root: DocumentNode, _ reader: FigureReader) throws {
        let map = try root.mapping(keys: [
            "family", "software", "product", "attention", "memory", "inStep", "kernelFloor", "stepOverhead", "exchange",
            "allReduce", "allReduceFloor", "overlap", "expertImbalance", "acceptance",
        ])
        let product = try map.require("product").mapping(keys: NumberFormat.allCases.map(\.rawValue))
        let exchange = try map.require("exchange").mapping(keys: FabricTier.Plane.allCases.map(\.rawValue))
        self.init(
            family: try map.require("family").string(limit: 100),
            software: try reader.fact(try map.require("software")) { try $0.date() },
            product: try Dictionary(
                uniqueKeysWithValues: NumberFormat.allCases.compactMap { format in
                    try product.optional(format.rawValue).map { (format, try reader.share($0)) }
                }),
            attention: try reader.share(try map.require("attention")),
            memory: try reader.share(try map.require("memory")),
            inStep: try reader.share(try map.require("inStep")),
            kernelFloor: try reader.time(try map.require("kernelFloor")),
            stepOverhead: try reader.time(try map.require("stepOverhead")),
            exchange: try Dictionary(
                uniqueKeysWithValues: FabricTier.Plane.allCases.compactMap { plane in
                    try exchange.optional(plane.rawValue).map { (plane, try Exchange($0, reader)) }
                }),
            allReduce: try reader.share(try map.require("allReduce")),
            allReduceFloor: try reader.time(try map.require("allReduceFloor")),
            overlap: try reader.share(try map.require("overlap")),
            expertImbalance: try reader.count(try map.require("expertImbalance")),
            acceptance: try reader.share(try map.require("acceptance"))
        )
    }
}

extension Calibration.Exchange {
    init(_ node: DocumentNode, _ reader: FigureReader) throws {
        let map = try node.mapping(keys: ["dispatch", "combine"])
        self.init(
            dispatch: try reader.share(try map.require("dispatch")),
            combine: try reader.share(try map.require("combine"))
        )
    }
}
