package import Catalog
import Documents
import Foundation
package import Quantities

/// What the model says of published measurements, row by row, and how far off it is. Its JSON is stable; see
/// docs/json.md.
package struct CapabilityEvaluation: Report, Sendable {
    /// One measured figure.
    package struct Row: Sendable, Encodable {
        package let id: String
        package let system: String
        package let model: String
        package let metric: String
        /// Milliseconds for times, tokens per second for rates.
        package let measured: Double?
        package let predicted: Interval<Double>?
        /// Predicted ÷ measured − 1.
        package let signedError: Double?
        /// What moves it most, for the worst rows.
        package let reason: String?
        /// Why nothing was predicted.
        package let skipped: String?

        var isInside: Bool? {
            guard let measured, let predicted else { return nil }
            return predicted.low <= measured && measured <= predicted.high
        }
    }

    /// Rows of one table and system.
    package struct Group: Sendable, Encodable {
        package let name: String
        package let rows: Int
        package let tpotMAPE: Double?
        package let throughputMAPE: Double?
        package let ttftMAPE: Double?
        /// Share of rows inside the 80 % band.
        package let coverage80: Double?
        package let median: Double?
        package let p90: Double?
    }

    package let groups: [Group]
    package let rows: [Row]
    package let operators: [OperatorEvaluation.Line]
    /// See `HeldOutServices`; empty when nobody asked.
    package let heldOut: [Group]

    enum CodingKeys: CodingKey { case groups, rows, operators, heldOut }

    /// - Parameter progress: told what is being done; called from this thread.
    package init(
        _ measurements: PublishedMeasurements, operators: [OperatorEvaluation.Line] = [], heldOut: [Group] = [],
        catalog: Catalog, progress: (String) -> Void = { _ in }
    ) {
        var named: [(group: String, row: Row)] = []
        let (trials, skipped) = measurements.trials(in: catalog)
        for (index, trial) in trials.enumerated() {
            if index.isMultiple(of: 50) { progress("\(index) of \(trials.count) measurements") }
            named += Self.rows(trial).map { (Self.group(trial), $0) }
        }
        named += skipped.map { ("skipped", $0) }
        rows = named.map(\.row)
        let predicted = named.filter { $0.row.predicted != nil }
        groups =
            Dictionary(grouping: predicted) { $0.group }.sorted { $0.key < $1.key }
            .map { Group(name: $0.key, $0.value.map(\.row)) }
            + (predicted.isEmpty ? [] : [Group(name: "all", predicted.map(\.row))])
        self.operators = operators
        self.heldOut = heldOut
    }

    private static func group(_ trial: Trial) -> String {
        let file = trial.place.file.split(separator: "/").last.map { String($0) } ?? trial.place.file
        return "\(file.replacing(".csv", with: "")): \(trial.hardware.system.id), \(trial.model.id)"
    }

    static func rows(_ trial: Trial) -> [Row] {
        let id = "\(trial.place.file.split(separator: "/").last ?? ""):\(trial.place.line) \(trial.name)"
        func row(
            _ metric: String, _ measured: Double?, _ predicted: Interval<Double>?, reason: String?, skipped: String?
        ) -> Row {
            Row(
                id: id, system: trial.hardware.system.id, model: trial.model.id, metric: metric, measured: measured,
                predicted: predicted, signedError: predicted.flatMap { p in measured.map { p.best / $0 - 1 } },
                reason: reason, skipped: skipped)
        }
        let machine = trial.machine()
        do {
            let step = trial.step(on: machine)
            return try trial.outcomes(on: machine).map { outcome in
                let isFirst = outcome.metric == .timeToFirstToken
                let doubt =
                    isFirst
                    ? machine.firstDoubt(of: step, features: trial.features)
                    : machine.doubt(of: step, features: trial.features)
                let scale = outcome.metric == .throughput ? 1.0 : 1e3
                return row(
                    outcome.metric.rawValue, outcome.measured * scale, doubt.interval(about: outcome.predicted * scale),
                    reason: doubt.largest?.name, skipped: nil)
            }
        } catch {
            return [row("", nil, nil, reason: nil, skipped: "\(error)")]
        }
    }
}

extension CapabilityEvaluation.Group {
    init(name: String, _ rows: [CapabilityEvaluation.Row]) {
        func mean(_ metric: Trial.Outcome.Metric) -> Double? {
            let errors = rows.filter { $0.metric == metric.rawValue }.compactMap { $0.signedError.map(abs) }
            return errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
        }
        let inside = rows.compactMap(\.isInside)
        let summary = ErrorSummary(rows.compactMap(\.signedError))
        self.init(
            name: name, rows: rows.count, tpotMAPE: mean(.timePerOutputToken), throughputMAPE: mean(.throughput),
            ttftMAPE: mean(.timeToFirstToken),
            coverage80: inside.isEmpty ? nil : Double(inside.count { $0 }) / Double(inside.count),
            median: rows.isEmpty ? nil : summary.median, p90: rows.isEmpty ? nil : summary.p90)
    }
}

extension PublishedMeasurements {
    /// Everything that a prediction can be held against, and rows for what can't.
    package func trials(in catalog: Catalog) -> (trials: [Trial], skipped: [CapabilityEvaluation.Row]) {
        var trials: [Trial] = []
        var rows: [CapabilityEvaluation.Row] = []
        func skip(_ id: String, _ system: String, _ model: String, _ why: String) {
            rows.append(
                .init(
                    id: id, system: system, model: model, metric: "", measured: nil, predicted: nil, signedError: nil,
                    reason: nil, skipped: why))
        }
        func add(_ id: String, _ hardware: PublishedHardware, _ model: String, _ make: () throws -> Trial) {
            do { trials.append(try make()) } catch { skip(id, hardware.accelerator, model, "\(error)") }
        }
        for point in serving.rows {
            add("\(point.file):\(point.line)", point.hardware, point.model) {
                .serving(try ServingTrial(point, in: catalog))
            }
        }
        for question in questions.rows {
            add("\(question.file):\(question.line) \(question.id)", question.hardware, question.model) {
                .question(try QuestionTrial(question, in: catalog))
            }
        }
        for row in offline.rows {
            add("\(row.file):\(row.line)", row.hardware, row.model) { .offline(try OfflineTrial(row, in: catalog)) }
        }
        for row in serving.skipped + questions.skipped + offline.skipped {
            skip("\(row.file):\(row.line) \(row.what)", "", "", "\(row.reason)")
        }
        return (trials, rows)
    }
}
