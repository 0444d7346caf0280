package import Catalog
package import Documents
package import Quantities

/// What a second of a system costs, and on what that rests.
package struct ServingCost: Sendable {
    package let perSecond: Dollars
    /// Such as `rental of nvidia-h200-sxm, 2026-08`.
    package let basis: String

    /// Years over which a purchase is written off where nobody rents the part out; electricity isn't in it.
    package static let years = 4.0

    /// The user's own figure for an hour of one accelerator; else a dated one of the catalogue; else the system's price.
    ///
    /// - Returns: nil when there is none of these.
    package init?(_ hardware: Hardware, catalog: Catalog, on date: CalendarDate, hourly: Double? = nil) {
        let count = Double(hardware.system.acceleratorCount)
        if let hourly {
            self.init(
                perSecond: Dollars(hourly / 3_600 * count), basis: "US$ \(NumberText.short(hourly)) an hour, as given")
            return
        }
        if let input = catalog.cost(of: hardware.accelerator, on: date) {
            let order: [CostInput.Tenure] = [.rental, .neocloud, .hyperscaler]
            if let tenure = order.first(where: { input.hourly[$0] != nil }), let figure = input.hourly[tenure] {
                self.init(
                    perSecond: Dollars(figure.value.best.value * count),
                    basis: "\(tenure.rawValue) of \(hardware.accelerator.id), \(input.vintage.value)")
                return
            }
        }
        guard let price = hardware.system.price?.value.best else { return nil }
        let seconds = Self.years * 365.25 * 86_400
        self.init(
            perSecond: Dollars(price.value / seconds),
            basis: "price of \(hardware.system.id) over \(Int(Self.years)) years, without electricity")
    }

    private init(perSecond: Dollars, basis: String) {
        self.perSecond = perSecond
        self.basis = basis
    }

    /// Dollars for a million tokens at a rate.
    package func perMillion(at rate: Double) -> Double? { rate > 0 ? perSecond.value / rate * 1e6 : nil }
}
