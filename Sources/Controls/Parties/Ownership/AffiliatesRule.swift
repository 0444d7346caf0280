package import Documents

/// The Affiliates rule of the Bureau of Industry and Security (90 FR 47201, FR 2025-19001) by date: what a listed party
/// owns to 50 % or more is treated as listed.
///
/// It took effect on 2025-09-29, was stayed from 2025-11-10 to 2026-11-09 (90 FR 50857, FR 2025-19846), and by its own
/// text is back since 2026-11-10. China's commerce ministry has said on 2026-09-28 that the arrangement runs to
/// 2027-01-10; no notice in the Federal Register was found. Which of the two holds is for the user to say.
package enum AffiliatesRule {
    /// Which account of the stay's end is taken.
    package enum Position: String, Sendable, Codable, CaseIterable {
        /// The rule's own text: back since 2026-11-10. The stricter.
        case asWritten
        /// As reported: stayed until 2027-01-10.
        case asReported
    }

    package enum Status: String, Sendable, Codable {
        case notYet, inForce, stayed
        /// Back by its own text, while a longer stay is reported.
        case unconfirmed

        /// Whether a share of 50 % counts.
        package var applies: Bool { self == .inForce || self == .unconfirmed }
    }

    /// The days on which something changes, in order.
    package enum Day {
        package static let effective = CalendarDate.day(2025, 9, 29)
        package static let stayed = CalendarDate.day(2025, 11, 10)
        package static let back = CalendarDate.day(2026, 11, 10)
        package static let reportedBack = CalendarDate.day(2027, 1, 10)
    }

    package static func status(on date: CalendarDate, position: Position = .asWritten) -> Status {
        if date < Day.effective { return .notYet }
        if date < Day.stayed { return .inForce }
        if date < Day.back { return .stayed }
        if date < Day.reportedBack { return position == .asWritten ? .unconfirmed : .stayed }
        return .inForce
    }

    /// Whether the two positions answer differently on a day.
    package static func isDisputed(on date: CalendarDate) -> Bool {
        Position.allCases.map { status(on: date, position: $0).applies }.contains(true)
            && Position.allCases.map { status(on: date, position: $0).applies }.contains(false)
    }

    /// The lists whose parties' shares count, the most restrictive first. Which Specially Designated Nationals count is
    /// a matter of their programmes (15 CFR 744.8); all are counted here, the stricter reading.
    package static let sources: [ScreeningSource] = [.speciallyDesignated, .entityList, .militaryEndUsers]

    package static let citation = "90 FR 47201 (FR 2025-19001); stay 90 FR 50857 (FR 2025-19846)"
}

extension CalendarDate {
    /// A day that is written in a rule.
    fileprivate static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        func text(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return CalendarDate("\(year)-\(text(month))-\(text(day))") ?? CalendarDate(secondsSince1970: 0)
    }
}
