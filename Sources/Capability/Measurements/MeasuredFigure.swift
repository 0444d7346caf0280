/// What a rate is divided by: published tables differ, and a number without this word means nothing.
package enum Denominator: String, Sendable, Hashable, Codable {
    /// By all accelerators that served, those of prefill and those of decode.
    case perAccelerator
    /// By the accelerators that decode.
    case perDecodeAccelerator
    /// By the accelerators that prefill.
    case perPrefillAccelerator
    /// Not divided: of the whole deployment.
    case system
    /// Times and single users' rates are nobody's share.
    case none
}

/// One measured number of serving.
package struct MeasuredFigure: Sendable, Hashable {
    package enum Metric: String, Sendable, Hashable, Codable, CaseIterable {
        /// Tokens made in a second.
        case outputThroughput
        /// Prompt tokens read in a second.
        case inputThroughput
        /// Both together.
        case totalThroughput
        case timeToFirstToken
        /// (End-to-end time − time to the first token) ÷ (tokens made − 1).
        case timePerOutputToken
        /// Between two arrivals at the client, which may bring several tokens.
        case interTokenLatency
        case endToEndLatency

        var isThroughput: Bool {
            self == .outputThroughput || self == .inputThroughput || self == .totalThroughput
        }
    }

    package enum Statistic: String, Sendable, Hashable, Codable { case mean, median, p90, p95, p99, unsaid }

    package let metric: Metric
    package let statistic: Statistic
    /// Seconds or tokens per second.
    package let value: Double
    package let denominator: Denominator

    package init(_ metric: Metric, _ statistic: Statistic = .unsaid, value: Double, denominator: Denominator = .none) {
        self.metric = metric
        self.statistic = statistic
        self.value = value
        self.denominator = denominator
    }
}
