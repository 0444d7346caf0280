import Catalog

extension StepModel {
    /// A gated feed-forward network, split over the ranks that split attention.
    func dense(rows: Double, count: Double, into sink: inout some OperatorSink) {
        let width = Double(architecture.denseIntermediate) / Double(engine.tensor)
        feedForward(.denseFeedForward, rows: rows, width: width, count: count, into: &sink)
    }

    private func feedForward(
        _ name: OperatorName, rows: Double, width: Double, count: Double, into sink: inout some OperatorSink
    ) {
        let hidden = Double(architecture.hidden)
        product(
            name, rows: rows, outputs: 2 * width, inputs: hidden, variant: precision.variant(precision.feedForward),
            count: count, into: &sink)
        product(
            name, rows: rows, outputs: hidden, inputs: width, variant: precision.variant(precision.feedForward),
            count: count, into: &sink)
    }

    /// Router, exchange, routed and shared experts of one layer.
    func mixture(rows: Double, count: Double, into sink: inout some OperatorSink) {
        guard let experts = architecture.experts else { return }
        let hidden = Double(architecture.hidden)
        product(
            .router, rows: rows, outputs: Double(experts.routed), inputs: hidden, variant: .bf16, count: count,
            into: &sink)
        let shape = expertsShape(experts, rows: rows)
        let load = shape.load
        let between = shape.intermediate / shape.tensorWidth
        sink.add(
            .routedExperts, count: count, time: machine.costs.experts(shape),
            work: OperatorWork(
                operations: 6 * load.rows * hidden * between,
                bytes: load.touched * 3 * hidden * between * precision.expertBytes
                    + load.rows * hidden * 4,
                format: precision.expertActivations))
        if experts.shared > 0 {
            // Under attention data parallel each rank has the shared expert whole, for its own tokens.
            feedForward(
                .sharedExperts, rows: rows,
                width: Double(experts.shared * experts.intermediate) / Double(engine.tensor), count: count, into: &sink)
        }
        meet(rows: rows, count: count, into: &sink)
    }

    /// The routed experts as one rank computes them; all replicas' tokens meet there.
    private func expertsShape(_ experts: Architecture.Experts, rows: Double) -> ExpertsShape {
        ExpertsShape(
            tokens: rows * Double(engine.replicas), hidden: Double(architecture.hidden),
            intermediate: Double(experts.intermediate), experts: Double(experts.routed),
            perToken: Double(experts.perToken), tensorWidth: Double(engine.expertTensor),
            expertWidth: Double(engine.expertWidth), skew: skew, redundant: Double(engine.redundantExperts),
            weights: precision.experts, activations: precision.expertActivations,
            scale: precision.expertScale, isDispatched: engine.replicas > 1 && engine.expertWidth > 1)
    }

    /// Brings replicas' tokens to the experts and back, or sums what the ranks of one replica computed.
    private func meet(rows: Double, count: Double, into sink: inout some OperatorSink) {
        guard engine.replicas > 1 else { return reduce(rows: rows, count: count, into: &sink) }
        let hidden = Double(architecture.hidden)
        // Rows of a replica that one of its ranks sends.
        let own = rows / Double(engine.tensor)
        if engine.expertWidth > 1 {
            let out = hidden * precision.dispatchBytes
            let back = hidden * 2
            sink.add(
                .dispatch, count: count, time: exchange.dispatch(tokens: own, bytes: out),
                work: OperatorWork(bytes: own * exchange.copies * out))
            sink.add(
                .combine, count: count, time: exchange.combine(tokens: own, bytes: back),
                work: OperatorWork(bytes: own * exchange.copies * back))
        } else {
            let bytes = rows * Double(engine.replicas) * hidden * 2
            sink.add(.gather, count: 2 * count, time: exchange.gather(bytes), work: OperatorWork(bytes: bytes))
        }
    }

    /// Sums the partial results of tensor parallel ranks.
    func reduce(rows: Double, count: Double, into sink: inout some OperatorSink) {
        guard engine.tensor > 1 else { return }
        let bytes = rows * Double(architecture.hidden) * 2
        sink.add(.allReduce, count: count, time: exchange.allReduce(bytes), work: OperatorWork(bytes: bytes))
    }

    /// The small kernels of a layer: norms, rope, cache write, quantisation, activation, residual, routing. Each reads
    /// and writes the residual stream, or part of it, once.
    func elementwise(rows: Double, hasExperts: Bool, count: Double, into sink: inout some OperatorSink) {
        let shared = engine.splitsSequence ? rows / Double(engine.tensor) : rows
        let shape = ElementwiseShape(rows: shared, rowBytes: 4 * Double(architecture.hidden))
        small(.elementwise, shape, count: count * machine.step.smallKernels, into: &sink)
    }
}
