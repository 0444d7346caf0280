package import Documents
package import Foundation

/// Which list an answer rests on, and how old it is.
package struct ListStamp: Sendable, Equatable, Encodable {
    package let origin: String
    /// The day the list says it was made.
    package let made: CalendarDate?
    /// The day it was fetched or read.
    package let retrieved: CalendarDate
    /// SHA-256 in hex; nil for a list that wasn't kept.
    package let digest: String?
    package let parties: Int
    package let setAside: Int
    package let days: Int
    package let isStale: Bool

    /// - Parameters:
    ///   - list: as it was read.
    ///   - origin: its address or file.
    ///   - retrieved: when the list was fetched; now for a file that is read directly.
    ///   - digest: of the published bytes.
    ///   - now: when its age is told.
    package init(_ list: ScreeningList, origin: String, retrieved: Date, digest: String?, now: Date) {
        self.origin = origin
        made = list.made
        self.retrieved = CalendarDate(secondsSince1970: retrieved.timeIntervalSince1970)
        self.digest = digest
        parties = list.parties.count
        setAside = list.setAside.count
        // The list's own date tells its age better than when it was fetched.
        let born = min(made.map { Double($0.secondsSince1970) } ?? .infinity, retrieved.timeIntervalSince1970)
        let age = max(0, now.timeIntervalSince1970 - born)
        days = Int(min(age / 86_400, 1e6))
        isStale = age > Double(ScreeningListStore.staleDays) * 86_400
    }

    /// What is said of it under an answer.
    package var sentences: [String] {
        let made = made.map { "made \($0)" } ?? "of unstated date"
        var lines = [
            "List: \(origin), \(made), retrieved \(retrieved), \(days) days old, \(NumberText.grouped(parties)) parties"
                + (digest.map { ", SHA-256 \($0)" } ?? "") + "."
        ]
        if isStale {
            lines.append(
                "The list is stale: older than \(ScreeningListStore.staleDays) days. Fetch it anew before relying on it."
            )
        }
        if setAside > 0 { lines.append("\(setAside) records couldn't be read and weren't screened against.") }
        return lines
    }
}
