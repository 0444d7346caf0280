/// Figures that stand side by side in a row, each with its workload, metric and unit.
struct StatementColumns: Sendable {
    struct Figure: Sendable {
        let place: Int
        let workload: String
        let metric: String
        /// One figure, or a list divided by slashes.
        let value: String
        let unit: String
    }

    let figures: [Figure]

    private static let most = 16

    /// - Throws: when the columns aren't equally wide and none of them is single.
    init(_ statement: PublishedStatement) throws(SkipReason) {
        let workloads = Self.parts(statement.workload)
        var metrics = Self.parts(statement.metric)
        var values = Self.parts(statement.value)
        var units = Self.parts(statement.unit)
        if metrics.count == 1, metrics[0].contains("/") {
            // `TTFT / TPOT` beside `0.5 / 12`; a unit's own slashes have no spaces.
            metrics = metrics[0].split(separator: "/").map { String($0).trimmed }
            if units.count == 1 { units = Self.spaced(units[0]) }
        }
        let wanted = max(workloads.count, metrics.count, units.count)
        if values.count == 1, wanted > 1 {
            let slashed = values[0].split(separator: "/").map { String($0).trimmed }
            if slashed.count == wanted { values = slashed }
        }
        let count = values.count
        for width in [workloads.count, metrics.count, units.count] where width != 1 && width != count {
            throw .unmatchedFigures(count, beside: width)
        }
        guard count <= Self.most else { throw .unmatchedFigures(count, beside: workloads.count) }
        figures = values.enumerated().map { place, value in
            Figure(
                place: place, workload: workloads[workloads.count == 1 ? 0 : place],
                metric: metrics[metrics.count == 1 ? 0 : place], value: value,
                unit: units[units.count == 1 ? 0 : place])
        }
    }

    private static func parts(_ text: String) -> [String] {
        text.prefix(1_000).split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
    }

    private static func spaced(_ text: String) -> [String] {
        text.split(separator: " / ").map { String($0).trimmed }
    }
}
