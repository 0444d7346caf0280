package import Catalog
import Documents

extension Consignment {
    /// What the buyer serves on the goods, as far as the consignment says: the key `workload`.
    package struct StatedWorkload: Sendable, Codable, Equatable {
        /// A model of the catalogue, by id or name.
        package let model: String?
        /// Tokens of a prompt.
        package let input: Int?
        /// Tokens of an answer.
        package let output: Int?
        /// The most that one output token may take, in milliseconds.
        package let timePerOutputToken: Double?
        /// The most that the first token may take, in milliseconds.
        package let timeToFirstToken: Double?
        package let precision: NumberFormat?
    }
}

extension Consignment.StatedWorkload {
    /// The longest prompts and answers that the performance model takes.
    private static let lengths = 1...10_000_000

    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["model", "input", "output", "tpot", "ttft", "precision"])
        self.init(
            model: try map.optional("model")?.string(limit: 100),
            input: try map.optional("input")?.integer(in: Self.lengths),
            output: try map.optional("output")?.integer(in: Self.lengths),
            timePerOutputToken: try map.optional("tpot")?.milliseconds(),
            timeToFirstToken: try map.optional("ttft")?.milliseconds(),
            precision: try map.optional("precision")?.choice())
    }
}

extension DocumentNode {
    /// A time with its unit, `50ms` or `2s`, in milliseconds: above zero, and an hour at most.
    fileprivate func milliseconds() throws -> Double {
        let text = try string(limit: 20)
        let (digits, factor): (Substring, Double) =
            text.hasSuffix("ms") ? (text.dropLast(2), 1) : (text.dropLast(), 1e3)
        guard text.hasSuffix("s"), let number = Double(digits), number > 0, number * factor <= 3.6e6 else {
            throw problem(found: summary, expected: "a time above zero with its unit, such as 50ms or 2s")
        }
        return number * factor
    }
}
