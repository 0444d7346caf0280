/// The answer to a question that is asked of a whole decision.
package enum Finding: Sendable, Equatable {
    case no
    /// Facts that would have to be known.
    case insufficientData(fields: [String])
    /// What is held, by whom; taken as yes until somebody settles it.
    case disputed(positions: [Claim])
    case yes

    /// One position in a dispute.
    package struct Claim: Sendable, Equatable, Encodable {
        package let instrument: String
        package let position: String
        package let answer: Bool
        package let citation: String
    }

    package var word: String {
        switch self {
        case .no: "no"
        case .insufficientData: "insufficientData"
        case .disputed: "disputed"
        case .yes: "yes"
        }
    }

    /// Whoever isn't told "no" waits: what is open or disputed counts as the stricter answer.
    package var standsInTheWay: Bool { self != .no }

    /// From loose to strict: no, not known, disputed, yes.
    package var strictness: Int {
        switch self {
        case .no: 0
        case .insufficientData: 1
        case .disputed: 2
        case .yes: 3
        }
    }

    /// The stricter of the two; what both lack, or both sets of positions, together.
    func joined(with other: Finding) -> Finding {
        switch (self, other) {
        case (.insufficientData(let left), .insufficientData(let right)):
            .insufficientData(fields: Set(left + right).sorted())
        case (.disputed(let left), .disputed(let right)):
            .disputed(positions: left + right.filter { !left.contains($0) })
        default: strictness >= other.strictness ? self : other
        }
    }
}

extension Finding: Encodable {
    enum CodingKeys: CodingKey { case answer, fields, positions }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(word, forKey: .answer)
        switch self {
        case .insufficientData(let fields): try container.encode(fields, forKey: .fields)
        case .disputed(let positions): try container.encode(positions, forKey: .positions)
        case .no, .yes: break
        }
    }
}
