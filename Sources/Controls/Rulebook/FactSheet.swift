/// A fact that a rule can test.
package enum FactValue: Sendable, Hashable, CustomStringConvertible {
    case number(Double)
    case truth(Bool)
    case text(String)

    package var description: String {
        switch self {
        case .number(let number):
            if number == .infinity { return "beyond every limit" }
            return number == number.rounded() && abs(number) < 1e12
                ? String(Int(number)) : String((number * 1000).rounded() / 1000)
        case .truth(let truth): return truth ? "yes" : "no"
        case .text(let text): return text
        }
    }
}

/// What is known of the thing being judged. A name that isn't there is unknown, never false.
package struct FactSheet: Sendable {
    /// A fact and where it comes from, for the trace.
    package struct Entry: Sendable {
        package let value: FactValue
        package let origin: String
    }

    package private(set) var entries: [String: Entry] = [:]

    package init() {}

    /// Records a fact; nil leaves it unknown.
    package mutating func set(_ name: String, _ value: FactValue?, from origin: @autoclosure () -> String) {
        entries[name] = value.map { Entry(value: $0, origin: origin()) }
    }
}
