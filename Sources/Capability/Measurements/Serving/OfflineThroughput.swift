package import Catalog
package import Quantities

/// A published rate of a whole deployment that is given as many requests as it can take: perf overviews of serving
/// software, and benchmarks in the manner of MLPerf Inference.
package struct OfflineThroughput: Sendable {
    package enum Scenario: String, Sendable, Hashable, Codable {
        /// All requests are there from the start.
        case offline
        /// Requests come at random; times to the first token and per token are bounded.
        case server
        /// The same with tighter bounds.
        case interactive
    }

    package let file: String
    package let line: Int
    package let hardware: PublishedHardware
    /// Id in `Catalog/models`.
    package let model: String
    /// As published.
    package let modelName: String
    package let format: NumberFormat
    /// Of the cached keys and values, where it is named apart.
    package let cacheFormat: NumberFormat?
    package let scenario: Scenario
    /// Lengths in tokens; nil where a benchmark's set of prompts decides.
    package let input: Int?
    package let output: Int?
    /// Accelerators that served together.
    package let accelerators: Int
    /// Accelerators over which matrices are cut; nil when unsaid.
    package let tensor: Int?
    /// Requests in flight; nil for as many as fit.
    package let concurrency: Int?
    package let software: ServingSoftware?
    /// Tokens made per second by all accelerators.
    package let throughput: TokensPerSecond
    package let source: String
}
