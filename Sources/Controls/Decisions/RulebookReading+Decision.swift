extension RulebookReading {
    /// Asks every instrument and puts the answers together.
    ///
    /// An instrument that is unconfirmed may or may not be law. Where it matters, everything is asked a second time
    /// without it; a question that then gets a looser answer is disputed, with both positions.
    func decide(_ facts: FactSheet, isTraced: Bool = true) -> (steps: [Step], facts: FactSheet, decision: Decision) {
        let (steps, asked) = ask(facts, isTraced: isTraced)
        var decision = Decision(steps)
        for step in steps where step.status == .unconfirmed && step.mayBlock && step.matters {
            let other = Decision(ask(facts, isTraced: false, without: step.instrument.id).steps)
            decision = decision.disputed(by: step, other: other)
        }
        return (steps, asked, decision)
    }
}

extension Step {
    /// Whether its answer could be in somebody's way.
    fileprivate var matters: Bool {
        !answer.possibleEffects.isDisjoint(with: [.controlled, .licence, .denial, .prohibited])
            || answer.positions.contains { $0.effect != .none }
    }

    /// What is held of an instrument that may or may not be in force, with the answers that follow.
    fileprivate func claims(ifInForce strict: Finding, else loose: Finding) -> [Finding.Claim] {
        let citation = answer.citations.first?.id ?? instrument.id
        let doubt = instrument.enforcement.last { $0.status == .unconfirmed }?.citation.id ?? citation
        return [
            Finding.Claim(
                instrument: instrument.id, position: "\(instrument.title): in force",
                answer: strict.standsInTheWay, citation: citation),
            Finding.Claim(
                instrument: instrument.id, position: "\(instrument.title): not in force",
                answer: loose.standsInTheWay, citation: doubt),
        ]
    }
}

extension Decision {
    /// With each question disputed that an instrument alone decides.
    fileprivate func disputed(by step: Step, other: Decision) -> Decision {
        func finding(_ strict: Finding, _ loose: Finding) -> Finding {
            guard strict == .yes, loose.strictness < strict.strictness else { return strict }
            return .disputed(positions: step.claims(ifInForce: strict, else: loose))
        }
        return Decision(
            controlled: finding(controlled, other.controlled), licence: finding(licence, other.licence),
            barred: finding(barred, other.barred), isCaseByCase: isCaseByCase || other.isCaseByCase)
    }
}
