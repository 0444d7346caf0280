/// An answer with what it rests on and what it demands.
package struct Outcome: Sendable {
    package let answer: String
    package let effect: Effect
    /// What is held by those who disagree; empty where nobody does.
    package let positions: [Position]
    package let citations: [Citation]
    package let conditions: [Demand]
    package let note: String?

    /// Unchecked background knowledge and unnamed sources never decide alone: grade C at best.
    package var restsOnGradeCAlone: Bool { citations.allSatisfy { $0.grade == .c } }
}

/// What an answer does to a decision.
package enum Effect: String, CaseIterable, Sendable, Codable {
    /// Nothing.
    case none
    /// The item is in an entry of a control list.
    case controlled
    /// A licence or permit is required.
    case licence
    /// A licence exception takes the requirement away, under its conditions.
    case excepted
    /// A licence is looked at case by case.
    case caseByCase
    /// A licence would presumably be refused.
    case denial
    /// It may not be done.
    case prohibited
    /// Something has to be handed in or thought of; it stands in nobody's way.
    case notice
    /// What is only reported or rests on little: it warns.
    case warning
}

/// One of several views of the same question.
package struct Position: Sendable, Codable, Hashable {
    package let position: String
    package let effect: Effect
    package let citation: String
}

/// Something that has to be certified or handed in.
package struct Demand: Sendable, Codable, Hashable {
    package let id: String
    package let text: String
    package let citation: String
    /// Who has to: `exporter`, `buyer`, `operator`, `laboratory`, `authority`; nil where the rule doesn't say.
    package let by: String?
    /// When the facts themselves show that it is met or broken; nil where only somebody's word can.
    package let met: Condition?

    enum CodingKeys: CodingKey { case id, text, citation, by }

    package init(id: String, text: String, citation: String, by: String? = nil, met: Condition? = nil) {
        self.id = id
        self.text = text
        self.citation = citation
        self.by = by
        self.met = met
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(String.self, forKey: .id), text: try container.decode(String.self, forKey: .text),
            citation: try container.decode(String.self, forKey: .citation),
            by: try container.decodeIfPresent(String.self, forKey: .by))
    }

    package static func == (left: Demand, right: Demand) -> Bool {
        (left.id, left.text, left.citation, left.by) == (right.id, right.text, right.citation, right.by)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
