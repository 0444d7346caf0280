package import Documents

extension ExportChecklist {
    /// The cap on what goes to China and Macau, against what customers in the United States got: computed from running
    /// sums of total processing performance (TPP) of the same product.
    package struct VolumeCap: Sendable, Encodable {
        /// Of one system: accelerators times TPP of one.
        package let perSystem: Double
        package let thisShipment: Double
        /// What was shipped before; nil where the consignment doesn't say.
        package let toChina: Double?
        package let toUSCustomers: Double?
        package let asOf: CalendarDate?
        /// In percent.
        package let cap: Double
        package let citation: String

        /// With this shipment, in percent; nil where the sums aren't given or nothing went to US customers.
        package var share: Double? {
            guard let toChina, let toUSCustomers, toUSCustomers > 0 else { return nil }
            return (toChina + thisShipment) / toUSCustomers * 100
        }

        /// TPP that may still go after this shipment; below zero when it is too much.
        package var left: Double? {
            guard let toChina, let toUSCustomers else { return nil }
            return toUSCustomers * cap / 100 - toChina - thisShipment
        }

        /// Whole systems of this product that may still go after this shipment.
        package var systemsLeft: Double? {
            guard let left, perSystem > 0 else { return nil }
            return max(0, (left / perSystem).rounded(.down))
        }

        enum CodingKeys: CodingKey {
            case perSystem, thisShipment, toChina, toUSCustomers, asOf, cap, citation, share, left, systemsLeft
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(perSystem, forKey: .perSystem)
            try container.encode(thisShipment, forKey: .thisShipment)
            try container.encodeIfPresent(toChina, forKey: .toChina)
            try container.encodeIfPresent(toUSCustomers, forKey: .toUSCustomers)
            try container.encodeIfPresent(asOf, forKey: .asOf)
            try container.encode(cap, forKey: .cap)
            try container.encode(citation, forKey: .citation)
            try container.encodeIfPresent(share, forKey: .share)
            try container.encodeIfPresent(left, forKey: .left)
            try container.encodeIfPresent(systemsLeft, forKey: .systemsLeft)
        }
    }
}

extension ExportChecklist.VolumeCap {
    /// Nil where no cap has a value on the day, or the chip's performance isn't known.
    init?(_ screening: Screening, cap: Parameter.Dated?, count: Int) {
        guard let cap, case .number(let percent) = cap.value, let performance = screening.classification.performance
        else { return nil }
        let shipments = screening.consignment.details.shipments
        perSystem = performance.total * Double(count)
        thisShipment = perSystem * Double(screening.consignment.quantity)
        toChina = shipments?.toChinaTPP
        toUSCustomers = shipments?.toUSCustomersTPP
        asOf = shipments?.asOf
        self.cap = percent
        citation = cap.citation.id
    }
}
