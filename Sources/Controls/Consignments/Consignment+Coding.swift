import Documents

// Files of earlier versions hold a list of ids under "certified" and no details; they keep reading.

extension Consignment {
    enum CodingKeys: CodingKey {
        case id, title, date, system, quantity, exporter, exportedFrom, commerciallyAvailableInUS, endUser, site, use
        case restricted, certified, attested, details, isAccelerator
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let certified = try container.decodeIfPresent([String].self, forKey: .certified) ?? []
        self.init(
            id: try container.decode(String.self, forKey: .id),
            title: try container.decode(String.self, forKey: .title),
            date: try container.decode(CalendarDate.self, forKey: .date),
            system: try container.decode(String.self, forKey: .system),
            isAccelerator: try container.decodeIfPresent(Bool.self, forKey: .isAccelerator) ?? false,
            quantity: try container.decode(Int.self, forKey: .quantity),
            exporter: try container.decode(Party.self, forKey: .exporter),
            exportedFrom: try container.decode(String.self, forKey: .exportedFrom),
            commerciallyAvailableInUS: try container.decode(Bool.self, forKey: .commerciallyAvailableInUS),
            endUser: try container.decode(EndUser.self, forKey: .endUser),
            site: try container.decode(Site.self, forKey: .site),
            use: try container.decode(String.self, forKey: .use),
            restricted: try container.decode(String.self, forKey: .restricted),
            attested: try container.decodeIfPresent([Attestation].self, forKey: .attested)
                ?? certified.map { Attestation(demand: $0, by: nil, on: nil, document: nil) },
            details: try container.decodeIfPresent(Details.self, forKey: .details) ?? Details())
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(title, forKey: .title)
        try container.encode(date, forKey: .date)
        try container.encode(system, forKey: .system)
        try container.encode(quantity, forKey: .quantity)
        try container.encode(exporter, forKey: .exporter)
        try container.encode(exportedFrom, forKey: .exportedFrom)
        try container.encode(commerciallyAvailableInUS, forKey: .commerciallyAvailableInUS)
        try container.encode(endUser, forKey: .endUser)
        try container.encode(site, forKey: .site)
        try container.encode(use, forKey: .use)
        try container.encode(restricted, forKey: .restricted)
        try container.encode(certified, forKey: .certified)
        // Kept out where they say nothing more: one consignment has one form, also beside an earlier version's.
        if attested.contains(where: { $0.by != nil || $0.on != nil || $0.document != nil }) {
            try container.encode(attested, forKey: .attested)
        }
        if isAccelerator { try container.encode(isAccelerator, forKey: .isAccelerator) }
        if details != Details() { try container.encode(details, forKey: .details) }
    }
}
