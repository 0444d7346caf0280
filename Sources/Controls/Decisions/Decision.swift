/// What all steps come to.
///
/// Each question is worded so that "no" means that nothing is asked of anybody: on a day before the first instrument,
/// when no rule applied, every answer is `no`.
package struct Decision: Sendable, Equatable {
    /// Is the item in an entry of a control list?
    package let controlled: Finding
    /// Is a licence or permit required, that no exception takes away?
    package let licence: Finding
    /// Is it barred: prohibited, or would a licence presumably be refused?
    package let barred: Finding
    /// Whether a licence would be looked at case by case.
    package let isCaseByCase: Bool

    /// Does a rule stand in the way? "no" says that it may go as it is.
    package var inTheWay: Finding { barred.joined(with: licence) }

    /// In one word, for headlines.
    package enum Outcome: String, Sendable, Codable {
        /// No rule stands in the way.
        case free
        /// A licence is required and looked at case by case.
        case caseByCase
        /// A licence is required.
        case licence
        /// What isn't known or is disputed leaves it open; treat it as barred until that is settled.
        case open
        /// Prohibited, or a licence would presumably be refused.
        case barred
    }

    package var outcome: Outcome {
        if barred == .yes { return .barred }
        if barred.standsInTheWay { return .open }
        switch licence {
        case .no: return .free
        case .yes: return isCaseByCase ? .caseByCase : .licence
        case .insufficientData, .disputed: return .open
        }
    }

    /// What the steps come to when everything unconfirmed is taken as in force.
    init(_ steps: [Step]) {
        let counting = steps.filter(\.mayBlock)
        controlled = Self.finding([.controlled], in: counting)
        barred = Self.finding([.denial, .prohibited], in: counting)
        licence = Dictionary(grouping: counting, by: \.instrument.jurisdiction).sorted { $0.key < $1.key }
            .reduce(.no) { $0.joined(with: Self.licence(in: $1.value)) }
        isCaseByCase = counting.contains { $0.answer.effect == .caseByCase }
    }

    init(controlled: Finding, licence: Finding, barred: Finding, isCaseByCase: Bool) {
        self.controlled = controlled
        self.licence = licence
        self.barred = barred
        self.isCaseByCase = isCaseByCase
    }

    private static func finding(_ effects: Set<Effect>, in steps: [Step]) -> Finding {
        steps.reduce(.no) { $0.joined(with: $1.finding(of: effects)) }
    }

    /// What one jurisdiction asks for. Its exceptions take away what its layer of licence requirements asks for, and
    /// nothing else.
    private static func licence(in steps: [Step]) -> Finding {
        let required = finding([.licence], in: steps.filter { $0.instrument.layer == .licenceRequirement })
        let excepted = finding([.excepted], in: steps.filter { $0.instrument.layer == .exception })
        let left: Finding =
            switch (required, excepted) {
            case (.no, _), (_, .yes): .no
            case (.yes, .insufficientData): excepted
            case (.yes, .disputed(let positions)): .disputed(positions: positions.map(\.reversed))
            default: required
            }
        return left.joined(with: finding([.licence], in: steps.filter { $0.instrument.layer != .licenceRequirement }))
    }
}

extension Finding.Claim {
    /// That an exception is open means that no licence is needed, and the other way round.
    fileprivate var reversed: Finding.Claim {
        Finding.Claim(instrument: instrument, position: position, answer: !answer, citation: citation)
    }
}

extension Step {
    /// Whether its answer has one of some effects.
    func finding(of effects: Set<Effect>) -> Finding {
        if answer.text == Answer.insufficientData {
            if answer.possibleEffects.isDisjoint(with: effects) { return .no }
            if answer.possibleEffects.isSubset(of: effects) { return .yes }
            return .insufficientData(fields: answer.missing)
        }
        if answer.positions.isEmpty { return effects.contains(answer.effect) ? .yes : .no }
        let claims = answer.positions.map {
            Finding.Claim(
                instrument: instrument.id, position: $0.position, answer: effects.contains($0.effect),
                citation: $0.citation)
        }
        if claims.allSatisfy({ !$0.answer }) { return .no }
        return claims.allSatisfy(\.answer) ? .yes : .disputed(positions: claims)
    }
}
