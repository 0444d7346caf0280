import Catalog
import Quantities

extension StepModel {
    /// Projections and attention itself, on one rank.
    func attention(_ load: StepLoad, window: Double, count: Double, into sink: inout some OperatorSink) {
        switch architecture.attention {
        case .grouped(let heads, let keyValueHeads, let headSize):
            let shape = GroupedHeads(
                heads: Double(heads), keyValueHeads: Double(keyValueHeads), headSize: Double(headSize),
                tensor: Double(engine.tensor))
            grouped(shape, load, window: window, count: count, into: &sink)
        case .latent(let heads, let queryRank, let rank, let rope, let nope, let value):
            let shape = LatentHeads(
                heads: Double(heads) / Double(engine.tensor), queryRank: Double(queryRank), rank: Double(rank),
                rope: Double(rope), nope: Double(nope), value: Double(value))
            latent(shape, load, count: count, into: &sink)
        }
    }

    private struct GroupedHeads {
        /// Of one rank: heads are split, and a key-value head is repeated where there are more ranks than heads.
        let heads, keyValueHeads, headSize: Double

        init(heads: Double, keyValueHeads: Double, headSize: Double, tensor: Double) {
            self.heads = max(1, heads / tensor)
            self.keyValueHeads = max(1, keyValueHeads / tensor)
            self.headSize = headSize
        }
    }

    private struct LatentHeads {
        /// Heads of one rank; the latent itself is whole on every rank.
        let heads, queryRank, rank, rope, nope, value: Double

        var widths: LatentWidths { LatentWidths(rank: rank, rotary: rope, key: nope, value: value) }
    }

    private func grouped(
        _ shape: GroupedHeads, _ load: StepLoad, window: Double, count: Double, into sink: inout some OperatorSink
    ) {
        let hidden = Double(architecture.hidden)
        product(
            .queryKeyValue, rows: load.rows, outputs: (shape.heads + 2 * shape.keyValueHeads) * shape.headSize,
            inputs: hidden, variant: precision.variant(precision.attention), count: count, into: &sink)
        let cached = 2 * shape.keyValueHeads * shape.headSize
        if load.sequences > 0 {
            let context = window > 0 ? min(window, load.context) : load.context
            let decode = DecodeAttentionShape(
                sequences: load.sequences, context: load.context, heads: shape.heads,
                keyValueHeads: shape.keyValueHeads, headSize: shape.headSize, window: window,
                cacheFormat: precision.cache, arithmeticFormat: precision.arithmetic, rows: load.rowsPerSequence)
            sink.add(
                .decodeAttention, count: count, time: machine.costs.decodeAttention(decode),
                work: OperatorWork(
                    operations: 4 * load.decodeRows * context * shape.heads * shape.headSize,
                    bytes: load.sequences * context * cached * precision.cache.bytes.value,
                    format: precision.arithmetic))
        }
        if load.promptTokens > 0 {
            let prompts = load.promptTokens / max(1, load.promptLength - load.promptPrefix)
            let prefill = PrefillAttentionShape(
                sequences: prompts, newTokens: load.promptLength - load.promptPrefix, cachedTokens: load.promptPrefix,
                heads: shape.heads, keyValueHeads: shape.keyValueHeads, headSize: shape.headSize, window: window,
                cacheFormat: precision.cache, arithmeticFormat: precision.arithmetic)
            sink.add(
                .prefillAttention, count: count, time: machine.costs.prefillAttention(prefill),
                work: OperatorWork(
                    operations: 4 * prompts * prefill.scores(windowPadding: 0) * shape.heads * shape.headSize,
                    bytes: load.promptTokens * (cached + 2 * shape.heads * shape.headSize) * 2,
                    format: precision.arithmetic))
        }
        product(
            .attentionOutput, rows: load.rows, outputs: hidden, inputs: shape.heads * shape.headSize,
            variant: precision.variant(precision.attention), count: count, into: &sink)
    }

    /// Multi-head latent attention (arXiv 2405.04434 §2.1). Decode absorbs the up-projections, so that each head works
    /// on the latent itself; prefill expands keys and values first.
    private func latent(
        _ shape: LatentHeads, _ load: StepLoad, count: Double, into sink: inout some OperatorSink
    ) {
        let hidden = Double(architecture.hidden)
        product(
            .latentDown, rows: load.rows, outputs: shape.queryRank + shape.rank + shape.rope, inputs: hidden,
            variant: precision.variant(precision.attention), count: count, into: &sink)
        product(
            .latentUp, rows: load.rows, outputs: shape.heads * (shape.nope + shape.rope), inputs: shape.queryRank,
            variant: precision.variant(precision.attention), count: count, into: &sink)
        if load.sequences > 0 { latentDecode(shape, load, count: count, into: &sink) }
        if load.promptTokens > 0 { latentPrefill(shape, load, count: count, into: &sink) }
        product(
            .attentionOutput, rows: load.rows, outputs: hidden, inputs: shape.heads * shape.value,
            variant: precision.variant(precision.attention), count: count, into: &sink)
    }

    private func latentDecode(
        _ shape: LatentHeads, _ load: StepLoad, count: Double, into sink: inout some OperatorSink
    ) {
        // Queries into the latent, and values out of it: one small product for each head.
        product(
            .absorb, rows: load.decodeRows, outputs: shape.rank, inputs: shape.nope, groups: shape.heads,
            variant: .bf16,
            count: count, into: &sink)
        product(
            .absorb, rows: load.decodeRows, outputs: shape.value, inputs: shape.rank, groups: shape.heads,
            variant: .bf16,
            count: count, into: &sink)
        let decode = DecodeAttentionShape.absorbed(
            shape.widths, sequences: load.sequences, context: load.context, heads: shape.heads,
            cacheFormat: precision.cache, arithmeticFormat: precision.arithmetic, rows: load.rowsPerSequence)
        sink.add(
            .decodeAttention, count: count, time: machine.costs.decodeAttention(decode),
            work: OperatorWork(
                operations: 2 * load.decodeRows * load.context * shape.heads * (2 * shape.rank + shape.rope),
                bytes: load.sequences * load.context * (shape.rank + shape.rope) * precision.cache.bytes.value,
                format: precision.arithmetic))
    }

    private func latentPrefill(
        _ shape: LatentHeads, _ load: StepLoad, count: Double, into sink: inout some OperatorSink
    ) {
        let length = load.promptLength - load.promptPrefix
        let prompts = load.promptTokens / max(1, length)
        // The cached prefix is expanded again.
        product(
            .keyValueUp, rows: load.promptTokens + prompts * load.promptPrefix,
            outputs: shape.heads * (shape.nope + shape.value), inputs: shape.rank,
            variant: precision.variant(precision.attention),
            count: count, into: &sink)
        let prefill = PrefillAttentionShape.expanded(
            shape.widths, sequences: prompts, newTokens: length, cachedTokens: load.promptPrefix, heads: shape.heads,
            cacheFormat: precision.cache, arithmeticFormat: precision.arithmetic)
        sink.add(
            .prefillAttention, count: count, time: machine.costs.prefillAttention(prefill),
            work: OperatorWork(
                operations: 2 * prompts * prefill.scores(windowPadding: 0) * shape.heads
                    * (shape.nope + shape.rope + shape.value),
                bytes: load.promptTokens * shape.heads * (2 * shape.nope + 2 * shape.rope + 2 * shape.value) * 2,
                format: precision.arithmetic))
    }
}
