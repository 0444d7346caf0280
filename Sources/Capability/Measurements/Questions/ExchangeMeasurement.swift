package import Documents
package import Quantities

/// A published time or rate of sending tokens to their experts or gathering what the experts made.
package struct ExchangeMeasurement: Sendable, Hashable {
    package enum Direction: String, Sendable, Hashable, Codable {
        case dispatch, combine

        /// From the name of an operation, such as `MoE dispatch`, `LL combine`; nil for others.
        init?(operation: String) {
            let words = operation.lowercased().split { !$0.isLetter }
            let isDispatch = words.contains("dispatch")
            guard isDispatch != words.contains("combine") else { return nil }
            self = isDispatch ? .dispatch : .combine
        }
    }

    package enum Figure: Sendable, Hashable {
        case time(Seconds)
        /// Bytes that one rank sends or receives per second, as the source counts them.
        case bandwidthPerRank(BytesPerSecond)
    }

    package let file: String
    package let line: Int
    package let hardware: PublishedHardware
    /// Such as `DeepEP V1`; in tables without such a column, the system as named there: `H800 DeepEP RDMA`.
    package let library: String
    package let direction: Direction
    /// Whether the kernel is built for decoding's small batches (`LL`); nil when unsaid.
    package let isLowLatency: Bool?
    /// Ranks that exchange; dies on an Ascend 910C.
    package let ranks: Int
    /// Of one rank; nil when unsaid.
    package let tokens: Int?
    package let hidden: Int?
    /// Experts that a token goes to.
    package let perToken: Int?
    package let figure: Figure
    package let source: String
}

extension ExchangeMeasurement {
    /// What the heading of a table of kernels and collectives must name.
    package static let columns = ["library", "hardware", "op", "config", "latency_us", "bandwidth_gb_s"]

    /// Reads a table of kernels and collectives; rows that aren't expert exchange are set aside.
    ///
    /// - Throws: `DocumentError` for a table of another form, and when every figure is no number.
    package static func read(_ file: DocumentFile) throws -> ReadRows<ExchangeMeasurement> {
        var read = ReadRows<ExchangeMeasurement>()
        for row in try DelimitedText(file, columns: columns, limit: 100_000).rows {
            let what = "\(row.text("hardware")): \(row.text("op")) \(row.text("config"))"
            try read.take(file: file.name, line: row.line, what: what) { try kernel(row, file: file.name) }
        }
        return try read.checked()
    }

    private static func kernel(
        _ row: DelimitedText.Row, file: String
    ) throws -> Result<ExchangeMeasurement, SkipReason> {
        let time = try row.measured("latency_us", expected: "microseconds")
        let rate = try row.measured("bandwidth_gb_s", expected: "gigabytes per second")
        return Result { () throws(SkipReason) in
            guard let direction = Direction(operation: row.text("op")) else { throw .operatorMeasurement }
            let figure =
                time.map { Figure.time(Seconds($0 / 1e6)) }
                ?? rate.map { Figure.bandwidthPerRank(BytesPerSecond($0 * 1e9)) }
            guard let figure else { throw .missing("a time or a bandwidth") }
            return try ExchangeMeasurement(
                row, direction, file: file, system: row.text("hardware"), library: row.text("library"),
                operation: row.text("op"), figure: figure)
        }
    }

    /// Reads a row of a paper's table.
    static func read(
        _ row: DelimitedText.Row, _ direction: Direction, file: String
    ) throws -> Result<ExchangeMeasurement, SkipReason> {
        let value = try row.measured("value", expected: "a number")
        return Result { () throws(SkipReason) in
            guard let value else { throw .missing("a value") }
            let unit = row.text("unit").lowercased()
            let figure: Figure =
                switch unit {
                case "us", "µs", "μs": .time(Seconds(value / 1e6))
                case "ms": .time(Seconds(value / 1e3))
                case "gb/s": .bandwidthPerRank(BytesPerSecond(value * 1e9))
                default: throw .unknownUnit(unit)
                }
            return try ExchangeMeasurement(
                row, direction, file: file, system: row.text("system"), library: row.text("system"),
                operation: row.text("item"), figure: figure)
        }
    }

    private init(
        _ row: DelimitedText.Row, _ direction: Direction, file: String, system: String, library: String,
        operation: String, figure: Figure
    ) throws(SkipReason) {
        let hardware = try PublishedHardware.named(system).get()
        let config = ExchangeConfig(row.text("config"))
        guard let ranks = config.ranks ?? config.nodes.map({ $0 * hardware.node * hardware.ranksPerAccelerator }) else {
            throw .missing("the number of ranks")
        }
        self.file = file
        line = row.line
        self.hardware = hardware
        self.library = library
        self.direction = direction
        let words = operation.lowercased().split { !$0.isLetter }
        isLowLatency = words.contains("ll") ? true : words.contains("normal") ? false : nil
        self.ranks = ranks
        tokens = config.tokens
        hidden = config.hidden
        perToken = config.perToken
        self.figure = figure
        source = row.text("source")
    }
}

/// Words of an exchange's configuration: `EP8; 128 tokens/rank; hidden 7168; top-8`, `EP8x4`, `2 node(s); 128 tokens`.
struct ExchangeConfig: Sendable, Hashable {
    private(set) var ranks: Int?
    private(set) var nodes: Int?
    private(set) var tokens: Int?
    private(set) var hidden: Int?
    private(set) var perToken: Int?

    init(_ text: String) {
        let words = text.prefix(300).lowercased().split { " ;,()-=".contains($0) }
        for (place, word) in words.enumerated() {
            let next = place + 1 < words.count ? words[place + 1] : ""
            // The number is attached or follows.
            func number(after key: String) -> Int? {
                guard word.hasPrefix(key) else { return nil }
                return Self.product(word.count == key.count ? next : word.dropFirst(key.count))
            }
            ranks = ranks ?? number(after: "ep")
            hidden = hidden ?? number(after: "hidden")
            perToken = perToken ?? number(after: "top")
            guard let count = Self.product(word) else { continue }
            if next.hasPrefix("tok") { tokens = tokens ?? count }
            if next.hasPrefix("node") { nodes = nodes ?? count }
        }
    }

    /// `8`, or `8x4` for eight ranks on each of four nodes.
    private static func product(_ text: some StringProtocol) -> Int? {
        let factors = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(factors.count) else { return nil }
        var product = 1
        for factor in factors {
            guard let factor, (1...1_000_000).contains(factor) else { return nil }
            product *= factor
        }
        return product
    }
}
