/// What an instrument says of some facts.
package struct Answer: Sendable {
    /// The rule's answer, or `insufficientData`.
    package let text: String
    package let citations: [Citation]
    package let conditions: [Demand]
    /// Facts that would have to be known; empty unless the answer is `insufficientData`.
    package let missing: [String]
    package let note: String?
    package let trace: [TraceLine]

    package static let insufficientData = "insufficientData"

    /// The answer as a fact for the next step: an answer that couldn't be given stays unknown.
    var fact: FactValue? { text == Self.insufficientData ? nil : .text(text) }
}

extension Instrument {
    /// Tries the rules in order. The first that holds answers. A rule that can't be decided leaves its answer
    /// possible, and the search goes on; when all possible answers agree that is the answer, and otherwise the
    /// data don't suffice.
    package func answer(_ facts: FactSheet) -> Answer {
        var trace: [TraceLine] = []
        var missing: Set<String> = []
        var possible: [Outcome] = []
        var isSettled = false
        for rule in rules {
            var lines: [TraceLine] = []
            var unknown: Set<String> = []
            let truth = rule.condition.evaluate(facts, depth: 1, trace: &lines, missing: &unknown)
            trace.append(TraceLine(depth: 0, text: "\(rule.id): \(rule.title)", truth: truth))
            trace += lines
            guard truth != .no else { continue }
            possible.append(rule.outcome)
            if truth == .yes {
                isSettled = true
                break
            }
            missing.formUnion(unknown)
        }
        if !isSettled { possible.append(otherwise) }
        guard let first = possible.first, possible.allSatisfy({ $0.answer == first.answer }) else {
            return Answer(
                text: Answer.insufficientData, citations: citations, conditions: [], missing: missing.sorted(),
                note: nil, trace: trace)
        }
        return Answer(
            text: first.answer, citations: first.citations, conditions: first.conditions, missing: [],
            note: first.note, trace: trace)
    }
}
