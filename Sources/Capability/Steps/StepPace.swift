/// How long operators take in a step rather than alone.
struct StepPace: Sendable {
    private let contention, exchangeContention, launch: Double
    private let silicon: Silicon

    init(_ constants: StepConstants, on silicon: Silicon) {
        contention = constants.contention
        exchangeContention = constants.exchangeContention
        launch = constants.launch
        self.silicon = silicon
    }

    /// Where a measured time is hardly longer than a launch, this much of it is work.
    private static let leastWork = 0.1

    /// Seconds of one run: its work takes longer than alone, its launch is the graph's. Never less than computing and
    /// moving take at peak rates: fitted constants may be below one where a software's kernels are better than those
    /// that were measured, but nothing beats the data sheet.
    func time(alone: Double, _ kind: OperatorKind, _ work: @autoclosure () -> OperatorWork) -> Double {
        guard alone.isFinite else { return alone }
        let worked = max(alone - StepConstants.aloneLaunch, alone * Self.leastWork)
        guard kind != .exchange else { return worked * exchangeContention + launch }
        return max(worked * contention + launch, work().roofline(on: silicon))
    }
}

extension OperatorWork {
    /// Seconds of computing and of moving at peak rates. Values of a format that the silicon lacks are widened to
    /// sixteen bits.
    func times(on silicon: Silicon) -> (computing: Double, moving: Double) {
        let rate = silicon.rate(format)
        return (operations / (rate > 0 ? rate : silicon.sixteenBit), bytes / silicon.bandwidth)
    }

    /// What nothing on this silicon is faster than.
    func roofline(on silicon: Silicon) -> Double {
        let times = times(on: silicon)
        return max(times.computing, times.moving)
    }
}
