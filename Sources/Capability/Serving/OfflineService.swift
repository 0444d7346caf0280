import Quantities

/// An engine that is given as many requests as it can hold, all there from the start.
package struct OfflineService: Sendable {
    package let service: AggregatedService

    /// The most sequences that an engine is given at once, over its replicas (TensorRT-LLM's `max_batch_size` 2,048).
    package static let mostSequences = 2_048.0

    /// Of a rank's memory, left free: benchmarks for throughput give the cache 95 % of what is left (TensorRT-LLM's
    /// perf overview), and the run-time takes its part.
    static let reserved = 0.06

    package init(_ service: AggregatedService) { self.service = service }

    /// Sequences of one batch that fit in memory at their mean length: they end at different times.
    package var sequences: Double {
        let model = service.model
        let fixed = model.memory(sequences: 0, tokens: 0, step: service.chunk)
        let capacity = model.machine.memory.value * (1 - Self.reserved)
        let each = service.load.context * model.cachedBytesPerToken * Double(model.engine.pipeline)
        let replicas = Double(model.engine.replicas)
        return min(Self.mostSequences / replicas, max(0, capacity - fixed.total.value) / each)
    }

    /// Nil when not even one sequence fits.
    package func figures() -> ServiceFigures? {
        let sequences = sequences
        return sequences >= 1 ? service.figures(decoding: sequences) : nil
    }
}
