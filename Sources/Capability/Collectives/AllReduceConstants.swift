/// What reduction inside the switches attains (NVLink SHARP): each rank sends and receives its message once.
package struct SwitchReduceConstants: Sendable, Hashable {
    /// In seconds.
    package var base: Double
    /// Share of the nominal rate.
    package var share: Double
    /// Overhead of filling the pipeline, in seconds.
    package var fill: Double

    package static let constants = [
        FittedConstant("switchBase", start: 2e-5, in: 1e-6...2e-4),
        FittedConstant("switchShare", start: 0.55, in: 0.05...0.97),
        FittedConstant("switchFill", start: 4e-6, in: 1e-12...1e-4),
    ]

    package init(values: [Double]) {
        base = values[0]
        share = values[1]
        fill = values[2]
    }
}

/// What one kernel attains that reads its peers' memory directly, as serving frameworks have it for small messages.
///
/// One-shot: every rank reads all others' messages, (n − 1) M, after one barrier. Two-shot: reduce-scatter and
/// all-gather in one kernel, 2 (n − 1) ÷ n M, with one more barrier.
package struct DirectConstants: Sendable, Hashable {
    /// One-shot: launch and barrier, in seconds; more for each doubling of the ranks; share of the nominal rate.
    package var base: Double
    package var perDoubling: Double
    package var share: Double
    /// Two-shot: the same, and the overhead of filling the pipeline in seconds.
    package var twoShotBase: Double
    package var twoShotPerDoubling: Double
    package var twoShotShare: Double
    package var twoShotFill: Double

    package static let constants = [
        FittedConstant("base", start: 3e-6, in: 1e-6...1e-5),
        FittedConstant("perDoubling", start: 3e-7, in: 1e-8...5e-6),
        FittedConstant("share", start: 0.6, in: 0.3...0.97),
        FittedConstant("twoShotBase", start: 6e-6, in: 1e-6...3e-5),
        FittedConstant("twoShotPerDoubling", start: 6e-7, in: 1e-8...1e-5),
        FittedConstant("twoShotShare", start: 0.65, in: 0.1...0.97),
        FittedConstant("twoShotFill", start: 3e-7, in: 1e-12...1e-4),
    ]

    package init(values: [Double]) {
        base = values[0]
        perDoubling = values[1]
        share = values[2]
        twoShotBase = values[3]
        twoShotPerDoubling = values[4]
        twoShotShare = values[5]
        twoShotFill = values[6]
    }
}

/// What a network between domains attains that has a port of its own: network cards.
package struct OuterConstants: Sendable, Hashable {
    /// Share of the nominal rate.
    package var share: Double
    /// Software time of one step across, in seconds, beside the tier's latency.
    package var crossing: Double

    package static let constants = [
        FittedConstant("share", start: 0.9, in: 0.05...0.97),
        FittedConstant("crossing", start: 8e-6, in: 1e-9...1e-4),
    ]

    package init(share: Double, crossing: Double) {
        self.share = share
        self.crossing = crossing
    }
}
