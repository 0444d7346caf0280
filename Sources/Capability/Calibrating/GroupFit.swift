import Foundation
import Quantities

/// Constants of one group, fitted to times of one or several systems.
package struct GroupFit: Sendable {
    /// In the form's order.
    package let values: [Double]
    /// Mean absolute logarithm of predicted ÷ measured, over what steered the fit.
    package let loss: Double

    /// Rows that steer a fit, all systems together.
    private static let most = 4_000
    /// Rows that tell good starts from bad ones, and how many starts go on.
    private static let fewest = 800
    private static let survivors = 2
    /// How often the rows of a system with few of them count at most.
    private static let mostRepeated = 15
    /// A constant that is e times its start, or a part of it, costs as much as so much more mean error: those that the
    /// times don't determine stay where physics puts them, and carry to other silicon.
    private static let prior = 0.0005
    /// Steps in which a start shows what it is good for.
    private static let trialRounds = 25

    /// Fits a group.
    ///
    /// Every start is tried on a few rows; the best go on with all. The same times give the same constants.
    ///
    /// - Parameters:
    ///   - times: all of one kind; systems count alike, whatever their numbers of rows.
    ///   - starts: instead of the form's own.
    /// - Returns: nil without times.
    package init?(_ times: [OperatorTimes], from starts: [[Double]]? = nil) {
        guard let kind = times.first?.group.kind else { return nil }
        self.init(kind.form, times, from: starts)
    }

    private init?<Form: MeasurableForm>(_ form: Form.Type, _ times: [OperatorTimes], from starts: [[Double]]?) {
        let sample = Self.sample(form, times, most: Self.most)
        guard !sample.isEmpty else { return nil }
        var starts = (starts ?? Form.starts).map { Self.inRange($0, Form.constants) }
        if starts.count > Self.survivors {
            let few = Self.sample(form, times, most: Self.fewest)
            let tried = starts.map { start -> (values: [Double], loss: Double) in
                let fit = Fit<Form>(few, from: start, most: .max, rounds: Self.trialRounds, prior: Self.prior)
                return (fit.values, Self.loss(fit.form, few) + Self.distance(form, fit.values))
            }
            starts = tried.sorted { $0.loss < $1.loss }.prefix(Self.survivors).map(\.values)
        }
        let fits = starts.map { start -> (values: [Double], loss: Double) in
            let fit = Fit<Form>(sample, from: start, most: .max, rounds: Form.rounds, prior: Self.prior)
            return (fit.values, Self.loss(fit.form, sample))
        }
        let best = fits.min { $0.loss + Self.distance(form, $0.values) < $1.loss + Self.distance(form, $1.values) }
        guard let best else { return nil }
        values = best.values
        loss = best.loss
    }

    /// Constants that were fitted elsewhere, and how well they suit these times.
    init?(taking values: [Double], for times: [OperatorTimes]) {
        guard let kind = times.first?.group.kind else { return nil }
        func loss<Form: MeasurableForm>(_ form: Form.Type) -> Double {
            Self.loss(Form(values: values), Self.sample(form, times, most: Self.fewest))
        }
        self.values = values
        self.loss = loss(kind.form)
    }

    /// The same but for one constant, the one whose change alone helps most: for a handful of rows.
    ///
    /// - Returns: nil when changing one doesn't help; else the fit and the constant's name.
    func changingOne(for times: [OperatorTimes]) -> (fit: GroupFit, changed: String)? {
        guard let kind = times.first?.group.kind else { return nil }
        func tried<Form: MeasurableForm>(_ form: Form.Type) -> [(fit: GroupFit, changed: String)] {
            let sample = Self.sample(form, times, most: Self.fewest)
            return form.constants.indices.map { index in
                // A range of one point holds a constant where it is.
                let constants = form.constants.enumerated().map { place, constant in
                    let own = values[place]
                    return FittedConstant(
                        constant.name, start: own, in: place == index ? constant.range : own...own)
                }
                let found = LogFit.minimise(constants) { values in
                    let form = form.init(values: values)
                    return sample.map { log(max(form.time($0.shape, on: $0.silicon) / $0.time, 1e-9)) }
                }
                let loss = Self.loss(form.init(values: found), sample)
                return (GroupFit(values: found, loss: loss), form.constants[index].name)
            }
        }
        return tried(kind.form).filter { $0.fit.loss < loss }.min { $0.fit.loss < $1.fit.loss }
    }

    private init(values: [Double], loss: Double) {
        self.values = values
        self.loss = loss
    }

    /// What the constants' distance from their starts costs.
    private static func distance<Form: MeasurableForm>(_ form: Form.Type, _ values: [Double]) -> Double {
        zip(form.constants, values).reduce(0) { $0 + prior * abs(log($1.1 / $1.0.start)) }
    }

    private static func inRange(_ values: [Double], _ constants: [FittedConstant]) -> [Double] {
        zip(values, constants).map { min(max($0, $1.range.lowerBound), $1.range.upperBound) }
    }

    private static func loss<Form: MeasurableForm>(_ form: Form, _ times: [MeasuredTime<Form.Shape>]) -> Double {
        let sum = times.reduce(0) { $0 + abs(log(max(form.time($1.shape, on: $1.silicon) / $1.time, 1e-9))) }
        return sum / Double(max(times.count, 1))
    }

    /// Evenly picked, each system with as many as any other as far as it has them.
    private static func sample<Form: MeasurableForm>(
        _ form: Form.Type, _ times: [OperatorTimes], most: Int
    ) -> [MeasuredTime<Form.Shape>] {
        let systems = Dictionary(grouping: times, by: \.source.system).sorted { $0.key < $1.key }.map(\.value)
        let share = most / max(systems.count, 1)
        let picked = systems.map { files -> [MeasuredTime<Form.Shape>] in
            let all = files.flatMap { file in
                file.rows.compactMap { row in
                    Form.shape(row.shape).map { MeasuredTime($0, on: file.source.silicon, takes: row.time) }
                }
            }
            let pick = EvenPick(share, of: all.count)
            return all.indices.filter(pick.takes).map { all[$0] }
        }
        let longest = picked.map(\.count).max() ?? 0
        return picked.flatMap { rows in
            let times = min(Self.mostRepeated, max(1, longest / max(rows.count, 1)))
            return (0..<times).flatMap { _ in rows }
        }
    }
}

/// Predicts times of one kind with some constants.
package struct GroupPredictor: Sendable {
    private let predict: @Sendable (OperatorTimes) -> [Double]

    /// - Parameters:
    ///   - kind: whose form predicts.
    ///   - values: of that form, in its order.
    package init(_ kind: FittedKind, values: [Double]) {
        func predictor<Form: MeasurableForm>(_: Form.Type) -> @Sendable (OperatorTimes) -> [Double] {
            let form = Form(values: values)
            return { times in
                times.rows.compactMap { row in
                    Form.shape(row.shape).map { form.time($0, on: times.source.silicon) / row.time - 1 }
                }
            }
        }
        predict = predictor(kind.form)
    }

    /// Predicted ÷ measured − 1.
    package func errors(_ times: OperatorTimes) -> [Double] { predict(times) }

    package func errors(_ times: [OperatorTimes]) -> [Double] { times.flatMap(predict) }
}
