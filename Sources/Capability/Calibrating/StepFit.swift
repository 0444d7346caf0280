package import Catalog
import Documents
import Foundation

/// Fits what a step takes beside its operators to measured serving points, family by family and software by software.
package struct StepFit: Sendable {
    /// Of one family and software.
    package let family: String
    package let software: String
    package let constants: StepConstants
    /// Of each month that was measured: how much longer steps took than in the fit.
    package let levels: [String: Double]
    /// Of times per token and throughputs that were measured, after the level: predicted ÷ measured − 1.
    package let errors: ErrorSummary
    /// Of times to first token.
    package let firstErrors: ErrorSummary
    /// What was measured: see `Trial.features`.
    package let features: Set<String>

    /// What is fitted: where it begins, and what is possible.
    static let fitted = [
        FittedConstant("host", start: 3e-4, in: 2e-5...1e-2),
        FittedConstant("launch", start: 1.5e-6, in: 1e-7...6e-6),
        FittedConstant("issue", start: 30e-6, in: 1e-7...3e-4),
        FittedConstant("smallKernels", start: 6, in: 2...14),
        FittedConstant("contention", start: 1.05, in: 0.8...2.5),
        FittedConstant("exchangeContention", start: 1.2, in: 0.8...4),
        FittedConstant("expertSkew", start: 1.5, in: 0.05...4),
        FittedConstant("overlap", start: 0.6, in: 0.1...1),
        FittedConstant("request", start: 0.02, in: 1e-3...0.5),
        FittedConstant("pollSteps", start: 0.5, in: 0.05...40),
        FittedConstant("busyPolling", start: 1, in: 0.5...10),
        FittedConstant("balanceSteps", start: 0.5, in: 0.01...30),
        FittedConstant("promptDelay", start: 1.2, in: 0.3...6),
        FittedConstant("handOver", start: 0.05, in: 1e-3...3),
    ]

    /// Kinds of groups that a fit gives.
    static let kinds: Set<String> = ["step", "softwareLevel"]
    /// Where the serving points come from, and the paper whose rows fix Ascend's.
    static let sources = ["inferencex-points", "cloudmatrix-paper", "trtllm-perf-overview"]

    /// A constant that is its spread away from where it is drawn to costs as much as so much more error in the mean.
    /// Chosen so that services that a fit was made without are foreseen best (`evaluate capability --leave-one-out`):
    /// without it, a few measurements are matched by constants that fit nothing else.
    package static let prior = 0.03
    /// The same for the fit of all together, which only has to keep what nothing determines from wandering off.
    private static let usualPrior = 0.004
    /// By how much, as a logarithm, constants differ between families and software.
    private static let spreads: [String: Double] = [
        "contention": 0.15, "exchangeContention": 0.3, "smallKernels": 0.3, "expertSkew": 0.5, "overlap": 0.3,
        "promptDelay": 0.3, "host": 0.7, "launch": 0.5, "issue": 0.5,
    ]
    private static let usualSpread = 2.0
    /// Software that takes in prompts in steps of their own.
    private static let separates: Set<String> = ["sglang", "infersim"]

    /// - Parameters:
    ///   - trials: at least one, all of one family and software.
    ///   - family: of their accelerators.
    ///   - software: that they ran on.
    ///   - usual: where constants are drawn to: those of all families and software together, see `usual`; their starts
    ///     when left out.
    ///   - prior: how strongly.
    package init(
        _ trials: [Trial], family: String, software: String, usual: [Double]? = nil, prior: Double = Self.prior
    ) {
        self.family = family
        self.software = software
        let pairs = Self.pairs(trials)
        let values = Self.minimise(pairs, around: usual ?? Self.fitted.map(\.start), prior: prior)
        let outcomes = pairs.map { ($0.trial, (try? $0.trial.outcomes(on: $0.machine.setting(values))) ?? []) }
        let levels = Self.levels(outcomes)
        self.levels = levels
        var constants = StepConstants()
        constants.mixesPrompts = !Self.separates.contains(software)
        for (constant, value) in zip(Self.fitted, values) { constants[constant.name] = value }
        self.constants = constants
        var times: [Double] = []
        var firsts: [Double] = []
        for (trial, outcomes) in outcomes {
            let level = trial.date.flatMap { levels[String($0.description.prefix(7))] } ?? 1
            for outcome in outcomes {
                switch outcome.metric {
                case .timeToFirstToken: firsts.append(outcome.error)
                case .timePerOutputToken: times.append(outcome.predicted * level / outcome.measured - 1)
                case .throughput: times.append(outcome.measured / (outcome.predicted / level) - 1)
                }
            }
        }
        errors = ErrorSummary(times)
        firstErrors = ErrorSummary(firsts)
        features = trials.reduce(into: []) { $0.formUnion($1.features) }
    }

    /// Constants that suit all families and software together, each pair of system and model counting alike as far as it
    /// has measurements.
    package static func usual(_ trials: [Trial]) -> [Double] {
        let groups = Dictionary(grouping: trials) { [$0.machine().software, $0.hardware.system.id, $0.model.id] }
        let picked = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { _, trials in
            let pick = EvenPick(share, of: trials.count)
            return trials.indices.filter(pick.takes).map { trials[$0] }
        }
        return minimise(pairs(picked), around: fitted.map(\.start), prior: usualPrior)
    }

    /// Measurements of one pair of system and model that a fit of all takes.
    private static let share = 24

    /// Each with a machine whose constants are still to be set.
    private static func pairs(_ trials: [Trial]) -> [(trial: Trial, machine: Machine)] {
        trials.map { trial in
            var machine = trial.machine()
            machine.slowness = 1
            machine.step.mixesPrompts = !separates.contains(machine.software)
            return (trial: trial, machine: machine)
        }
    }

    private static func minimise(
        _ pairs: [(trial: Trial, machine: Machine)], around usual: [Double], prior: Double
    ) -> [Double] {
        // A pair of system and model with many measurements counts for more than one with few, but not by their number.
        let key = { (trial: Trial) in [trial.hardware.system.id, trial.model.id] }
        let counts = Dictionary(grouping: pairs.map(\.trial), by: key).mapValues { Double($0.count) }
        let even = Double(pairs.count) / Double(max(counts.count, 1))
        let weights = pairs.map { pow(even / (counts[key($0.trial)] ?? even), 0.25) }
        return LogFit.minimise(fitted, from: usual, rounds: 30) { values in
            zip(pairs, weights).flatMap { pair, weight in
                residuals(pair.trial, pair.machine.setting(values)).map { $0 * weight }
            }
                + fitted.indices.map { index in
                    prior * Double(pairs.count) * log(values[index] / usual[index])
                        / (spreads[fitted[index].name] ?? usualSpread)
                }
        }
    }

    /// Logarithms of predicted ÷ measured; times to first token count less, since they depend on so much else.
    ///
    /// Those of disaggregated services are few, and nothing else shows what handing over takes.
    private static func residuals(_ trial: Trial, _ machine: Machine) -> [Double] {
        let isHandedOver = if case .serving(let serving) = trial { serving.point.isDisaggregated } else { false }
        let outcomes = (try? trial.outcomes(on: machine)) ?? []
        return outcomes.map { outcome in
            let weight: Double =
                switch outcome.metric {
                case .timePerOutputToken: 1
                case .throughput: outcomes.count > 1 ? 0.3 : 1
                case .timeToFirstToken: isHandedOver ? 3 : 0.3
                }
            return weight * log(outcome.predicted / outcome.measured)
        }
    }

    /// The median of measured ÷ predicted time per token in each month, drawn towards one where few were measured.
    private static func levels(_ outcomes: [(Trial, [Trial.Outcome])]) -> [String: Double] {
        var byMonth: [String: [Double]] = [:]
        for (trial, outcomes) in outcomes {
            guard let date = trial.date, let time = outcomes.first(where: { $0.metric == .timePerOutputToken }) else {
                continue
            }
            byMonth[String(date.description.prefix(7)), default: []].append(log(time.measured / time.predicted))
        }
        return byMonth.mapValues { logarithms in
            let count = Double(logarithms.count)
            return exp(ErrorSummary.quantile(logarithms.sorted(), 0.5) * count / (count + 2))
        }
    }

    /// As it stands in `Catalog/calibration/`.
    package func groups(sources: [String]) -> [ConstantGroup] {
        var values: [String: Double] = ["mixesPrompts": constants.mixesPrompts ? 1 : 0]
        for constant in Self.fitted { values[constant.name] = constants[constant.name] }
        values["firstSigma"] = Self.sigma(firstErrors)
        let fit = FitErrors(
            rows: errors.count, median: errors.median, p90: errors.p90, tenth: max(errors.tenth, -0.9),
            ninetieth: errors.ninetieth)
        let step = ConstantGroup(
            kind: "step", variant: "any", software: software, constants: values, errors: fit, sources: sources,
            grade: .press, seen: features.sorted())
        return [step]
            + levels.sorted { $0.key < $1.key }.map { month, level in
                ConstantGroup(
                    kind: "softwareLevel", variant: month, software: software, constants: ["level": level],
                    errors: fit, sources: sources, grade: .press)
            }
    }

    private static func sigma(_ errors: ErrorSummary) -> Double {
        guard errors.count > 4 else { return 0.3 }
        return (log(1 + errors.ninetieth) - log(1 + max(errors.tenth, -0.95))) / 2 / Doubt.tenthQuantile
    }
}

extension Machine {
    /// The machine with other step constants, in the order of `StepFit.fitted`.
    fileprivate func setting(_ values: [Double]) -> Machine {
        var machine = self
        for (constant, value) in zip(StepFit.fitted, values) { machine.step[constant.name] = value }
        return machine
    }
}
