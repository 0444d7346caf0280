/// What a metric and its unit, as printed, mean.
struct FigureUnit: Sendable, Hashable {
    let metric: MeasuredFigure.Metric
    let statistic: MeasuredFigure.Statistic
    let denominator: Denominator
    /// What turns a printed value into seconds or tokens per second.
    let scale: Double
    /// Whether one user's rate was printed: its inverse is the time per token.
    let isInverse: Bool

    /// - Parameters:
    ///   - metric: such as `throughput`, `TPOT median`.
    ///   - unit: such as `tok/s/NPU`, `ms`, `output tok/s`, `tok/s/8 GPU`.
    init(
        metric: String, unit: String, phase: ServingQuestion.Phase, hardware: PublishedHardware
    ) throws(SkipReason) {
        let metric = metric.prefix(100).lowercased()
        // Some tables name the unit as the metric.
        let unit = unit.isEmpty ? metric : unit.prefix(100).lowercased()
        statistic = Self.statistic(metric)
        guard !metric.isEmpty else { throw .missing("the metric") }
        if unit.hasSuffix("/user") || metric.contains("interactivity") {
            guard let rate = Self.rate(unit, hardware) else { throw .unknownUnit(unit) }
            (self.metric, denominator, scale, isInverse) = (.timePerOutputToken, .none, rate.scale, true)
            return
        }
        isInverse = false
        if let time = Self.time(metric) {
            guard let scale = Self.seconds(unit) else { throw .unknownUnit(unit) }
            (self.metric, denominator, self.scale) = (time, .none, scale)
            return
        }
        if metric.contains("efficiency") || metric.contains("gain") || metric.contains("change") {
            throw .derived(metric)
        }
        if Self.operatorWords.contains(where: metric.contains) { throw .operatorMeasurement }
        guard ["throughput", "tput", "tok", "rate"].contains(where: metric.contains) else {
            throw .unknownMetric(metric)
        }
        guard let rate = Self.rate(unit, hardware) else { throw .unknownUnit(unit) }
        self.metric = Self.tokens("\(metric) \(unit)", phase: phase)
        scale = rate.scale
        let isShare = rate.isShare || Self.shares.contains(where: metric.contains)
        denominator = isShare ? Self.denominator(phase, "\(metric) \(unit)") : .system
    }

    /// Words of a metric whose unit doesn't say that it is a share: `output throughput per GPU`.
    private static let shares = ["/gpu", "/npu", "per gpu", "per npu", "per accelerator", "per decode", "per prefill"]

    private static let operatorWords = ["bandwidth", "utilisation", "utilization", "mfu", "latency", "tflops"]

    private static func statistic(_ metric: String) -> MeasuredFigure.Statistic {
        let words: [(String, MeasuredFigure.Statistic)] = [
            ("median", .median), ("p50", .median), ("mean", .mean), ("average", .mean), ("avg", .mean), ("p90", .p90),
            ("p95", .p95), ("p99", .p99),
        ]
        return words.first { metric.contains($0.0) }?.1 ?? .unsaid
    }

    private static func time(_ metric: String) -> MeasuredFigure.Metric? {
        let words: [(String, MeasuredFigure.Metric)] = [
            ("tpot", .timePerOutputToken), ("time per output token", .timePerOutputToken), ("ttft", .timeToFirstToken),
            ("time to first token", .timeToFirstToken), ("itl", .interTokenLatency),
            ("inter-token", .interTokenLatency), ("e2e", .endToEndLatency), ("end-to-end", .endToEndLatency),
        ]
        return words.first { metric.contains($0.0) }?.1
    }

    private static func seconds(_ unit: String) -> Double? {
        switch unit.filter({ !$0.isWhitespace }) {
        case "ms": 1e-3
        case "s", "sec", "seconds": 1
        case "us", "µs", "μs": 1e-6
        default: nil
        }
    }

    /// Which tokens a rate counts. Where nothing says so, prefill counts prompts, decode and service count what is
    /// made, as perf overviews and MLPerf do.
    private static func tokens(_ text: String, phase: ServingQuestion.Phase) -> MeasuredFigure.Metric {
        let words = text.split { !$0.isLetter }
        if words.contains("total") { return .totalThroughput }
        if words.contains("output") || words.contains("generated") { return .outputThroughput }
        if words.contains("input") || words.contains("prompt") { return .inputThroughput }
        return phase == .prefill ? .inputThroughput : .outputThroughput
    }

    private static func denominator(_ phase: ServingQuestion.Phase, _ text: String) -> Denominator {
        let words = text.split { !$0.isLetter }
        if words.contains("decode") != words.contains("prefill") {
            return words.contains("decode") ? .perDecodeAccelerator : .perPrefillAccelerator
        }
        switch phase {
        case .prefill: return .perPrefillAccelerator
        case .decode: return .perDecodeAccelerator
        case .service: return .perAccelerator
        }
    }

    /// A unit of tokens per second: what turns it into the plain unit, and whether it is a share of an accelerator.
    private static func rate(_ unit: String, _ hardware: PublishedHardware) -> (scale: Double, isShare: Bool)? {
        let plain = unit.replacing("per second", with: "/s").replacing(" per ", with: "/")
        let parts = plain.split(separator: "/").map { $0.split(separator: " ").map(String.init) }
        guard let first = parts.first, let tokens = first.last else { return nil }
        let scales: [String: Double] = [
            "tok": 1, "token": 1, "tokens": 1, "tps": 1, "ktok": 1e3, "ktokens": 1e3, "mtok": 1e6, "t": 1,
        ]
        guard let scale = scales[tokens] else { return nil }
        var rest = parts.dropFirst()
        if tokens != "tps" {
            guard ["s", "sec", "second"].contains(rest.first?.first ?? "") else { return nil }
            rest = rest.dropFirst()
        }
        guard let per = rest.first, rest.count == 1 else { return rest.isEmpty ? (scale, false) : nil }
        if per == ["user"] { return (scale, false) }
        if ["system", "total", "instance", "cluster"].contains(per.joined()) { return (scale, false) }
        guard let count = accelerators(per, hardware) else { return nil }
        return (scale / count, true)
    }

    /// How many accelerators `gpu`, `8 gpu`, `node`, `rack` or `die` are.
    private static func accelerators(_ words: [String], _ hardware: PublishedHardware) -> Double? {
        let words = words.filter { $0 != "decode" && $0 != "prefill" }
        guard words.count <= 2, let name = words.last else { return nil }
        let count = words.count == 2 ? Double(words[0]) : 1
        guard let count, (1...100_000).contains(count) else { return nil }
        switch name {
        case "gpu", "gpus", "npu", "npus", "accelerator", "accelerators", "accel", "chip", "card", "device":
            return count
        case "die", "dies": return count / Double(hardware.ranksPerAccelerator)
        case "node", "nodes": return count * Double(hardware.node)
        case "rack", "racks": return hardware.rack.map { count * Double($0) }
        default: return nil
        }
    }

    /// The figure that a printed value stands for.
    func figure(_ printed: Double) -> MeasuredFigure {
        let value = isInverse ? 1 / (printed * scale) : printed * scale
        return MeasuredFigure(metric, statistic, value: value, denominator: denominator)
    }
}
