package import Documents

extension ScreeningReport {
    package var table: Table {
        var table = Table([
            .text("layer"), .text("answer"), .text("status"), .text("citations"), .text("still missing"),
            .text("instrument"),
        ])
        for layer in layers {
            table.add([
                layer.layer, layer.answer, layer.status.rawValue, layer.citations.map(\.id).joined(separator: ", "),
                Self.shortened(layer.missing), layer.instrument,
            ])
        }
        return table
    }

    package var further: [(title: String, table: Table)] {
        guard let changes else { return [] }
        var table = Table([
            .text("were"), .text("now"), .text("instead"), .text("outcome"), .text("licence"), .text("barred"),
        ])
        for change in changes {
            table.add([
                change.fact, change.now ?? "not known", Self.shortened(change.instead), change.outcome.rawValue,
                change.licence, change.barred,
            ])
        }
        return [("What would change it, one fact at a time:", table)]
    }

    private static func shortened(_ words: [String]) -> String {
        let shown = words.prefix(8).joined(separator: ", ")
        return words.count > 8 ? "\(shown) and \(words.count - 8) more" : shown
    }

    package var notes: [String] {
        let known = known.map { ", as known on \($0)" } ?? ""
        let bills = whatIf.isEmpty ? "" : ", as if enacted: \(whatIf.joined(separator: ", "))"
        let taken = assumed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }
        let assumptions = taken.isEmpty ? "" : ", taking as so: \(taken.joined(separator: ", "))"
        var notes = [
            "\(title), by the law of \(date)\(known)\(bills)\(assumptions)",
            "\(decision.question) \(decision.answer.word) (\(decision.outcome.rawValue))",
            "In an entry of a control list: \(decision.controlled.word). A licence is required: "
                + "\(decision.licence.word). Barred: \(decision.barred.word).",
        ]
        notes += [("controlled", decision.controlled), ("licence", decision.licence), ("barred", decision.barred)]
            .flatMap { Self.details($0.0, $0.1) }
        for layer in layers where !layer.conditions.isEmpty {
            notes.append("Conditions of \(layer.layer) (\(layer.instrument)):")
            notes += layer.conditions.map { demand in
                let mark = demand.state.isMissing ? " " : "x"
                let state = demand.state == .broken ? " (not met by the figures)" : ""
                return "  [\(mark)] \(demand.text)\(state)"
            }
        }
        notes += layers.compactMap(\.note)
        notes.append("Trace:")
        for layer in layers {
            notes.append("\(layer.layer) (\(layer.instrument)): \(layer.answer)")
            notes += layer.trace.map(\.line)
        }
        let cited = Set(layers.flatMap(\.citations)).sorted { $0.id < $1.id }
        notes += cited.map { "[\($0.id)] grade \($0.grade.rawValue): \($0.title) <\($0.url)>" }
        notes.append("Engineering input, not legal advice. Reported guidance warns and never blocks.")
        return notes
    }

    private static func details(_ name: String, _ finding: Finding) -> [String] {
        switch finding {
        case .disputed(let positions):
            positions.map { "  \(name) \($0.answer ? "yes" : "no"): \($0.position) [\($0.citation)]" }
        case .insufficientData(let fields): ["  \(name) needs: \(fields.joined(separator: ", "))"]
        case .yes, .no: []
        }
    }
}
