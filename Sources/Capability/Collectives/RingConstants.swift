/// What a ring of point-to-point steps attains: all-gather, reduce-scatter, all-reduce of NCCL and its kin.
package struct RingConstants: Sendable, Hashable {
    /// Launch and synchronisation, in seconds.
    package var base: Double
    /// One step, in seconds.
    package var hop: Double
    /// Share of the nominal rate that the wire attains.
    package var share: Double
    /// What a rank does with its own part, as bytes on the wire: copies and sums take memory time too.
    package var local: Double
    /// Overhead of one chunk in one step, in seconds.
    package var fill: Double

    package static let constants = [
        FittedConstant("base", start: 6e-6, in: 1e-7...1e-4),
        FittedConstant("hop", start: 1e-6, in: 1e-8...1e-4),
        FittedConstant("share", start: 0.9, in: 0.05...0.97),
        FittedConstant("local", start: 0.7, in: 1e-3...1),
        FittedConstant("fill", start: 6e-7, in: 1e-12...1e-4),
    ]

    package init(values: [Double]) {
        base = values[0]
        hop = values[1]
        share = values[2]
        local = values[3]
        fill = values[4]
    }
}

/// What an even all-to-all attains. All messages are begun at once, so its fixed time grows with the logarithm of
/// the ranks only.
package struct AllToAllConstants: Sendable, Hashable {
    /// In seconds.
    package var base: Double
    /// For each doubling of the ranks, in seconds.
    package var perDoubling: Double
    /// Share of the nominal rate.
    package var share: Double
    /// A rank's own part, as bytes on the wire.
    package var local: Double
    /// Overhead of filling the pipeline, in seconds.
    package var fill: Double

    package static let constants = [
        FittedConstant("base", start: 8e-6, in: 1e-7...1e-4),
        FittedConstant("perDoubling", start: 6e-7, in: 1e-9...1e-4),
        FittedConstant("share", start: 0.75, in: 0.05...0.97),
        FittedConstant("local", start: 0.3, in: 1e-3...1),
        FittedConstant("fill", start: 4e-6, in: 1e-12...1e-4),
    ]

    package init(values: [Double]) {
        base = values[0]
        perDoubling = values[1]
        share = values[2]
        local = values[3]
        fill = values[4]
    }
}

/// What a transfer from one rank to one other attains.
package struct PointConstants: Sendable, Hashable {
    /// In seconds, beside the tier's latency.
    package var base: Double
    /// Share of the nominal rate.
    package var share: Double
    /// Overhead of filling the pipeline, in seconds.
    package var fill: Double

    package static let constants = [
        FittedConstant("base", start: 8e-6, in: 1e-8...1e-4),
        FittedConstant("share", start: 0.75, in: 0.05...0.97),
        FittedConstant("fill", start: 1e-6, in: 1e-12...1e-4),
    ]

    package init(values: [Double]) {
        base = values[0]
        share = values[1]
        fill = values[2]
    }
}
