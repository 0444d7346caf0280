package import Catalog
import Foundation

/// How far off measured services are with steps that were fitted without them: what a system and model that nobody
/// measured may expect.
///
/// Operators keep the catalogue's constants. Of each family and software, steps are fitted again without each pair of
/// system and model, where others are left, and asked about that pair.
package struct HeldOutServices: Sendable {
    /// One for each pair, named for family, software, system and model, and `all`.
    package let groups: [CapabilityEvaluation.Group]

    /// - Parameter progress: told how many fits are done, of how many; called from any thread.
    package init(
        _ measurements: PublishedMeasurements, catalog: Catalog,
        progress: (@Sendable (Int, Int) -> Void)? = nil
    ) {
        let trials = measurements.trials(in: catalog).trials.map { (pair: Pair($0), trial: $0) }
        let work = Self.pairs(Set(trials.map(\.pair)))
        let found = ParallelWork.map(work, progress: { progress?($0, work.count) }) { pair in
            Self.rows(pair, trials, measurements, catalog)
        }
        let named = zip(work, found).filter { !$1.isEmpty }
        groups =
            named.map { CapabilityEvaluation.Group(name: $0.description, $1) }
            + (named.isEmpty ? [] : [CapabilityEvaluation.Group(name: "all", named.flatMap(\.1))])
    }

    /// What is left out of one fit.
    private struct Pair: Hashable, Sendable, CustomStringConvertible {
        let family: String
        let software: String
        let system: String
        let model: String

        var description: String { "\(family), \(software): \(system), \(model)" }

        init(_ trial: Trial) {
            family = trial.hardware.accelerator.family
            software = trial.machine().software
            system = trial.hardware.system.id
            model = trial.model.id
        }

        func isFittedWith(_ other: Pair) -> Bool { family == other.family && software == other.software }
    }

    /// Those whose fit has others left.
    private static func pairs(_ all: Set<Pair>) -> [Pair] {
        all.filter { pair in all.contains { $0 != pair && $0.isFittedWith(pair) } }
            .sorted { $0.description < $1.description }
    }

    private static func rows(
        _ pair: Pair, _ trials: [(pair: Pair, trial: Trial)], _ measurements: PublishedMeasurements, _ catalog: Catalog
    ) -> [CapabilityEvaluation.Row] {
        guard let calibration = catalog.calibrations[pair.family] else { return [] }
        let others = trials.filter { $0.pair != pair }
        let fit = StepFit(
            others.filter { $0.pair.isFittedWith(pair) }.map(\.trial), family: pair.family, software: pair.software,
            usual: StepFit.usual(others.map(\.trial)))
        var calibrations = catalog.calibrations
        calibrations[pair.family] = calibration.with(fit)
        let asked = measurements.trials(in: catalog.with(calibrations)).trials.filter { Pair($0) == pair }
        return asked.flatMap(CapabilityEvaluation.rows).filter { $0.predicted != nil }
    }
}
