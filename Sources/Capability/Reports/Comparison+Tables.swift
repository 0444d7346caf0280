package import Documents
import Quantities

extension Comparison {
    package var table: Table {
        var table = Table([
            .text("system"), .text("phase"), .figures("tokens/s"), .figures("per accelerator"), .figures("per rack"),
            .figures("per kW"), .figures("per M$"), .figures("$/M tokens"), .figures("ms"), .text("bottleneck"),
            .figures("memory GB"), .text("deployment"),
        ])
        for system in systems {
            table.add(Self.row(system.id, "prefill", system.prefill))
            for limit in system.limits {
                let phase = "decode ≤ \(NumberText.short(limit.timePerOutputTokenMilliseconds)) ms"
                table.add(Self.row(system.id, phase, limit.decode))
            }
        }
        return table
    }

    private static func row(_ system: String, _ phase: String, _ answer: PhaseAnswer) -> [String] {
        let memory = answer.memory.map {
            "\(NumberText.short($0.used / 1e9)) of \(NumberText.short($0.available / 1e9))"
        }
        return [
            system, phase, text(answer.tokensPerSecond), text(answer.tokensPerSecondPerAccelerator),
            text(answer.tokensPerSecondPerRack), text(answer.tokensPerSecondPerKilowatt),
            text(answer.tokensPerSecondPerMillionDollars), text(answer.dollarsPerMillionTokens),
            text(answer.milliseconds), answer.bottleneck ?? "–", memory ?? "–",
            answer.deployment ?? answer.reason ?? "–",
        ]
    }

    static func text(_ interval: Interval<Double>?) -> String {
        interval.map { NumberText.interval(low: $0.low, best: $0.best, high: $0.high) } ?? "–"
    }

    private static func text(_ number: Double?) -> String { number.map { NumberText.short($0) } ?? "–" }

    package var further: [(title: String, table: Table)] {
        ratios.isEmpty ? [] : [("How many times the first system does what another one does", ratioTable)]
    }

    private var ratioTable: Table {
        var table = Table([
            .text("systems"), .text("phase"), .figures("per system"), .figures("per accelerator"), .figures("per rack"),
            .figures("per kW"), .figures("per M$"), .figures("per $ of serving"), .text("per system"),
            .text("per accelerator"),
        ])
        for ratio in ratios {
            let phase = ratio.limitMilliseconds.map { "decode ≤ \(NumberText.short($0)) ms" } ?? ratio.phase
            table.add([
                "\(ratio.first) ÷ \(ratio.second)", phase, Self.text(ratio.perSystem),
                Self.text(ratio.perAccelerator), Self.text(ratio.perRack), Self.text(ratio.perKilowatt),
                Self.text(ratio.perMillionDollars), Self.text(ratio.perDollarOfServing),
                Ratio.words(ratio.perSystem.best),
                Ratio.words(ratio.perAccelerator.best),
            ])
        }
        return table
    }

    package var notes: [String] {
        let limits = workload.limitsMilliseconds.map { NumberText.short($0) }.joined(separator: ", ")
        var notes = [
            "\(workload.model), \(workload.input) tokens in, \(workload.output) out, at most \(limits) ms per output "
                + "token. best (low–high) holds about eight of ten measurements. Tokens/s is of the whole system doing one "
                + "phase only; ms is time per output token (decode) or to the first token (prefill).",
            "Per rack, kW and M$ are of the whole system: its racks, what it draws at this load, its price.",
        ]
        if workload.predictedTokens > 0 {
            notes.append(
                "Decode predicts \(workload.predictedTokens) further token a step, of which "
                    + "\(NumberText.short(workload.acceptance * 100)) % are kept.")
        }
        for system in systems where system.format != systems.first?.format {
            notes.append("\(system.id) runs in \(system.format), \(systems[0].id) in \(systems[0].format).")
        }
        notes += systems.map {
            "\($0.id): software \($0.software), calibrated \($0.softwareDate); cost: \($0.costBasis ?? "no figure")"
        }
        for system in systems where !system.isMeasuredFamily || !system.inherited.isEmpty {
            let what = system.isMeasuredFamily ? "some constants are" : "no measurements of its own family:"
            notes.append(
                "\(system.id): \(what) inherited, so a wider interval: \(system.inherited.joined(separator: "; ")).")
        }
        return notes
    }
}
