/// A row of a table of published results, as text: what is turned into `ServingQuestion`s.
struct PublishedStatement: Sendable {
    let file: String
    let line: Int
    var id = ""
    var split = ""
    let system: String
    /// Such as `8`, `320 dies`, `32 / 144 GPU`.
    var accelerators = ""
    /// Empty where the workload names it.
    var model = ""
    var precision = ""
    let workload: String
    let metric: String
    let value: String
    let unit: String
    var quality = ""
    var source = ""

    /// For a person: what the row is about.
    var summary: String { id.isEmpty ? "\(system): \(workload)" : "\(id) \(system): \(workload)" }

    /// The questions of the row, and why those of its figures that are none are not.
    ///
    /// Figures that stand side by side are divided by `|`, those of a list by `/`. Workloads, metrics and units divided
    /// by `|` belong to the figures in their order.
    func questions() -> [Result<ServingQuestion, SkipReason>] {
        do throws(SkipReason) {
            let columns = try StatementColumns(self)
            let hardware = try PublishedHardware.named(system).get()
            var first: WorkloadText?
            return columns.figures.flatMap { column in
                var text = WorkloadText(column.workload)
                text.inherit(first)
                first = first ?? text
                return questions(column, text, of: columns.figures.count, hardware)
            }
        } catch {
            return [.failure(refined(error))]
        }
    }

    /// Rows of training and of operators name systems and units of their own: the plainer reason is the better.
    private func refined(_ reason: SkipReason) -> SkipReason {
        let text = WorkloadText(workload)
        if text.subjects.contains(.training) { return .training }
        if case .failure(.operatorMeasurement) = text.phase { return .operatorMeasurement }
        return reason
    }

    private func questions(
        _ column: StatementColumns.Figure, _ text: WorkloadText, of columns: Int, _ hardware: PublishedHardware
    ) -> [Result<ServingQuestion, SkipReason>] {
        let values = column.value.split(separator: "/", omittingEmptySubsequences: false)
        return values.prefix(64).enumerated().map { index, value in
            Result { () throws(SkipReason) in
                try question(
                    column, text, hardware, value: String(value), index: index, of: values.count, columns: columns)
            }.mapError(refined)
        }
    }

    private func question(
        _ column: StatementColumns.Figure, _ text: WorkloadText, _ hardware: PublishedHardware, value: String,
        index: Int, of count: Int, columns: Int
    ) throws(SkipReason) -> ServingQuestion {
        let phase: ServingQuestion.Phase
        do { phase = try text.phase.get() } catch {
            if case .noPhase = error { throw .noPhase(String(column.workload.prefix(80))) }
            throw error
        }
        let unit = try FigureUnit(metric: column.metric, unit: column.unit, phase: phase, hardware: hardware)
        let printed = try Self.number(value)
        let text = text.resolved(figures: count, phase: phase)
        guard text.fits(figures: count) else { throw .unmatchedFigures(count, beside: text.longestList) }
        let model =
            if let named = text.model, self.model.isEmpty { named } else { try PublishedModel.named(self.model).get() }
        return ServingQuestion(
            self, text, hardware, model: model, phase: phase, figure: index,
            accelerators: AcceleratorCount(accelerators).count(
                column: column.place, of: columns, figure: index, of: count, on: hardware),
            measured: unit.figure(printed),
            printed: "\(value.filter { !$0.isWhitespace }) \(column.unit.trimmed)")
    }

    /// One positive number: `57,674`, `~1850`, `about 50`.
    private static func number(_ text: String) throws(SkipReason) -> Double {
        let words = text.prefix(60).lowercased().split { " ~≈".contains($0) }
            .filter { !["about", "ca", "approx"].contains($0) }
        guard words.count == 1, let word = words.first else { throw .notAFigure(String(text.trimmed.prefix(40))) }
        let digits = word.filter { $0 != "," }
        guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "e") }), let number = Double(digits),
            (1e-12...1e15).contains(number)
        else { throw .notAFigure(String(text.trimmed.prefix(40))) }
        return number
    }
}

extension String {
    /// Without the spaces around it.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
