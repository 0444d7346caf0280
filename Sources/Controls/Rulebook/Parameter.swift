package import Documents

/// A figure of an instrument that its rules refer to by name: limits, lists and switches, each with its days.
package struct Parameter: Sendable {
    package enum Value: Sendable, Hashable, CustomStringConvertible {
        case number(Double)
        case truth(Bool)
        case names([String])

        package var description: String {
            switch self {
            case .number(let number): FactValue.number(number).description
            case .truth(let truth): truth ? "yes" : "no"
            case .names(let names): names.joined(separator: ", ")
            }
        }
    }

    /// A value from a day on, with where it is printed.
    package struct Dated: Sendable {
        package let from: CalendarDate
        package let knownSince: CalendarDate
        package let value: Value
        package let citation: Citation
        package let line: Int
    }

    package let title: String
    package let unit: String?
    /// By rising dates.
    package let values: [Dated]

    /// The value on a day, as known on another; nil before the first.
    package func value(asOf: AsOf) -> Dated? {
        values.last { $0.from <= asOf.date && $0.knownSince <= asOf.known }
    }
}
