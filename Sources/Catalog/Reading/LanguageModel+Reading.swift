import Documents
import Quantities

extension LanguageModel {
    init(_ root: DocumentNode, _ reader: FigureReader) throws {
        let map = try root.mapping(keys: [
            "id", "name", "aliases", "maker", "architecture", "parameters", "activeParameters", "weights", "servedIn",
            "expertSkew",
        ])
        let shape = try map.require("architecture")
        let weights: NumberFormat = try map.require("weights").choice()
        var architecture = try Architecture(shape)
        if let skew = map.optional("expertSkew") {
            guard architecture.experts != nil else {
                throw skew.problem(found: "‘expertSkew’ of a model without experts", expected: "it left out")
            }
            architecture.experts?.skew = try reader.fact(skew, Self.skew)
        }
        self.init(
            id: try map.require("id").string(limit: 100),
            name: try map.require("name").string(limit: 200),
            aliases: try map.optional("aliases")?.items().map { try $0.string(limit: 200) } ?? [],
            maker: try map.require("maker").string(limit: 200),
            architecture: architecture,
            publishedParameters: try reader.count(try map.require("parameters")),
            publishedActiveParameters: try map.optional("activeParameters").map(reader.count),
            weights: weights,
            servedIn: try map.optional("servedIn").map { try Self.formats($0, with: weights, reader) },
            sources: try reader.sourced(try shape.mapping()).sources
        )
    }

    private static func skew(_ node: DocumentNode) throws -> Double {
        let skew = try node.number()
        guard (0...10).contains(skew) else {
            throw node.problem(found: "the skew \(skew)", expected: "a natural logarithm from 0 to 10")
        }
        return skew
    }

    private static func formats(
        _ node: DocumentNode, with weights: NumberFormat, _ reader: FigureReader
    ) throws -> Sourced<[NumberFormat]> {
        let formats = try reader.fact(node) { try $0.items().map { try $0.choice(of: NumberFormat.self) } }
        guard formats.value.contains(weights), Set(formats.value).count == formats.value.count else {
            throw node.problem(
                found: "served in \(formats.value.map(\.rawValue).joined(separator: ", "))",
                expected: "each format once, and ‘\(weights.rawValue)’, the format of its weights, among them")
        }
        return formats
    }
}

extension Architecture {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: [
            "source", "grade", "note", "layers", "hidden", "vocabulary", "tiedEmbeddings", "attention",
            "denseIntermediate", "experts", "predictionLayers", "extraPerLayer", "slidingWindow", "windowedLayers",
        ])
        // The limits keep every product of these numbers within 64 bits.
        let layers = try map.require("layers").integer(in: 1...1_000)
        self.init(
            layers: layers,
            hidden: try map.require("hidden").integer(in: 1...200_000),
            vocabulary: try map.require("vocabulary").integer(in: 1...10_000_000),
            tiedEmbeddings: try map.optional("tiedEmbeddings")?.boolean() ?? false,
            attention: try Attention(try map.require("attention")),
            denseIntermediate: try map.optional("denseIntermediate")?.integer(in: 1...10_000_000) ?? 0,
            experts: try map.optional("experts").map { try Experts($0, layers: layers) },
            predictionLayers: try map.optional("predictionLayers")?.integer(in: 0...16) ?? 0,
            extraPerLayer: try map.optional("extraPerLayer")?.integer(in: 0...1_000_000_000) ?? 0,
            slidingWindow: try map.optional("slidingWindow")?.integer(in: 1...100_000_000),
            windowedLayers: try map.optional("windowedLayers")?.integer(in: 1...layers) ?? 0
        )
        guard (slidingWindow == nil) == (windowedLayers == 0) else {
            throw node.problem(
                found: slidingWindow == nil
                    ? "‘windowedLayers’ without ‘slidingWindow’" : "‘slidingWindow’ without ‘windowedLayers’",
                expected: "both or neither")
        }
        guard denseIntermediate > 0 || expertLayers == layers else {
            throw node.problem(found: "dense layers without ‘denseIntermediate’", expected: "their width")
        }
    }
}

extension Architecture.Attention {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping()
        let heads = 1...4_096
        let width = 1...10_000
        if map.optional("keyValueRank") != nil {
            _ = try node.mapping(keys: [
                "heads", "queryRank", "keyValueRank", "ropeHeadSize", "nopeHeadSize", "valueHeadSize",
            ])
            self = .latent(
                heads: try map.require("heads").integer(in: heads),
                queryRank: try map.require("queryRank").integer(in: width),
                keyValueRank: try map.require("keyValueRank").integer(in: width),
                ropeHeadSize: try map.require("ropeHeadSize").integer(in: width),
                nopeHeadSize: try map.require("nopeHeadSize").integer(in: width),
                valueHeadSize: try map.require("valueHeadSize").integer(in: width))
        } else {
            _ = try node.mapping(keys: ["heads", "keyValueHeads", "headSize"])
            self = .grouped(
                heads: try map.require("heads").integer(in: heads),
                keyValueHeads: try map.require("keyValueHeads").integer(in: heads),
                headSize: try map.require("headSize").integer(in: width))
        }
    }
}

extension Architecture.Experts {
    init(_ node: DocumentNode, layers: Int) throws {
        let map = try node.mapping(keys: ["routed", "shared", "perToken", "intermediate", "denseLayers"])
        let routed = try map.require("routed").integer(in: 1...10_000)
        self.init(
            routed: routed,
            shared: try map.optional("shared")?.integer(in: 0...1_000) ?? 0,
            perToken: try map.require("perToken").integer(in: 1...routed),
            intermediate: try map.require("intermediate").integer(in: 1...1_000_000),
            denseLayers: try map.optional("denseLayers")?.integer(in: 0...(layers - 1)) ?? 0, skew: nil
        )
    }
}
