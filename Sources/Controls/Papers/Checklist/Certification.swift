package import Documents

extension ExportChecklist {
    /// What is attested, by whom, what the consignment gives for it, and what is missing.
    package struct Certification: Sendable, Encodable {
        package let id: String
        package let text: String
        /// `exporter`, `buyer`, `operator`, `laboratory`, `authority`; nil where the rule doesn't say.
        package let by: String?
        package let citation: String
        package let state: DemandState
        /// Somebody's word, as the consignment has it.
        package let attestation: Attestation?
        /// What the consignment's own facts say of it.
        package let evidence: [String]
        /// What somebody still has to hand in; empty when nothing is.
        package let missing: [String]

        package struct Attestation: Sendable, Encodable {
            package let by: String?
            package let on: CalendarDate?
            package let document: String?
        }
    }
}

extension ExportChecklist.Certification {
    init(_ demand: Demand, _ screening: Screening, evidence more: [String] = []) {
        let consignment = screening.consignment
        let lines = demand.met?.lines(screening.facts) ?? []
        let word = consignment.attested.first { $0.demand == demand.id }
        state = DemandState(demand, facts: screening.facts, certified: Set(consignment.certified))
        id = demand.id
        text = demand.text
        by = demand.by
        citation = demand.citation
        attestation = word.map { Attestation(by: $0.by, on: $0.on, document: $0.document) }
        evidence =
            lines.filter { $0.tested?.found != nil }.map(\.text) + Self.laboratory(demand, lines, consignment) + more
        missing = Self.missing(state, word, unknown: lines.filter { $0.truth == .unknown }.compactMap(\.tested?.fact))
    }

    /// The laboratory and its certificate, where the demand is about one.
    private static func laboratory(_ demand: Demand, _ lines: [TraceLine], _ consignment: Consignment) -> [String] {
        guard let laboratory = consignment.details.laboratory,
            lines.contains(where: { $0.tested?.fact == "certificateHeld" })
        else { return [] }
        return ["laboratory: \(laboratory.name); certificate: \(laboratory.certificate ?? "none named")"]
    }

    private static func missing(
        _ state: DemandState, _ word: Consignment.Attestation?, unknown: [String]
    ) -> [String] {
        switch state {
        case .met: return []
        case .broken: return ["the figures show that this isn't met; no attestation mends that"]
        case .open:
            var keys: [String] = []
            for key in unknown.map(ConsignmentKey.of) where !keys.contains(key) { keys.append(key) }
            return keys.isEmpty
                ? ["an attestation (consignment: certified)"] : keys.map { "a statement (consignment: \($0))" }
        case .certified:
            guard let word else { return [] }
            let absent = [
                word.by == nil ? "who signed" : nil, word.on == nil ? "the day" : nil,
                word.document == nil ? "the document's id" : nil,
            ].compactMap(\.self)
            return absent.isEmpty ? [] : ["of the attestation: \(absent.joined(separator: ", "))"]
        }
    }
}

/// Where a consignment's file says a fact.
enum ConsignmentKey {
    static func of(_ fact: String) -> String {
        switch fact {
        case "chinaTPPShare": "shipments: toChinaTPP, toUSCustomersTPP"
        case "remoteUserCountries", "remoteUsersDisclosed": "remoteUsers: countries, disclosed"
        case "laboratoryInUS", "laboratoryIsIndependent", "laboratoryHeadquarters", "certificateHeld":
            "laboratory: name, headquarters, independent, inUS, certificate"
        case "endUserLists", "otherPartyLists": "screening: endUserLists"
        default: fact.replacing("redFlag.", with: "redFlags: ")
        }
    }
}
