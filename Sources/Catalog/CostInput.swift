package import Documents
package import Quantities

/// What one accelerator costs an hour and draws with all that stands round it, as somebody reckoned on a day.
///
/// Costs move by a fifth in months, so they are dated inputs and no constants of the model:
/// `Catalog.cost(of:on:)` takes the newest vintage that is not after a day.
package struct CostInput: Sendable {
    /// Who pays, and for what.
    package enum Tenure: String, CaseIterable, Sendable, Codable {
        /// Owned, at what the largest clouds pay for capital and for power.
        case hyperscaler
        /// Owned, at what a smaller cloud pays.
        case neocloud
        /// Rented from somebody else, everything included.
        case rental
    }

    /// Id of the accelerator.
    package let accelerator: String
    /// The day that the figures are of; a month stands as its first day.
    package let vintage: Sourced<CalendarDate>
    /// Drawn for each accelerator with its share of hosts, network and cooling; nil where nobody says.
    package let power: Figure<Per<Joule, Second>>?
    /// Of one accelerator.
    package let hourly: [Tenure: Figure<Per<Dollar, Second>>]
}
