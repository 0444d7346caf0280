/// The rulebook as it stands on a day, as known on another: instruments with their statuses, and figures filled in.
///
/// Making one takes some microseconds per instrument; a reading may be asked as often as one likes.
package struct RulebookReading: Sendable {
    package let asOf: AsOf
    package let rulebook: Rulebook
    /// In the order in which they are asked.
    let entries: [Entry]

    struct Entry: Sendable {
        let instrument: Instrument
        let status: Instrument.Status
    }

    package init(_ rulebook: Rulebook, asOf: AsOf) {
        self.rulebook = rulebook
        self.asOf = asOf
        entries = rulebook.order.compactMap { instrument in
            guard let status = instrument.status(asOf: asOf), status != .lapsed,
                status != .bill || asOf.whatIf.contains(instrument.id)
            else { return nil }
            return Entry(instrument: instrument.bound(asOf: asOf), status: status)
        }
    }
}

/// One instrument's answer in a decision.
package struct Step: Sendable {
    package let instrument: Instrument
    package let status: Instrument.Status
    package let answer: Answer

    /// Whether its answer can stand in the way: it is enforced, or nobody knows that it isn't, or the asker takes it as
    /// enacted; and it rests on more than reports and unchecked knowledge.
    package var mayBlock: Bool {
        guard instrument.kind != .reported, !answer.restsOnGradeCAlone else { return false }
        return [.inForce, .unconfirmed, .bill].contains(status)
    }

    /// Whether later steps take its answer as a fact: what is printed and not enforced isn't one.
    var isRecorded: Bool { [.inForce, .unconfirmed, .bill, .reported].contains(status) }
}

extension RulebookReading {
    /// What a recorded fact is while no instrument that records it applies.
    static let noRule = "noRule"

    /// Asks every instrument in order; each answer is a fact for the later ones.
    ///
    /// - Parameters:
    ///   - facts: that the rules are asked of.
    ///   - isTraced: off where only the answers are wanted.
    ///   - stayed: an instrument to be taken as stayed, whatever its status.
    package func ask(
        _ facts: FactSheet, isTraced: Bool = true, without stayed: String? = nil
    ) -> (steps: [Step], facts: FactSheet) {
        var facts = facts
        for name in rulebook.recorded {
            facts.set(name, .text(Self.noRule), from: "no instrument in force")
        }
        var steps: [Step] = []
        var roots: [String: [String]] = [:]
        for entry in entries {
            let instrument = entry.instrument
            if let scope = instrument.scope, scope.truth(of: facts) == .no { continue }
            let answer = instrument.answer(facts, isTraced: isTraced).rooted(in: roots)
            let status = instrument.id == stayed ? .stayed : entry.status
            let step = Step(instrument: instrument, status: status, answer: answer)
            steps.append(step)
            if let name = instrument.records, step.isRecorded {
                facts.set(name, answer.fact, from: instrument.id)
                if answer.fact == nil { roots[name] = answer.missing }
            }
        }
        return (steps, facts)
    }
}

extension Answer {
    /// With the facts that a missing answer of an earlier instrument lacked, instead of that answer.
    func rooted(in roots: [String: [String]]) -> Answer {
        guard missing.contains(where: { roots[$0] != nil }) else { return self }
        let deeper = Set(missing.flatMap { roots[$0] ?? [$0] }).sorted()
        return Answer(
            text: text, rule: rule, effect: effect, possibleEffects: possibleEffects, positions: positions,
            citations: citations, conditions: conditions, missing: deeper, note: note,
            restsOnGradeCAlone: restsOnGradeCAlone, trace: trace)
    }
}
