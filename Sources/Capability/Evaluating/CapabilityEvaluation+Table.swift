package import Documents
import Foundation
import Quantities

extension CapabilityEvaluation {
    package var table: Table { Self.table(of: groups, "measurements") }

    private static func table(of groups: [Group], _ heading: String) -> Table {
        var table = Table([
            .text(heading), .figures("rows"), .figures("TPOT MAPE"), .figures("throughput MAPE"),
            .figures("TTFT MAPE"), .figures("median"), .figures("p90"), .figures("in 80 % band"),
        ])
        for group in groups {
            table.add([
                group.name, NumberText.grouped(group.rows), percent(group.tpotMAPE), percent(group.throughputMAPE),
                percent(group.ttftMAPE), percent(group.median), percent(group.p90), percent(group.coverage80),
            ])
        }
        return table
    }

    package var notes: [String] {
        let worst = rows.filter { $0.signedError != nil }
            .sorted { abs($0.signedError ?? 0) > abs($1.signedError ?? 0) }.prefix(Self.worst)
        var notes = worst.map { row in
            "worst: \(row.id) on \(row.system), \(row.model): \(row.metric) measured \(Self.number(row.measured)), "
                + "predicted \(Self.number(row.predicted?.best)) (\(Self.signed(row.signedError))); "
                + "most doubtful: \(row.reason ?? "–")"
        }
        let skipped = rows.filter { $0.skipped != nil }
        notes += Dictionary(grouping: skipped) { $0.skipped ?? "" }.sorted { $0.key < $1.key }.map {
            "\($0.value.count) skipped: \($0.key)"
        }
        notes.append(
            "Errors are |predicted ÷ measured − 1|. Repeated runs of one build differ by 0.75 % in the median, builds of one "
                + "software by 3.8 % (nine in ten by less than 66 %).")
        return notes
    }

    private static let worst = 8

    private static func percent(_ share: Double?) -> String {
        share.map { "\(NumberText.short($0 * 100)) %" } ?? "–"
    }

    private static func signed(_ share: Double?) -> String {
        share.map { ($0 > 0 ? "+" : "") + "\(NumberText.short($0 * 100)) %" } ?? "–"
    }

    private static func number(_ value: Double?) -> String { value.map { NumberText.short($0) } ?? "–" }
}

extension CapabilityEvaluation {
    /// Whether there was anything to predict.
    package var hasJudged: Bool { rows.contains { $0.predicted != nil } || !operators.isEmpty }
}

extension CapabilityEvaluation {
    package var further: [(title: String, table: Table)] {
        var tables: [(title: String, table: Table)] = []
        if !heldOut.isEmpty {
            tables.append(
                ("Services that steps were fitted without", Self.table(of: heldOut, "left out")))
        }
        if !operators.isEmpty {
            tables.append(("Operators and collectives, each row against its own measured time", operatorTable))
        }
        return tables
    }

    /// One row for each kind, system and software: the mean over its files and variants of each median.
    private var operatorTable: Table {
        let lines = operators.filter { $0.skipped == nil && $0.rows > 0 }
        var table = Table([
            .text("kind"), .text("system"), .text("software"), .figures("rows"), .figures("median"), .figures("p90"),
            .figures("bias"), .figures("in 80 % band"), .figures("median, left out"),
        ])
        let groups = Dictionary(grouping: lines) { [$0.kind, $0.system, $0.software] }
        for (key, lines) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            table.add(key + Self.cells(lines))
        }
        for (kind, lines) in Dictionary(grouping: lines, by: \.kind).sorted(by: { $0.key < $1.key }) {
            table.add([kind, "all", "all"] + Self.cells(lines))
        }
        table.add(["all", "all", "all"] + Self.cells(lines))
        return table
    }

    private static func cells(_ lines: [OperatorEvaluation.Line]) -> [String] {
        func mean(_ values: [Double]) -> Double? {
            values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        return [
            NumberText.grouped(lines.map(\.rows).reduce(0, +)), percent(mean(lines.map(\.median))),
            percent(mean(lines.map(\.p90))), signed(mean(lines.map(\.bias))), percent(mean(lines.map(\.coverage))),
            percent(mean(lines.compactMap(\.leftOut))),
        ]
    }
}
