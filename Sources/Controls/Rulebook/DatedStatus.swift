package import Documents

/// How an instrument was enforced from a day on, and since when that is known.
package struct DatedStatus: Sendable {
    package let from: CalendarDate
    package let status: Instrument.Status
    package let knownSince: CalendarDate
    package let citation: Citation
    package let note: String?
    /// Line in the instrument's file.
    package let line: Int
}

extension Instrument {
    /// Being printed, being in force and being enforced are different things.
    package enum Status: String, CaseIterable, Sendable, Codable {
        case inForce, stayed, notEnforced, pending, lapsed, reported, unconfirmed, bill
    }

    /// How it stands on a day, as known on another: nil when it wasn't known yet, or not yet or no longer effective.
    ///
    /// A bill has no day on which it takes effect; it stands as one from the day it became known.
    package func status(asOf: AsOf) -> Status? {
        guard knownSince <= asOf.known else { return nil }
        if kind == .bill { return .bill }
        guard effective <= asOf.date, until.map({ asOf.date < $0 }) ?? true else { return nil }
        if let assumed = asOf.assumed[id] { return assumed }
        return enforcement.last { $0.from <= asOf.date && $0.knownSince <= asOf.known }?.status
    }
}

/// Which law is asked for: as of a day, as known on a day.
package struct AsOf: Sendable {
    /// The day whose law it is.
    package let date: CalendarDate
    /// What became known later isn't seen.
    package let known: CalendarDate
    /// Ids of bills to be taken as enacted.
    package let whatIf: Set<String>
    /// Statuses that the asker takes instead of the files', by instrument: a choice between disputed positions.
    package let assumed: [String: Instrument.Status]

    /// - Parameter known: the later of the two days where nothing else is said would be today; here it is the end of
    ///   time, so that all the files say is seen.
    package init(
        _ date: CalendarDate, known: CalendarDate? = nil, whatIf: Set<String> = [],
        assumed: [String: Instrument.Status] = [:]
    ) {
        self.date = date
        self.known = known ?? .distantFuture
        self.whatIf = whatIf
        self.assumed = assumed
    }

    /// Whether everything that the files say is seen.
    package var seesAll: Bool { known == .distantFuture }
}

extension CalendarDate {
    /// The last day that has four digits of year.
    static let distantFuture = CalendarDate(secondsSince1970: 253_402_214_400)
}
