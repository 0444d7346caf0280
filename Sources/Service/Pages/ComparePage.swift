import Capability
import Catalog
import Charts
import Documents
import Quantities

/// Systems side by side on one workload.
struct ComparePage: Sendable {
    struct Line: Sendable {
        let system, name, phase, rate, perAccelerator, perRack, perKilowatt, perMillion, cost: String
        let bottleneck, memory, deployment: String
    }

    struct RatioLine: Sendable {
        let systems, phase, perSystem, perAccelerator, perRack, perKilowatt, perMillion, words: String
    }

    struct Choice: Sendable {
        let id, name: String
        let isChosen: Bool
    }

    let lines: [Line]
    let ratios: [RatioLine]
    let charts: [String]
    let notes: [String]
    let systems: [Choice]
    let models: [Choice]
    let input: Int
    let output: Int
    let milliseconds: String

    init(_ question: CompareQuestion, _ house: House) throws {
        let comparison = try question.comparison(house.catalog)
        lines = zip(
            comparison.table.rows,
            comparison.systems.flatMap { system in [system] + system.limits.map { _ in system } }
        ).map { row, system in
            Line(
                system: system.id, name: system.name, phase: row[1], rate: row[2], perAccelerator: row[3],
                perRack: row[4], perKilowatt: row[5], perMillion: row[6], cost: row[7], bottleneck: row[9],
                memory: row[10], deployment: row[11])
        }
        ratios =
            comparison.further.first?.table.rows.map { row in
                RatioLine(
                    systems: row[0], phase: row[1], perSystem: row[2], perAccelerator: row[3], perRack: row[4],
                    perKilowatt: row[5], perMillion: row[6], words: row[8])
            } ?? []
        charts = [
            comparison.chart.svg(),
            Self.chart("Decode: tokens/s per accelerator", comparison) { $0.decode.tokensPerSecondPerAccelerator },
            Self.chart("Decode: tokens/s of the whole system", comparison) { $0.decode.tokensPerSecond },
            Self.chart("Decode: tokens per joule", comparison) { $0.decode.tokensPerJoule },
            Self.chart("Prefill: tokens/s per accelerator", comparison) { $0.prefill.tokensPerSecondPerAccelerator },
        ]
        notes = comparison.notes
        let chosen = Set(comparison.systems.map(\.id))
        systems = house.catalog.systems.values.sorted { $0.id < $1.id }.map {
            Choice(id: $0.id, name: $0.name, isChosen: chosen.contains($0.id))
        }
        models = house.catalog.models.values.sorted { $0.id < $1.id }.map {
            Choice(id: $0.id, name: $0.name, isChosen: $0.id == comparison.workload.model)
        }
        input = question.input
        output = question.output
        milliseconds = question.limits.map { NumberText.short($0) }.joined(separator: ", ")
    }

    private static func chart(
        _ title: String, _ comparison: Comparison, _ value: (Comparison.SystemAnswer) -> Interval<Double>?
    ) -> String {
        IntervalBars(
            title: title, unit: "",
            rows: comparison.systems.map { system in
                IntervalBars.Row(
                    label: system.name, group: "", value: value(system),
                    note: value(system) == nil ? system.decode.reason : nil)
            }
        ).svg()
    }
}
