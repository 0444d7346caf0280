package import Documents

/// What `assay screen` answers. Its JSON is stable; see docs/json.md.
package struct ScreeningReport: Report {
    package let consignment: String
    package let title: String
    package let date: CalendarDate
    package let isBlocked: Bool
    package let layers: [LayerAnswer]

    package struct LayerAnswer: Sendable, Encodable {
        package let layer: String
        package let instrument: String
        package let status: Instrument.Status
        package let answer: String
        package let mayBlock: Bool
        package let citations: [Citation]
        package let conditions: [Demand]
        package let missing: [String]
        package let note: String?
        package let trace: [TraceLine]
    }

    package init(_ screening: Screening) {
        consignment = screening.consignment.id
        title = screening.consignment.title
        date = screening.consignment.date
        isBlocked = screening.isBlocked
        layers = screening.layers.map { layer in
            LayerAnswer(
                layer: layer.name, instrument: layer.instrument.id, status: layer.instrument.status,
                answer: layer.answer.text, mayBlock: layer.instrument.mayBlock, citations: layer.answer.citations,
                conditions: layer.answer.conditions, missing: layer.missing, note: layer.answer.note,
                trace: layer.answer.trace)
        }
    }

    package var table: Table {
        var table = Table([
            .text("layer"), .text("answer"), .text("status"), .text("citations"), .text("still missing"),
        ])
        for layer in layers {
            table.add([
                layer.layer, layer.answer, layer.status.rawValue, layer.citations.map(\.id).joined(separator: ", "),
                layer.missing.joined(separator: ", "),
            ])
        }
        return table
    }

    package var notes: [String] {
        var notes = ["\(title), as of \(date)"]
        for layer in layers where !layer.conditions.isEmpty {
            notes.append("Conditions of \(layer.layer):")
            notes += layer.conditions.map { demand in
                "  [\(layer.missing.contains(demand.id) ? " " : "x")] \(demand.text)"
            }
        }
        notes += layers.compactMap(\.note)
        notes.append("Trace:")
        for layer in layers {
            notes.append("\(layer.layer): \(layer.answer)")
            notes += layer.trace.map(\.line)
        }
        let cited = Set(layers.flatMap(\.citations)).sorted { $0.id < $1.id }
        notes += cited.map { "[\($0.id)] \($0.title) <\($0.url)>" }
        notes.append("Engineering input, not legal advice. Reported guidance warns and never blocks.")
        return notes
    }
}
