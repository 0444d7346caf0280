/// What became of a demand.
package enum DemandState: String, Sendable, Codable {
    /// The facts show that it is met.
    case met
    /// Somebody certified it.
    case certified
    /// Nobody has shown or certified it.
    case open
    /// The facts show that it isn't met, whatever was certified.
    case broken

    package init(_ demand: Demand, facts: FactSheet, certified: Set<String>) {
        switch demand.met?.truth(of: facts) {
        case .yes: self = .met
        case .no: self = .broken
        case .unknown, nil: self = certified.contains(demand.id) ? .certified : .open
        }
    }

    /// Whether somebody still has to do something.
    package var isMissing: Bool { self == .open || self == .broken }
}
