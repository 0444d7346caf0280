import Catalog
package import Quantities

/// What one rank of an engine must hold, in parts.
package struct MemoryNeed: Sendable, Hashable {
    package let weights: Bytes
    /// Cached tokens of all sequences at their longest.
    package let cache: Bytes
    /// Between operators of the largest step.
    package let activations: Bytes
    /// Exchange buffers, graphs and the run-time itself.
    package let buffers: Bytes

    package var total: Bytes { weights + cache + activations + buffers }

    /// Of a rank's memory, kept free for the run-time and its graphs: what frameworks leave by default
    /// (`gpu_memory_utilization` 0.9 in vLLM, `mem_fraction_static` in SGLang).
    package static let reserved = 0.1

    /// By how much it is more than a rank may hold; zero when it fits.
    package func excess(over capacity: Bytes) -> Bytes {
        max(.zero, total - capacity * (1 - Self.reserved))
    }
}

extension StepModel {
    /// - Parameters:
    ///   - sequences: of one attention replica, over all stages' batches.
    ///   - tokens: the most that one sequence caches.
    ///   - rows: of a replica's largest step.
    package func memory(sequences: Double, tokens: Double, step rows: Double) -> MemoryNeed {
        let hidden = Double(architecture.hidden)
        let intermediate = Double(max(architecture.denseIntermediate, architecture.experts?.intermediate ?? 0))
        // The residual stream twice, projections, and the widest feed-forward, all in 16 bits.
        let perRow = (4 * hidden + 3 * intermediate / Double(engine.tensor)) * 2
        return MemoryNeed(
            weights: weights, cache: Bytes(sequences * tokens * cachedBytesPerToken),
            activations: Bytes(rows * perRow),
            buffers: Bytes(engine.ranks > 1 ? 2e9 : 1e9))
    }

    /// Bytes that one cached token takes on one rank, over the layers of a stage.
    package var cachedBytesPerToken: Double {
        let bytes = precision.cache.bytes.value
        let layers = (Double(architecture.layers) + predictions) / Double(engine.pipeline)
        switch architecture.attention {
        case .grouped(_, let keyValueHeads, let headSize):
            return 2 * max(1, Double(keyValueHeads) / Double(engine.tensor)) * Double(headSize) * bytes * layers
        case .latent(_, _, let rank, let rope, _, _):
            return Double(rank + rope) * bytes * layers
        }
    }

    /// Bytes of weights on one rank.
    package var weights: Bytes {
        let hidden = Double(architecture.hidden)
        let stages = Double(engine.pipeline)
        let tensor = Double(engine.tensor)
        let embeddings =
            (architecture.tiedEmbeddings ? 1.0 : 2.0) * Double(architecture.vocabulary) * hidden * 2 / tensor
        let layers = Double(architecture.layers) + predictions
        let attention =
            Double(architecture.attentionParameters + architecture.extraPerLayer)
            * Precision.storedBytes(precision.attention) / tensor * layers
        let denseLayers = Double(architecture.layers - architecture.expertLayers)
        let dense =
            denseLayers * 3 * hidden * Double(architecture.denseIntermediate)
            * Precision.storedBytes(precision.feedForward) / tensor
        var mixture = 0.0
        if let experts = architecture.experts {
            let one = 3 * hidden * Double(experts.intermediate)
            let width = Double(engine.expertWidth)
            // An expert is whole on each of its groups of ranks.
            let held = (Double(experts.routed + engine.redundantExperts) / width).rounded(.up)
            mixture =
                (Double(architecture.expertLayers) + predictions)
                * (held * one * precision.expertBytes / Double(engine.expertTensor)
                    + Double(experts.shared) * one * Precision.storedBytes(precision.feedForward) / tensor
                    + Double(experts.routed) * hidden * 2)
        }
        return Bytes(embeddings / stages + (attention + dense + mixture) / stages)
    }
}
