/// What a dispatch or combine kernel of a mixture of experts attains.
///
/// Its time is a fixed part, and then bytes on the wire in the domain and beyond it, beside the work of the cores
/// that pack, quantise, copy and sum (`ExpertExchange` has the formula).
package struct ExchangeConstants: Sendable, Hashable {
    /// Launch and barrier, in seconds.
    package var base: Double
    /// For each doubling of the ranks, in seconds.
    package var perDoubling: Double
    /// For each expert, whose counters are sent and awaited, in seconds.
    package var perExpert: Double
    /// Share of the nominal rate in the domain, and beyond it where a network has a port of its own.
    package var share: Double
    package var outerShare: Double
    /// Of a message that leaves the domain, in seconds, beside the tier's latency.
    package var crossing: Double
    /// One core's time for one token, in seconds.
    package var tokenTime: Double
    /// Copies of a token that a core handles beside those it sends.
    package var staging: Double
    /// Bytes per second that one core packs or sums.
    package var coreRate: Double
    /// Overhead of filling the pipeline, in seconds.
    package var fill: Double

    package static let constants = [
        FittedConstant("base", start: 1e-5, in: 1e-7...1e-4),
        FittedConstant("perDoubling", start: 1e-6, in: 1e-9...3e-5),
        FittedConstant("perExpert", start: 1e-8, in: 1e-12...1e-6),
        FittedConstant("share", start: 0.6, in: 0.05...0.97),
        FittedConstant("outerShare", start: 0.9, in: 0.05...0.97),
        FittedConstant("crossing", start: 8e-6, in: 1e-9...1e-4),
        FittedConstant("tokenTime", start: 3e-6, in: 1e-9...1e-4),
        FittedConstant("staging", start: 0.1, in: 1e-4...4),
        FittedConstant("coreRate", start: 5e9, in: 1e8...1e13),
        FittedConstant("fill", start: 1e-7, in: 1e-12...1e-4),
    ]

    package init(values: [Double]) {
        base = values[0]
        perDoubling = values[1]
        perExpert = values[2]
        share = values[3]
        outerShare = values[4]
        crossing = values[5]
        tokenTime = values[6]
        staging = values[7]
        coreRate = values[8]
        fill = values[9]
    }
}
