package import Quantities

/// How far a figure can be trusted.
package enum Grade: String, CaseIterable, Comparable, Codable, Sendable {
    /// A maker's data sheet, a regulator, or a measured paper.
    case maker = "A"
    /// Press, a third party's database, or a die estimate.
    case press = "B"
    /// A rumour, or somebody's model.
    case rumour = "C"

    package static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
}

/// A fact with where it comes from.
package struct Sourced<Value: Sendable>: Sendable {
    package let value: Value
    /// Ids into `Catalog.sources`; never empty.
    package let sources: [String]
    package let grade: Grade
    package let note: String?
}

/// A number with its doubt, its unit (in the type) and where it comes from. A figure without a source can't be
/// made: the loader is the only one that makes them.
package typealias Figure<U: Unit> = Sourced<Interval<Quantity<U>>>

extension Sourced {
    /// The same provenance for another value.
    package func with<Other: Sendable>(_ other: Other) -> Sourced<Other> {
        Sourced<Other>(value: other, sources: sources, grade: grade, note: note)
    }
}
