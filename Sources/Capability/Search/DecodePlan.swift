/// One engine that only decodes, at one batch.
package struct DecodePlan: Sendable, Hashable {
    package let engine: Engine
    /// Sequences of one replica and stage.
    package let sequences: Int
    package let time: StepTime
    /// Seconds between a user's tokens.
    package let timePerOutputToken: Double
    /// Output tokens that the whole engine makes in a second.
    package let rate: Double
    package let memory: MemoryNeed
    /// Whether more sequences would not have fitted.
    package let isLimitedByMemory: Bool

    /// Output tokens for each second and rank.
    var ratePerRank: Double { rate / Double(engine.ranks) }
}

/// One engine that only takes in prompts.
package struct PrefillPlan: Sendable, Hashable {
    package let engine: Engine
    /// Prompt tokens of one replica's step.
    package let tokens: Int
    package let time: StepTime
    /// Prompt tokens that the whole engine takes in each second, cached ones not counted.
    package let rate: Double
    /// From a prompt's arrival at an idle engine to its first token, in seconds.
    package let timeToFirstToken: Double
    package let memory: MemoryNeed
}
