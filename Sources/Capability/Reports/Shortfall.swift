import Documents
package import Quantities

/// Why a system has no deployment for a phase of a workload.
package enum Shortfall: Sendable, Hashable, Encodable, CustomStringConvertible {
    /// The weights alone are more than all memory that may be used.
    case weights(needed: Bytes, usable: Bytes)
    /// They fit, and nothing answers within the limit on time per output token.
    case timePerToken(limit: Seconds)
    /// They fit, and nothing keeps to the limit on the first token.
    case timeToFirstToken(limit: Seconds)
    /// Not even one prompt of so many tokens fits beside the weights.
    case prompt(tokens: Int)

    /// - Parameter limit: on time per output token; nil for taking in prompts.
    init(_ search: SystemSearch, limit: Seconds?) {
        let widest = Engine(tensor: 1, replicas: 1, expertWidth: 1)
        let needed = search.step(widest).weights
        let usable = search.machine.memory * Double(search.pool) * (1 - MemoryNeed.reserved)
        if needed > usable {
            self = .weights(needed: needed, usable: usable)
        } else if let limit {
            self = .timePerToken(limit: limit)
        } else if let first = search.workload.timeToFirstToken {
            self = .timeToFirstToken(limit: first)
        } else {
            self = .prompt(tokens: search.workload.input)
        }
    }

    package var description: String {
        switch self {
        case .weights(let needed, let usable):
            "the weights need \(Self.gigabytes(needed)) GB and \(Self.gigabytes(usable)) GB are usable: "
                + "\(Self.gigabytes(needed - usable)) GB too much"
        case .timePerToken(let limit):
            "no deployment answers within \(NumberText.short(limit.value * 1e3)) ms per token"
        case .timeToFirstToken: "no deployment keeps to the limit on time to first token"
        case .prompt(let tokens): "one prompt of \(tokens) tokens doesn't fit beside the weights"
        }
    }

    /// Its sentence.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func gigabytes(_ bytes: Bytes) -> Int { Int((bytes.value / 1e9).rounded()) }
}
