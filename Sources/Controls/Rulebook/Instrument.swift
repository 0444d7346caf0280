package import Documents

/// A statute, rule, letter or report, with the rules it holds in the order they are tried.
///
/// An instrument is one file of `Rules/`. Its place in a decision follows from the file alone: from its layer, and
/// from the facts that it tests and records. See docs/rulebook.md.
package struct Instrument: Sendable {
    package enum Kind: String, CaseIterable, Sendable, Codable {
        case statute, rule, letter, guidance, reported, bill
    }

    /// The steps of a decision, kept apart and taken in this order: being classified isn't yet needing a licence.
    package enum Layer: String, CaseIterable, Sendable, Codable, Comparable {
        case classification, licenceRequirement, exception, reviewPolicy, conditions, tariff, notices, importGuidance

        private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
        package static func < (left: Layer, right: Layer) -> Bool { left.place < right.place }
    }

    package let id: String
    package let title: String
    package let authority: String
    /// The body of law it belongs to, such as `US-EAR`.
    package let regime: String
    package let jurisdiction: String
    package let kind: Kind
    package let layer: Layer
    /// What it answers, in words.
    package let asks: String
    /// The key under which `classify` answers it; nil for instruments that only screen consignments.
    package let question: String?
    /// The fact that its answer becomes for later instruments.
    package let records: String?
    package let effective: CalendarDate
    /// The first day it no longer applies by its own text.
    package let until: CalendarDate?
    package let knownSince: CalendarDate
    /// How it was enforced, from when on, by rising dates.
    package let enforcement: [DatedStatus]
    /// When this doesn't hold the instrument has nothing to say, and a decision leaves it out.
    package let scope: Condition?
    package let citations: [Citation]
    package let parameters: [String: Parameter]
    package let rules: [Rule]
    package let otherwise: Outcome
    package let tests: [RuleTest]
}

/// Where to read it, and how sure we are of it.
package struct Citation: Sendable, Codable, Hashable {
    /// A: the text itself was read. B: a law firm, the press or a think tank on a public document. C: unnamed sources,
    /// or background knowledge that nobody checked again.
    package enum Grade: String, CaseIterable, Sendable, Codable, Comparable {
        case a = "A"
        case b = "B"
        case c = "C"

        package static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
    }

    package let id: String
    package let title: String
    package let url: String
    package let grade: Grade
    /// The issue of a text that changes, such as the Code of Federal Regulations.
    package let issued: CalendarDate?
}

/// One rule: when it holds, its outcome is the instrument's answer.
package struct Rule: Sendable {
    package let id: String
    package let title: String
    package let condition: Condition
    /// The exception: while it holds the rule doesn't, whatever its condition says.
    package let exception: Condition?
    package let outcome: Outcome
    /// Line in the instrument's file.
    package let line: Int
}

/// A rule file's own test case.
package struct RuleTest: Sendable {
    package let facts: FactSheet
    /// The day the law is read on; the instrument's first when the file names none.
    package let date: CalendarDate
    package let answer: String
    package let line: Int
}
