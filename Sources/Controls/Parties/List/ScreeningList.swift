package import Documents

/// A consolidated screening list as it was read.
package struct ScreeningList: Sendable {
    package let parties: [ListedParty]
    /// The day the list itself says it was made; nil where it doesn't say.
    package let made: CalendarDate?
    /// Records that couldn't be used.
    package let setAside: [SetAside]

    /// A record that couldn't be used, and why. It is counted from 1.
    package struct SetAside: Sendable, Equatable, CustomStringConvertible {
        package let record: Int
        package let reason: String

        package var description: String { "record \(record): \(reason)" }
    }

    package init(parties: [ListedParty], made: CalendarDate? = nil, setAside: [SetAside] = []) {
        self.parties = parties
        self.made = made
        self.setAside = setAside
    }
}

/// What a list may hold at most. The published list of 2026 holds 25,921 parties in some tens of megabytes.
package enum ScreeningListBounds {
    package static let bytes = 256 << 20
    package static let records = 1_000_000
    package static let namesPerRecord = 500
    package static let nameLength = 1_000
    package static let textLength = 20_000
    package static let partsPerRecord = 1_000
}
