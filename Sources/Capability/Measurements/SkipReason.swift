import Documents

/// Why a row of published measurements is no question to the model; nothing is wrong with the file.
package enum SkipReason: Error, Sendable, Hashable, CustomStringConvertible {
    /// A training run.
    case training
    /// The time or rate of one operator, kernel, link or launch.
    case operatorMeasurement
    /// The system named isn't in the catalogue's table of names.
    case unknownSystem(String)
    /// Several systems are named together.
    case severalSystems(String)
    case unknownModel(String)
    case unknownFormat(String)
    /// The text doesn't tell whether prompts, decode steps or whole requests were measured.
    case noPhase(String)
    /// The value is a range, a share or a word.
    case notAFigure(String)
    case unknownMetric(String)
    case unknownUnit(String)
    /// Figures, workloads, metrics and units stand side by side but aren't equally many.
    case unmatchedFigures(Int, beside: Int)
    /// A ratio of other figures in the same source.
    case derived(String)
    /// A figure without which nothing can be asked.
    case missing(String)
    /// A cell that isn't what its column says: what was found and expected.
    case broken(String)

    package var description: String {
        switch self {
        case .training: "a training run"
        case .operatorMeasurement: "a measurement of an operator, not of serving"
        case .unknownSystem(let name): "the system ‘\(name)’ isn't known"
        case .severalSystems(let name): "‘\(name)’ names several systems"
        case .unknownModel(let name): "the model ‘\(name)’ isn't known"
        case .unknownFormat(let name): "‘\(name)’ names no number format"
        case .noPhase(let text): "‘\(text)’ doesn't say whether prefill, decode or requests were measured"
        case .notAFigure(let text): "‘\(text)’ is no single figure"
        case .unknownMetric(let name): "the metric ‘\(name)’ isn't known"
        case .unknownUnit(let name): "the unit ‘\(name)’ isn't known"
        case .unmatchedFigures(let count, let beside): "\(count) figures beside \(beside) of their workloads or units"
        case .derived(let name): "‘\(name)’ is derived from other figures"
        case .missing(let what): "\(what) is missing"
        case .broken(let what): what
        }
    }
}

/// A row that was read and set aside.
package struct SkippedRow: Sendable, Hashable, CustomStringConvertible {
    package let file: String
    package let line: Int
    /// What the row is about, for a person.
    package let what: String
    package let reason: SkipReason

    package init(file: String, line: Int, what: String, reason: SkipReason) {
        self.file = file
        self.line = line
        self.what = what
        self.reason = reason
    }

    package var description: String { "\(file):\(line): \(what): \(reason)" }
}

/// What came out of a table: rows that are understood and rows that were set aside, none lost.
package struct ReadRows<Row: Sendable>: Sendable {
    package internal(set) var rows: [Row] = []
    package internal(set) var skipped: [SkippedRow] = []

    /// The first cell that isn't what its column says.
    private var firstBroken: DocumentError?

    package init() {}

    /// Keeps what a row turned out to be.
    mutating func take(_ result: Result<Row, SkipReason>, file: String, line: Int, what: String) {
        switch result {
        case .success(let row): rows.append(row)
        case .failure(let reason):
            let row = SkippedRow(file: file, line: line, what: String(what.prefix(120)), reason: reason)
            // A row with several figures is set aside once.
            if skipped.last != row { skipped.append(row) }
        }
    }

    /// The same where reading may meet a broken cell. That sets its row aside: for one slip among thousands of rows the
    /// others aren't lost.
    mutating func take(
        file: String, line: Int, what: String, _ read: () throws -> Result<Row, SkipReason>
    ) throws {
        do {
            take(try read(), file: file, line: line, what: what)
        } catch let error as DocumentError {
            firstBroken = firstBroken ?? error
            let reason = SkipReason.broken("found \(error.found); expected \(error.expected)")
            take(.failure(reason), file: file, line: line, what: what)
        }
    }

    /// The whole table as it was read.
    ///
    /// - Throws: the first broken cell when all rows have one: then the table isn't what its heading says.
    func checked() throws -> ReadRows {
        let isBroken = rows.isEmpty && skipped.allSatisfy { if case .broken = $0.reason { true } else { false } }
        if isBroken, let firstBroken { throw firstBroken }
        return self
    }

    static func += (left: inout ReadRows, right: ReadRows) {
        left.rows += right.rows
        left.skipped += right.skipped
    }
}
