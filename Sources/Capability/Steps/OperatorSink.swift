package import Catalog

/// Takes in the operators of a step, one after the other: as a sum where many deployments are weighed, as a table
/// where one is explained.
protocol OperatorSink {
    /// - Parameters:
    ///   - count: how often it runs in the step.
    ///   - time: seconds of one run.
    ///   - work: what one run computes and moves; asked for only where it is shown.
    mutating func add(
        _ name: OperatorName, count: Double, time: Double, work: @autoclosure () -> OperatorWork)
}

/// What an operator computes, reads and writes on one rank.
package struct OperatorWork: Sendable, Hashable {
    package var operations: Double
    /// Bytes of device memory, or over the fabric for an exchange.
    package var bytes: Double
    package var format: NumberFormat

    init(operations: Double = 0, bytes: Double, format: NumberFormat = .bf16) {
        self.operations = operations
        self.bytes = bytes
        self.format = format
    }
}

/// The operators of a step.
package enum OperatorName: String, Sendable, Hashable, CaseIterable, Codable {
    case embedding
    case queryKeyValue = "query, key, value projection"
    case latentDown = "latent down-projection"
    case latentUp = "query up-projection"
    case keyValueUp = "key and value up-projection"
    case absorb = "absorbed key and value projections"
    case decodeAttention = "attention, decode"
    case prefillAttention = "attention, prefill"
    case attentionOutput = "attention output projection"
    case denseFeedForward = "dense feed-forward"
    case router
    case routedExperts = "routed experts"
    case sharedExperts = "shared experts"
    case elementwise = "norms, rope, quantise, residual"
    case outputHead = "output head"
    case sampling
    case predictionInput = "prediction module input"
    case allReduce = "all-reduce"
    case gather = "all-gather and reduce-scatter"
    case dispatch
    case combine
    case pipelineTransfer = "pipeline transfer"
    case host = "host and graph launch"

    var kind: OperatorKind {
        switch self {
        case .queryKeyValue, .latentDown, .latentUp, .keyValueUp, .absorb, .attentionOutput, .denseFeedForward, .router,
            .sharedExperts, .outputHead, .predictionInput:
            .product
        case .routedExperts: .experts
        case .decodeAttention, .prefillAttention: .attention
        case .embedding, .elementwise, .sampling: .elementwise
        case .allReduce, .gather, .dispatch, .combine, .pipelineTransfer: .exchange
        case .host: .overhead
        }
    }
}

/// Adds up times in a step only.
struct TimeSum: OperatorSink {
    let pace: StepPace
    private(set) var time = StepTime()
    /// Operators run, each as often as it runs.
    private(set) var runs = 0.0

    init(_ pace: StepPace) { self.pace = pace }

    mutating func add(
        _ name: OperatorName, count: Double, time: Double, work: @autoclosure () -> OperatorWork
    ) {
        let kind = name.kind
        runs += count
        self.time[kind] += count * pace.time(alone: time, kind, work())
    }
}
