/// A deployment that the user wants costed, rather than searched: `DP8 EP8 batch 64`, `TP4 PP2 batch 16 two streams`.
package struct PinnedDeployment: Sendable, Hashable {
    package let engine: Engine
    /// Sequences of one attention replica.
    package let batch: Int

    /// What is wrong with a text, for people.
    package struct Problem: Error, CustomStringConvertible, Equatable {
        package let description: String
    }

    /// Reads words in any order: TPn, DPn, EPn, PPn, `batch n`, `redundant n`, `SP`, `two streams`.
    ///
    /// - Throws: `Problem` that names the word.
    package init(_ text: String) throws(Problem) {
        var engine = Engine()
        var batch: Int?
        var words = text.lowercased().split { $0 == " " || $0 == "," }.map { String($0) }[...]
        while let word = words.popFirst() {
            switch word {
            case "sp": engine.splitsSequence = true
            case "two" where words.first == "streams":
                words.removeFirst()
                engine.overlapsHalves = true
            case "batch", "redundant":
                guard let next = words.popFirst(), let count = Self.count(next, upTo: 1_000_000) else {
                    throw Problem(description: "expected a number after ‘\(word)’")
                }
                if word == "batch" { batch = count } else { engine.redundantExperts = count }
            default: try Self.set(&engine, word)
            }
        }
        guard let batch else {
            throw Problem(description: "expected ‘batch’ with the sequences of one attention replica")
        }
        if engine.expertWidth > engine.stageRanks {
            throw Problem(
                description:
                    "EP\(engine.expertWidth) on \(engine.stageRanks) ranks: experts lie on at most TP × DP of them")
        }
        self.engine = engine
        self.batch = batch
    }

    private static func set(_ engine: inout Engine, _ word: String) throws(Problem) {
        guard word.count > 2, let count = count(String(word.dropFirst(2)), upTo: 16_384) else {
            throw Problem(
                description:
                    "‘\(word.prefix(40))’: expected TPn, DPn, EPn, PPn, SP, ‘two streams’, ‘batch n’ or ‘redundant n’")
        }
        switch word.prefix(2) {
        case "tp": engine.tensor = count
        case "dp": engine.replicas = count
        case "ep": engine.expertWidth = count
        case "pp": engine.pipeline = count
        default:
            throw Problem(description: "‘\(word.prefix(40))’: expected TPn, DPn, EPn or PPn")
        }
    }

    private static func count(_ text: String, upTo most: Int) -> Int? {
        guard let count = Int(text), (1...most).contains(count) else { return nil }
        return count
    }
}
