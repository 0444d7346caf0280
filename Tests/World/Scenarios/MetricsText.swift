import Foundation

/// Metrics in Prometheus' text format: one sample a line, `name{label="value",…} number`.
struct MetricsText: Sendable, Hashable {
    struct Series: Sendable, Hashable {
        let name: String
        /// As they stand between the braces.
        let labels: String
    }

    let samples: [Series: Double]

    init(_ text: String) {
        var samples: [Series: Double] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            // Labels may hold spaces, so the value is looked for after them.
            let open = line.firstIndex(of: "{")
            let close = open == nil ? nil : line.lastIndex(of: "}")
            let labels = open.flatMap { open in close.map { String(line[line.index(after: open)..<$0]) } } ?? ""
            let rest = close.map { line[line.index(after: $0)...] } ?? line
            let words = rest.split(separator: " ")
            let name = open.map { String(line[..<$0]) } ?? words.first.map { String($0) } ?? ""
            let value = (close == nil ? words.dropFirst() : words[...]).first.flatMap { Double($0) }
            if let value { samples[Series(name: name, labels: labels), default: 0] += value }
        }
        self.samples = samples
    }

    /// All series whose names are asked for, together.
    func sum(of isAsked: (String) -> Bool) -> Double {
        samples.filter { isAsked($0.key.name) }.values.filter(\.isFinite).reduce(0, +)
    }

    /// Whether some series that names this label value grew since.
    func names(_ value: String, moreThan earlier: MetricsText) -> Bool {
        samples.contains { series, now in
            series.labels.contains("\"\(value)\"") && now > earlier.samples[series] ?? 0
        }
    }
}
