package import Documents

/// The Affiliates rule of the Bureau of Industry and Security on a day: what a listed party owns to 50 % or more is
/// treated as listed. Its dates are those of `Rules/us-affiliates-2025.yaml`.
///
/// While the file holds it for unconfirmed, two accounts contradict one another, and which holds is for the user to say.
package struct AffiliatesRule: Sendable, Equatable {
    /// Which account of the stay's end is taken.
    package enum Position: String, Sendable, Codable, CaseIterable {
        /// The rule's own text: back. The stricter.
        case asWritten
        /// As reported: stayed for longer.
        case asReported
    }

    package enum Status: String, Sendable, Codable {
        case notYet, inForce, stayed
        /// Back by its own text, while a longer stay is reported.
        case unconfirmed

        /// Whether a share of 50 % counts.
        package var applies: Bool { self == .inForce || self == .unconfirmed }
    }

    package let date: CalendarDate
    package let position: Position
    package let status: Status
    /// Whether the two positions answer differently on the day.
    package let isDisputed: Bool
    /// Ids of what the file cites.
    package let citation: String
    /// The day it took effect.
    private let effective: CalendarDate
    /// The next day from which it is in force by all accounts; nil where none is known.
    private let settled: CalendarDate?

    private static let instrument = "us-affiliates-2025"

    /// - Parameters:
    ///   - rulebook: that has the rule.
    ///   - asOf: the day whose law is asked, what was known, and a status that is assumed.
    ///   - position: on the end of the stay.
    /// - Throws: `UnknownInstrument` when the rulebook doesn't have it.
    package init(_ rulebook: Rulebook, asOf: AsOf, position: Position = .asWritten) throws(UnknownInstrument) {
        let instrument = try rulebook.instrument(named: Self.instrument)
        let written = instrument.status(asOf: asOf)
        date = asOf.date
        self.position = position
        isDisputed = written == .unconfirmed
        status =
            switch written {
            case nil: .notYet
            case .inForce: .inForce
            case .unconfirmed: position == .asWritten ? .unconfirmed : .stayed
            default: .stayed
            }
        citation = instrument.citations.map(\.id).joined(separator: ", ")
        effective = instrument.effective
        settled =
            instrument.enforcement.first {
                $0.from > asOf.date && $0.status == .inForce && $0.knownSince <= asOf.known
            }?.from
    }

    /// The lists whose parties' shares count, the most restrictive first. Which Specially Designated Nationals count is
    /// a matter of their programmes (15 CFR 744.8); all are counted here, the stricter reading.
    package static let sources: [ScreeningSource] = [.speciallyDesignated, .entityList, .militaryEndUsers]

    /// How it stands, in a sentence.
    package var sentence: String {
        switch status {
        case .notYet: return "The Affiliates rule isn't in force on \(date): it took effect on \(effective)."
        case .inForce: return "The Affiliates rule is in force on \(date)."
        case .stayed: return "The Affiliates rule is stayed on \(date)."
        case .unconfirmed:
            let end = settled.map { ", until \($0)," } ?? ""
            return "The Affiliates rule is back on \(date) by its own text; a longer stay\(end) is reported and not "
                + "confirmed. The stricter is taken."
        }
    }
}
