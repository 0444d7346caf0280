package import Catalog
import Quantities

/// The time of one step of a model on one engine: a list of operators, each costed by its form, with what the fabric
/// and the host add.
///
/// ```swift
/// let model = StepModel(architecture, engine: Engine(tensor: 8), precision: precision, machine: machine)
/// model.time(StepLoad(sequences: 64, context: 1_536)).total   // seconds
/// ```
///
/// Queueing isn't here; `AggregatedService` and `DisaggregatedService` put steps in a row.
///
/// A class, for it is large and never changes: copying the value for each operator was two fifths of a search's time.
package final class StepModel: Sendable {
    package let architecture: Architecture
    package let engine: Engine
    package let precision: Precision
    let machine: Machine
    let exchange: EngineExchange
    /// Tokens predicted beside the next one in each decode step, each by a module of one layer.
    let predictions: Double
    let skew: ExpertSkew
    let pace: StepPace
    private let blocks: [LayerBlock]

    package init(
        _ architecture: Architecture, engine: Engine, precision: Precision, machine: Machine, predictions: Int = 0,
        skew: Double? = nil
    ) {
        self.architecture = architecture
        self.engine = engine
        self.precision = precision
        self.machine = machine
        self.predictions = Double(predictions)
        exchange = EngineExchange(
            engine, experts: architecture.experts?.routed ?? 0, perToken: architecture.experts?.perToken ?? 0,
            layers: architecture.layers, costs: machine.exchange)
        pace = StepPace(machine.step, on: machine.silicon)
        blocks = architecture.layerBlocks
        self.skew = ExpertSkew(skew: skew ?? architecture.experts?.skew?.value ?? machine.step.expertSkew)
    }

    /// The parts of a batch's time through all layers; with a pipeline, as many batches are under way as it has stages.
    package func time(_ load: StepLoad) -> StepTime {
        let whole = timeAtOnce(load)
        guard engine.overlapsHalves, whole.exchange > 0 else { return whole }
        // Two streams: the halves' work and exchange hide one another, as far as they don't contend.
        let half = timeAtOnce(load.divided(by: 2))
        var both = half * 2
        both.overhead = half.overhead * 2 - machine.step.host
        let work = both.local + both.overhead
        both.exchange = max(0, both.exchange - min(both.exchange, work) * machine.step.overlap)
        // Small batches are quicker in one stream: each half reads all weights.
        return both.total < whole.total ? both : whole
    }

    private func timeAtOnce(_ load: StepLoad) -> StepTime {
        var sum = TimeSum(pace)
        visit(load, into: &sum)
        var time = sum.time
        time.overhead = machine.step.host
        time.overhead += issuing(load, runs: sum.runs, work: time.total)
        return time * machine.slowness
    }

    /// Seconds that the accelerator waits for the host to issue operators, where no graph does: in steps that take in
    /// prompts. The root of squares is a maximum with a rounded corner: the host runs ahead, but not from the start.
    func issuing(_ load: StepLoad, runs: Double, work: Double) -> Double {
        guard load.promptTokens > 0 else { return 0 }
        let issued = runs * machine.step.issue
        return (work * work + issued * issued).squareRoot() - work
    }

    /// Gives every operator of the step to the sink, without gaps and contention.
    func visit(_ load: StepLoad, into sink: inout some OperatorSink) {
        let hidden = Double(architecture.hidden)
        let rows = load.rows
        guard rows > 0 else { return }
        small(.embedding, ElementwiseShape(rows: rows, rowBytes: 4 * hidden), count: 1, into: &sink)
        for block in blocks {
            layer(block, load, rows: rows, count: block.count, into: &sink)
        }
        if predictions > 0, load.sequences > 0 { prediction(load, into: &sink) }
        head(load, rows: load.logitRows, into: &sink)
        if engine.pipeline > 1 {
            // From stage to stage, and the tokens back to the first.
            let bytes = rows * hidden * 2 / Double(engine.tensor)
            sink.add(
                .pipelineTransfer, count: Double(engine.pipeline), time: exchange.pointToPoint(bytes),
                work: OperatorWork(bytes: bytes))
        }
    }

    private func layer(
        _ block: LayerBlock, _ load: StepLoad, rows: Double, count: Double, into sink: inout some OperatorSink
    ) {
        attention(load, window: block.window, count: count, into: &sink)
        reduce(rows: rows, count: count, into: &sink)
        if block.hasExperts {
            mixture(rows: rows, count: count, into: &sink)
        } else {
            dense(rows: rows, count: count, into: &sink)
            reduce(rows: rows, count: count, into: &sink)
        }
        elementwise(rows: rows, hasExperts: block.hasExperts, count: count, into: &sink)
    }

    /// A prediction module: a projection of two streams into one, one layer with experts, and the output head again.
    private func prediction(_ load: StepLoad, into sink: inout some OperatorSink) {
        let hidden = Double(architecture.hidden)
        var once = load
        once.rowsPerSequence = 1
        once.promptTokens = 0
        product(
            .predictionInput, rows: once.rows, outputs: hidden, inputs: 2 * hidden,
            variant: precision.variant(precision.attention),
            count: predictions, into: &sink)
        let block = LayerBlock(count: predictions, hasExperts: architecture.experts != nil, window: 0)
        layer(block, once, rows: once.rows, count: predictions, into: &sink)
        for _ in 0..<Int(predictions) { head(once, rows: once.logitRows, into: &sink) }
    }

    /// Logits of the rows that need them, and a choice among them.
    private func head(_ load: StepLoad, rows: Double, into sink: inout some OperatorSink) {
        let width = Double(architecture.vocabulary) / Double(engine.tensor)
        product(
            .outputHead, rows: rows, outputs: width, inputs: Double(architecture.hidden), variant: .bf16, count: 1,
            into: &sink)
        let logits = ElementwiseShape(rows: rows, rowBytes: 8 * Double(architecture.vocabulary))
        small(.sampling, logits, count: 1, into: &sink)
    }

    /// A small kernel that memory bounds.
    func small(_ name: OperatorName, _ shape: ElementwiseShape, count: Double, into sink: inout some OperatorSink) {
        sink.add(
            name, count: count, time: machine.costs.elementwise(shape), work: OperatorWork(bytes: shape.bytes))
    }

    /// One product with weights that are read once.
    func product(
        _ name: OperatorName, rows: Double, outputs: Double, inputs: Double, groups: Double = 1,
        variant: ProductVariant, count: Double, into sink: inout some OperatorSink
    ) {
        let shape = ProductShape(m: rows, n: outputs, k: inputs, groups: groups, variant: variant)
        sink.add(
            name, count: count, time: machine.costs.product(shape),
            work: OperatorWork(operations: shape.operations, bytes: shape.bytes, format: shape.activations))
    }
}
