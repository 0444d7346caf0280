package import Documents

/// A statute, rule, letter or report, with the rules it holds in the order they are tried.
package struct Instrument: Sendable {
    package enum Kind: String, CaseIterable, Sendable, Codable {
        case statute, rule, letter, guidance, reported, bill
    }

    package enum Status: String, CaseIterable, Sendable, Codable {
        case inForce, stayed, notEnforced, pending, lapsed, reported, unconfirmed, bill
    }

    /// The steps of a decision, kept apart: being classified isn't yet needing a licence.
    package enum Layer: String, CaseIterable, Sendable, Codable {
        case classification, licenceRequirement, exception, reviewPolicy, tariff, notices, importGuidance
    }

    package let id: String
    package let title: String
    package let authority: String
    package let jurisdiction: String
    package let kind: Kind
    package let layer: Layer
    /// The key under which `classify` answers it; nil for instruments that only screen consignments.
    package let question: String?
    package let effective: CalendarDate
    /// The first day it no longer applies.
    package let until: CalendarDate?
    package let knownSince: CalendarDate
    package let status: Status
    package let citations: [Citation]
    package let rules: [Rule]
    package let otherwise: Outcome
    package let tests: [RuleTest]

    /// Reported guidance warns; it never blocks.
    package var mayBlock: Bool { kind != .reported && kind != .bill && status == .inForce }
}

/// Where to read it.
package struct Citation: Sendable, Codable, Hashable {
    package let id: String
    package let title: String
    package let url: String
}

/// One rule: when it holds, its outcome is the instrument's answer.
package struct Rule: Sendable {
    package let id: String
    package let title: String
    package let condition: Condition
    package let outcome: Outcome
}

/// An answer with what it rests on and what it demands.
package struct Outcome: Sendable {
    package let answer: String
    package let citations: [Citation]
    package let conditions: [Demand]
    package let note: String?
}

/// Something that has to be certified or handed in.
package struct Demand: Sendable, Codable, Hashable {
    package let id: String
    package let text: String
    package let citation: String
}

/// A rule file's own test case.
package struct RuleTest: Sendable {
    package let facts: FactSheet
    package let answer: String
    package let line: Int
}
