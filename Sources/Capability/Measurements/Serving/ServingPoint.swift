package import Catalog
package import Documents

/// One measured point of a serving benchmark in the form of InferenceX (formerly InferenceMAX): a deployment under a
/// fixed number of concurrent requests.
package struct ServingPoint: Sendable {
    package let file: String
    package let line: Int
    package let hardware: PublishedHardware
    /// Id in `Catalog/models`.
    package let model: String
    /// As published.
    package let modelName: String
    package let format: NumberFormat
    /// Whether further tokens were predicted and checked (multi-token prediction).
    package let isSpeculative: Bool
    /// Whether prefill and decode ran on different accelerators.
    package let isDisaggregated: Bool
    package let isMultinode: Bool
    /// Nominal lengths in tokens; see `drawnShare`.
    package let input: Int
    package let output: Int
    /// Requests in flight over the whole deployment.
    package let concurrency: Int
    /// Equal to `decode` unless disaggregated.
    package let prefill: EngineLayout
    package let decode: EngineLayout
    package let prefillAccelerators: Int
    package let decodeAccelerators: Int
    package let software: ServingSoftware
    /// When it was measured; nil when the row doesn't say.
    package let date: CalendarDate?
    /// All that was measured, each with its denominator.
    package let figures: [MeasuredFigure]

    /// Mean length ÷ nominal length. The benchmark draws lengths evenly from 0.8 to 1 times the nominal
    /// (`--random-range-ratio 0.8`). On the published rows ((end-to-end − first token) ÷ time per token + 1) ÷ nominal
    /// output has a median of 0.9006 at 1,024 tokens and 0.8995 at 8,192, between 0.886 and 0.919 in every row.
    package static let drawnShare = 0.9

    /// Mean lengths of the requests that were drawn.
    package var meanInput: Double { Double(input) * Self.drawnShare }
    package var meanOutput: Double { Double(output) * Self.drawnShare }

    /// Accelerators that served.
    package var accelerators: Int {
        isDisaggregated ? prefillAccelerators + decodeAccelerators : decodeAccelerators
    }

    /// A measured value in seconds or tokens per second; nil when the row leaves it out.
    package func value(_ metric: MeasuredFigure.Metric, _ statistic: MeasuredFigure.Statistic = .median) -> Double? {
        figures.first { $0.metric == metric && ($0.metric.isThroughput || $0.statistic == statistic) }?.value
    }
}
