import Catalog
import Foundation
import Quantities

extension Machine {
    /// How far a step's time may be off.
    ///
    /// Four things: how well steps were fitted at all; how well each kind of operator was, by its share of the time; what
    /// is asked that no measurement was like; and builds of one software that differ.
    ///
    /// - Parameter features: of what is asked, in the words of `Trial.features`.
    func doubt(of step: StepTime, features: Set<String>) -> Doubt {
        var doubt = Doubt()
        doubt.add("fit of whole steps", sigma: stepSigma)
        for kind in OperatorKind.allCases {
            guard let sigma = kindSigma[kind], step.total > 0 else { continue }
            doubt.add("times of \(kind.rawValue)", sigma: sigma * step[kind] / step.total * Self.common)
        }
        for feature in features.subtracting(seen).sorted() {
            let isPrefill = feature == ServingQuestion.Phase.prefill.rawValue
            doubt.add("not measured: \(feature)", sigma: isPrefill ? Self.unlikePrefill : Self.unlike)
        }
        doubt.add("software builds", sigma: Self.builds)
        return doubt
    }

    /// The same with doubt about the hardware and, where tokens are predicted, about how many are kept: of a step of an
    /// engine as `compare` and `estimate` answer it.
    ///
    /// - Parameter service: in the words of `Trial.features`.
    func doubt(
        of step: StepTime, _ engine: Engine, _ load: StepLoad, _ model: LanguageModel, _ precision: Precision,
        predictions: Int, service: String
    ) -> Doubt {
        let features = Trial.features(
            hardware: hardware, model: model, precision: precision, engine: engine, service: service)
        var doubt = doubt(of: step, features: features)
        let parts = hardwareDoubt(model.architecture, precision) { machine in
            StepModel(
                model.architecture, engine: engine, precision: precision, machine: machine, predictions: predictions
            ).time(load).total
        }
        for part in parts { doubt.add(part.name, sigma: part.sigma) }
        if predictions > 0 { doubt.add("tokens kept", sigma: Self.acceptanceSigma) }
        return doubt
    }

    /// Of 1 + acceptance, where acceptance is 60 to 80 %: ln(1.8 ÷ 1.6) ÷ 2 ÷ 1.28.
    private static let acceptanceSigma = 0.046

    /// How far a time to first token may be off.
    func firstDoubt(of step: StepTime, features: Set<String>) -> Doubt {
        var doubt = doubt(of: step, features: features)
        doubt.add("queueing and scheduling", sigma: firstSigma)
        return doubt
    }

    /// Share of a kind's scatter that all operators of a step have in common: each shape errs by itself too.
    private static let common = 0.5
    /// For each thing that no measurement was like.
    private static let unlike = 0.07
    /// Where no pool that only takes in prompts was measured: on one machine, a production service took 1.95 times as
    /// long as a profile of the same software (arXiv 2506.12708, table 2), ln 1.95 ÷ 2 ÷ 1.28.
    private static let unlikePrefill = 0.26
    /// Builds of one software differ by 3.8 % in the median (InferenceX's repeats): 0.038 ÷ 0.674 as a deviation.
    private static let builds = 0.056

    /// What known doubt about bandwidth, peak rate and links does to the time of a step: the change when each is a
    /// little better, times how doubtful the catalogue holds it to be.
    ///
    /// - Parameter time: of the step in question, on any machine.
    func hardwareDoubt(_ model: Architecture, _ precision: Precision, time: (Machine) -> Double) -> [Doubt.Part] {
        let base = time(self)
        guard base > 0, base.isFinite else { return [] }
        let accelerator = hardware.accelerator
        let rate = accelerator.usableRate(precision.expertActivations) ?? accelerator.usableRate(.bf16)
        let link = hardware.system.scaleUp?.bandwidth.value.numbers()
        let inputs: [(String, Double, (bandwidth: Double, rate: Double, links: Double))] = [
            ("memory bandwidth", Self.sigma(accelerator.memory.bandwidth.value.numbers()), (Self.step, 1, 1)),
            ("peak rate", rate.map { Self.sigma($0.value.numbers()) } ?? 0, (1, Self.step, 1)),
            ("links", link.map(Self.sigma) ?? 0, (1, 1, Self.step)),
        ]
        return inputs.map { name, sigma, factors in
            var better = Machine(
                hardware, model: model, precision: precision, software: software, bandwidth: factors.bandwidth,
                rate: factors.rate, links: factors.links)
            better.slowness = slowness
            let elasticity = abs(log(time(better) / base) / log(Self.step))
            return Doubt.Part(name: name, sigma: elasticity * sigma)
        }
    }

    /// By which inputs are changed to see how much they matter.
    private static let step = 1.05

    /// An interval's ends are taken for the tenth and ninetieth of a hundred.
    private static func sigma(_ interval: Interval<Double>) -> Double {
        guard interval.low > 0 else { return 0 }
        return log(interval.high / interval.low) / 2 / Doubt.tenthQuantile
    }
}
