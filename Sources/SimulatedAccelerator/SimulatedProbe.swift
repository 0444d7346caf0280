import Quantities
package import Telemetry

/// Health readings of simulated accelerators, such as a driver would give: the same seed and moment give the same
/// readings. Every text in them says that they are simulated.
package struct SimulatedProbe: AcceleratorProbe {
    private let accelerators: [SimulatedAccelerator]
    private let seed: UInt64
    private let moment: @Sendable () -> UInt64

    /// What an accelerator of this class has; nominal.
    private static let memory: Bytes = 80e9
    /// Drawn when there is nothing to do, and at most.
    private static let power: ClosedRange<Watts> = 70...700

    /// - Parameters:
    ///   - accelerators: that are seen.
    ///   - seed: of the readings.
    ///   - moment: which reading it is, such as the minute. Readings change with it.
    package init(
        accelerators: [SimulatedAccelerator], seed: UInt64, moment: @escaping @Sendable () -> UInt64 = { 0 }
    ) {
        self.accelerators = accelerators
        self.seed = seed
        self.moment = moment
    }

    /// Says that there is none.
    package var vendor: String { "Simulated" }

    /// One reading of each; none fails.
    package func inventory() -> ProbeResult {
        let moment = moment()
        return .found(
            accelerators.enumerated().map { index, accelerator in
                var mixed = SplitMix64(seed: seed ^ moment &* 0x9E37_79B9_7F4A_7C15)
                var generator = SplitMix64(seed: mixed.next() &+ UInt64(index))
                return ObservedAccelerator(
                    index: index, name: .value(accelerator.model),
                    identifier: .value("SIMULATED-\(accelerator.serialNumber)"),
                    power: .value(Self.draw(&generator)), memory: .value(Self.memory))
            })
    }

    /// A power in tenths of a watt, as meters give it: three in four times near the limit, as in training, and
    /// else near idle.
    private static func draw(_ generator: inout SplitMix64) -> Watts {
        let isBusy = Int.random(in: 0..<4, using: &generator) > 0
        let share = Double.random(in: isBusy ? 0.78...0.98 : 0.01...0.12, using: &generator)
        let watts = power.lowerBound + (power.upperBound - power.lowerBound) * share
        return Watts((watts.value * 10).rounded() / 10)
    }
}
