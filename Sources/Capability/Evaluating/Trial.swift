package import Catalog
import Documents
import Foundation
import Quantities

/// A published measurement that a prediction can be held against.
package enum Trial: Sendable {
    case serving(ServingTrial)
    case question(QuestionTrial)
    case offline(OfflineTrial)

    package var hardware: Hardware {
        switch self {
        case .serving(let trial): trial.hardware
        case .question(let trial): trial.hardware
        case .offline(let trial): trial.hardware
        }
    }

    package var model: LanguageModel {
        switch self {
        case .serving(let trial): trial.model
        case .question(let trial): trial.model
        case .offline(let trial): trial.model
        }
    }

    var precision: Precision {
        switch self {
        case .serving(let trial): trial.precision
        case .question(let trial): trial.precision
        case .offline(let trial): trial.precision
        }
    }

    /// When it was measured; nil when nobody says.
    var date: CalendarDate? {
        if case .serving(let trial) = self { trial.point.date } else { nil }
    }

    /// Where it stands.
    package var place: (file: String, line: Int) {
        switch self {
        case .serving(let trial): (trial.point.file, trial.point.line)
        case .question(let trial): (trial.question.file, trial.question.line)
        case .offline(let trial): (trial.row.file, trial.row.line)
        }
    }

    /// What a person recognises it by.
    package var name: String {
        switch self {
        case .serving(let trial):
            let point = trial.point
            return "\(point.software.engine) \(point.format.rawValue) \(point.input)/\(point.output) "
                + "\(Engine(point.decode, architecture: trial.model.architecture).summary) c\(point.concurrency)"
                + (point.isDisaggregated ? " disaggregated" : "")
        case .question(let trial):
            return "\(trial.question.id) \(trial.question.phase.rawValue) \(trial.engine.summary)"
        case .offline(let trial):
            return "offline \(trial.row.format.rawValue) \(trial.row.input ?? 0)/\(trial.row.output ?? 0) "
                + trial.engine.summary
        }
    }

    /// The machine that it ran on, at the software's level of its date.
    package func machine() -> Machine {
        var machine: Machine
        switch self {
        case .serving(let trial): machine = trial.machine()
        case .question(let trial): machine = trial.machine()
        case .offline(let trial): machine = trial.machine()
        }
        if let date { machine.slowness = hardware.level(of: machine.software, on: date) }
        return machine
    }

    /// The step that its doubt is judged by.
    func step(on machine: Machine) -> StepTime {
        switch self {
        case .serving(let trial): trial.figures(on: machine).step
        case .question(let trial): trial.step(on: machine)
        case .offline(let trial): trial.step(on: machine)
        }
    }

    /// What makes it unlike other measurements: doubt is greater where none of its like was calibrated on.
    var features: Set<String> {
        let engine: Engine
        var service = "aggregated"
        switch self {
        case .serving(let trial):
            engine = Engine(trial.point.decode, architecture: trial.model.architecture)
            if trial.point.isDisaggregated { service = "disaggregated" }
            if trial.point.isSpeculative { service += " predicting" }
        case .question(let trial):
            engine = trial.engine
            service = trial.question.phase.rawValue
        case .offline(let trial):
            engine = trial.engine
            service = "offline"
        }
        return Self.features(
            hardware: hardware, model: model, precision: precision, engine: engine, service: service)
    }

    static func features(
        hardware: Hardware, model: LanguageModel, precision: Precision, engine: Engine, service: String
    ) -> Set<String> {
        var features: Set = [
            hardware.system.id, model.id, "experts in \(precision.experts.rawValue)", service,
            engine.replicas > 1 ? "attention repeated" : "attention split",
        ]
        if engine.pipeline > 1 { features.insert("stages in a row") }
        return features
    }

    /// One measured figure and what the model says of it, in seconds or tokens per second.
    package struct Outcome: Sendable {
        package enum Metric: String, Sendable, Codable, CaseIterable {
            case timePerOutputToken, timeToFirstToken, throughput
        }

        package let metric: Metric
        package let measured: Double
        package let predicted: Double

        /// Predicted ÷ measured − 1.
        package var error: Double { predicted / measured - 1 }
    }

    /// - Throws: `EstimateError.noDeployment` when nothing can be predicted.
    package func outcomes(on machine: Machine) throws -> [Outcome] {
        switch self {
        case .serving(let trial): return trial.outcomes(on: machine)
        case .question(let trial):
            guard let predicted = trial.predicted(on: machine), predicted.isFinite, predicted > 0 else {
                throw EstimateError.noDeployment("the row doesn't say enough: no batch, concurrency or limit")
            }
            let metric: Outcome.Metric =
                switch trial.question.measured.metric {
                case .timeToFirstToken: .timeToFirstToken
                case .timePerOutputToken, .interTokenLatency, .endToEndLatency: .timePerOutputToken
                default: .throughput
                }
            return [Outcome(metric: metric, measured: trial.question.measured.value, predicted: predicted)]
        case .offline(let trial):
            guard let predicted = trial.predicted(on: machine), predicted.isFinite, predicted > 0 else {
                throw EstimateError.noDeployment("the model doesn't fit")
            }
            return [Outcome(metric: .throughput, measured: trial.row.throughput.value, predicted: predicted)]
        }
    }
}

extension ServingTrial {
    /// Time per token, throughput and time to first token, as far as they were measured.
    func outcomes(on machine: Machine) -> [Trial.Outcome] {
        let figures = figures(on: machine)
        var outcomes: [Trial.Outcome] = []
        if let measured = point.value(.timePerOutputToken) {
            outcomes.append(
                .init(metric: .timePerOutputToken, measured: measured, predicted: figures.timePerOutputToken))
        }
        if let measured = point.value(.outputThroughput) {
            let accelerators = point.isDisaggregated ? point.decodeAccelerators : point.accelerators
            outcomes.append(
                .init(
                    metric: .throughput, measured: measured,
                    predicted: figures.requestRate * shareOfRun(figures, machine) * load.output
                        / Double(max(1, accelerators))))
        }
        if let measured = point.value(.timeToFirstToken) {
            outcomes.append(.init(metric: .timeToFirstToken, measured: measured, predicted: figures.timeToFirstToken))
        }
        return outcomes.filter { $0.measured > 0 && $0.predicted.isFinite && $0.predicted > 0 }
    }
}

extension Hardware {
    /// How much slower the software was on a day than its fitted constants say: the level of the nearest month that was
    /// measured, or one.
    func level(of software: String, on date: CalendarDate) -> Double {
        guard let own = calibrations.first else { return 1 }
        let levels = own.groups.filter { $0.kind == "softwareLevel" && $0.software == software }
        let month = date.description.prefix(7)
        let before = levels.filter { $0.variant <= month }.max { $0.variant < $1.variant }
        let nearest = before ?? levels.min { $0.variant < $1.variant }
        return nearest?.constants["level"] ?? 1
    }
}
