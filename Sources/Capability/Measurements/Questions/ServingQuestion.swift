package import Catalog
package import Quantities

/// What a published row claims about serving: a deployment, a workload, and one measured figure to compare with.
///
/// Nil means that the row doesn't say; nothing is assumed here.
package struct ServingQuestion: Sendable, Hashable {
    package enum Phase: String, Sendable, Hashable, Codable {
        case prefill, decode
        /// Whole requests, both phases together.
        case service
    }

    /// How evenly tokens fall on experts.
    package enum Balance: String, Sendable, Hashable, Codable {
        /// Forced to be even; published profiles are run this way.
        case perfect
        /// As real prompts and a load balancer have it.
        case observed
    }

    /// Where it stands, and what the row calls itself.
    package let file: String
    package let line: Int
    package let id: String
    /// Such as `calibration`; empty where the table has no such column.
    package let split: String
    package let quality: String
    package let source: String

    package let hardware: PublishedHardware
    /// Id in `Catalog/models`.
    package let model: String
    package let format: NumberFormat?
    package let phase: Phase

    /// Lengths in tokens: prompt, answer, and tokens held in the cache by a sequence that decodes.
    package let input: Int?
    package let output: Int?
    package let context: Int?
    /// Sequences on one accelerator.
    package let batchPerAccelerator: Int?
    /// Prompt tokens of one step on one accelerator.
    package let tokensPerAccelerator: Int?
    /// Requests in flight over the whole deployment.
    package let concurrency: Int?
    /// Accelerators of the phase, or of the service: packages, also where the row counts dies.
    package let accelerators: Int?
    package let tensor: Int?
    /// Ranks over which experts are spread; an accelerator may hold several, see `PublishedHardware`.
    package let expert: Int?
    package let pipeline: Int?
    package let isAttentionDataParallel: Bool?
    package let isSpeculative: Bool?
    /// Tokens predicted and checked in each step.
    package let predictionTokens: Int?
    /// Chance that a predicted token is kept.
    package let acceptance: Double?
    package let timePerOutputTokenLimit: Seconds?
    package let timeToFirstTokenLimit: Seconds?
    package let balance: Balance?
    /// Whether as many requests run as fit.
    package let isOffline: Bool
    package let isDisaggregated: Bool?
    package let software: ServingSoftware?

    /// What was measured, in seconds or tokens per second, and per what.
    package let measured: MeasuredFigure
    /// The figure as printed, with its unit: `57674 tok/s/8 GPU`.
    package let printed: String
    /// Words of the workload that mean nothing to this reader; whoever compares should say so when there are any.
    package let unread: [String]
}
