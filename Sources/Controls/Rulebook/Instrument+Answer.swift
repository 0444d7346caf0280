/// What an instrument says of some facts.
package struct Answer: Sendable {
    /// The rule's answer, or `insufficientData`.
    package let text: String
    /// The rule that answered; nil for the last resort and where the data don't suffice.
    package let rule: String?
    package let effect: Effect
    /// What the answer could do as far as the facts go: one effect, unless the data don't suffice.
    package let possibleEffects: Set<Effect>
    package let positions: [Position]
    package let citations: [Citation]
    package let conditions: [Demand]
    /// Facts that would have to be known; empty unless the answer is `insufficientData`.
    package let missing: [String]
    package let note: String?
    /// Whether all that it rests on is of grade C.
    package let restsOnGradeCAlone: Bool
    package let trace: [TraceLine]

    package static let insufficientData = "insufficientData"

    /// The answer as a fact for the next step: an answer that couldn't be given stays unknown.
    var fact: FactValue? { text == Self.insufficientData ? nil : .text(text) }
}

extension Instrument {
    /// Tries the rules in order. The first that holds answers. A rule that can't be decided leaves its answer
    /// possible, and the search goes on; when all possible answers agree that is the answer, and otherwise the
    /// data don't suffice.
    ///
    /// Parameters must have been given their values: see ``bound(asOf:)``.
    package func answer(_ facts: FactSheet, isTraced: Bool = true) -> Answer {
        var evaluation = Evaluation(facts, rules: isTraced ? rules.map(\.id) : [], isTraced: isTraced)
        var missing: Set<String> = []
        var possible: [(outcome: Outcome, rule: String?)] = []
        var isSettled = false
        for rule in rules {
            evaluation.missing = []
            let truth = rule.evaluate(&evaluation)
            evaluation.outcomes.append(truth)
            guard truth != .no else { continue }
            possible.append((rule.outcome, rule.id))
            if truth == .yes {
                isSettled = true
                break
            }
            missing.formUnion(evaluation.missing)
        }
        if !isSettled { possible.append((otherwise, nil)) }
        guard let first = possible.first, possible.allSatisfy({ $0.outcome.answer == first.outcome.answer }) else {
            return Answer(
                text: Answer.insufficientData, rule: nil, effect: .none,
                possibleEffects: Set(possible.flatMap(\.outcome.effects)), positions: [], citations: citations,
                conditions: [], missing: missing.sorted(), note: nil,
                restsOnGradeCAlone: possible.allSatisfy(\.outcome.restsOnGradeCAlone), trace: evaluation.trace)
        }
        let outcome = first.outcome
        return Answer(
            text: outcome.answer, rule: first.rule, effect: outcome.effect, possibleEffects: [outcome.effect],
            positions: outcome.positions, citations: outcome.citations, conditions: outcome.conditions, missing: [],
            note: outcome.note, restsOnGradeCAlone: outcome.restsOnGradeCAlone, trace: evaluation.trace)
    }

    /// The instrument with the values that its parameters have on a day.
    package func bound(asOf: AsOf) -> Instrument {
        guard !parameters.isEmpty else { return self }
        let values = parameters.compactMapValues { $0.value(asOf: asOf) }
        return Instrument(
            id: id, title: title, authority: authority, regime: regime, jurisdiction: jurisdiction, kind: kind,
            layer: layer, asks: asks, question: question, records: records, effective: effective, until: until,
            knownSince: knownSince, enforcement: enforcement, scope: scope?.bound(to: values), citations: citations,
            parameters: parameters, rules: rules.map { $0.bound(to: values) },
            otherwise: otherwise.bound(to: values), tests: tests)
    }
}

extension Outcome {
    /// Its effect, or those of all positions.
    var effects: [Effect] { positions.isEmpty ? [effect] : positions.map(\.effect) }

    func bound(to values: [String: Parameter.Dated]) -> Outcome {
        guard conditions.contains(where: { $0.met != nil }) else { return self }
        return Outcome(
            answer: answer, effect: effect, positions: positions, citations: citations,
            conditions: conditions.map {
                Demand(id: $0.id, text: $0.text, citation: $0.citation, by: $0.by, met: $0.met?.bound(to: values))
            }, note: note)
    }
}

extension Rule {
    /// Default and exception: its condition holds and its exception doesn't.
    func evaluate(_ evaluation: inout Evaluation) -> Truth {
        let place = evaluation.trace.count
        var truth = condition.evaluate(&evaluation, depth: 1)
        if let exception {
            let mark = evaluation.trace.count
            let excepted = exception.evaluate(&evaluation, depth: 2)
            if evaluation.isTraced {
                evaluation.trace.insert(TraceLine(depth: 1, content: .exception, truth: excepted), at: mark)
            }
            truth = [truth, excepted.negated].conjunction
        }
        if evaluation.isTraced {
            evaluation.trace.insert(
                TraceLine(
                    depth: 0, content: .rule(id: id, title: title, citations: outcome.citations), truth: truth),
                at: place)
        }
        return truth
    }

    /// The truth alone.
    func truth(of facts: FactSheet, outcomes: [Truth]) -> Truth {
        let truth = condition.truth(of: facts, outcomes: outcomes)
        guard let exception, truth != .no else { return truth }
        return [truth, exception.truth(of: facts, outcomes: outcomes).negated].conjunction
    }

    func bound(to values: [String: Parameter.Dated]) -> Rule {
        Rule(
            id: id, title: title, condition: condition.bound(to: values), exception: exception?.bound(to: values),
            outcome: outcome.bound(to: values), line: line)
    }
}
