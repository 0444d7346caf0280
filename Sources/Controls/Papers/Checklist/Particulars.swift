import Catalog
package import Quantities

/// What a paper says of the goods and the parties.
package struct Particulars: Sendable, Encodable {
    package let consignment: String
    package let title: String
    package let item: String
    package let accelerator: String
    package let quantity: Int
    /// In all systems together.
    package let accelerators: Int
    /// Total processing performance of one accelerator; nil where no rate is known.
    package let performance: Double?
    /// TB/s of one accelerator.
    package let memoryBandwidth: Interval<Double>
    /// Kilowatts of all systems under full load; nil for accelerators by themselves.
    package let power: Interval<Double>?
    package let exporter: String
    package let exportedFrom: String
    package let endUser: String
    package let endUserKind: Consignment.EndUser.Kind
    package let headquarters: String
    package let isStateFunded: Bool
    package let site: String
    package let siteCountry: String
    package let latitude: Double
    package let longitude: Double
    package let use: String

    init(_ screening: Screening, accelerator: Accelerator, count: Int, catalog: Catalog) {
        let consignment = screening.consignment
        let system = consignment.isAccelerator ? nil : try? catalog.system(named: consignment.system)
        self.consignment = consignment.id
        title = consignment.title
        item = system?.name ?? accelerator.name
        self.accelerator = accelerator.name
        quantity = consignment.quantity
        accelerators = consignment.quantity * count
        performance = screening.classification.performance?.total
        memoryBandwidth = accelerator.memory.bandwidth.value.mapRising { $0.value / 1e12 }
        power = system.map { $0.power.value.mapRising { $0.value / 1e3 * Double(consignment.quantity) } }
        exporter = "\(consignment.exporter.name) (\(consignment.exporter.country))"
        exportedFrom = consignment.exportedFrom
        endUser = "\(consignment.endUser.name) (\(consignment.endUser.country))"
        endUserKind = consignment.endUser.kind
        headquarters = consignment.endUser.headquarters
        isStateFunded = consignment.endUser.stateFunded
        site = consignment.site.name
        siteCountry = consignment.site.country
        latitude = consignment.site.place.latitude
        longitude = consignment.site.place.longitude
        use = consignment.use
    }
}
