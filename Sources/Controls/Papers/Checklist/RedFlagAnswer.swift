import Documents
import Quantities

extension ExportChecklist {
    /// A red flag with what the consignment answers.
    package struct RedFlagAnswer: Sendable, Encodable {
        package enum Finding: String, Sendable, Codable {
            case raised, ruledOut
            /// Nobody has looked.
            case open
        }

        package let finding: Finding
        package let certification: Certification

        init(_ demand: Demand, _ screening: Screening, _ evidence: RedFlagEvidence) {
            certification = Certification(demand, screening, evidence: evidence.lines(for: demand.id))
            finding =
                switch certification.state {
                case .met, .certified: .ruledOut
                case .broken: .raised
                case .open: .open
                }
        }
    }
}

/// What a consignment gives to judge red flags by. It decides none: that takes somebody who has looked.
struct RedFlagEvidence {
    private let consignment: Consignment
    private let particulars: Particulars

    init(_ consignment: Consignment, _ particulars: Particulars) {
        self.consignment = consignment
        self.particulars = particulars
    }

    func lines(for demand: String) -> [String] {
        guard let flag = Consignment.RedFlag.allCases.first(where: { $0.fact == demand }) else { return [] }
        switch flag {
        case .unnamedSite:
            return [
                "named: \(particulars.site) (\(particulars.siteCountry)) at \(particulars.latitude), "
                    + "\(particulars.longitude)"
            ]
        case .siteLacksPower:
            return particulars.power.map {
                ["the goods draw \(NumberText.interval(low: $0.low, best: $0.best, high: $0.high)) kW at full load"]
            } ?? []
        case .oddQuantity:
            return ["\(particulars.quantity) × \(particulars.item): \(particulars.accelerators) accelerators"]
        case .unclearParent: return ["named as the ultimate parent's headquarters: \(particulars.headquarters)"]
        case .sharedAddress:
            return consignment.details.screening.map { screening in
                let day = screening.on.map { " on \($0)" } ?? ""
                return ["parties were screened\(day)\(screening.by.map { " by \($0)" } ?? ""); addresses aren't in it"]
            } ?? []
        case .unnamedRemoteUsers:
            return consignment.details.remoteUsers.map {
                [
                    "remote users of \($0.countries.joined(separator: ", ")), "
                        + ($0.isDisclosed ? "disclosed" : "not disclosed")
                ]
            } ?? []
        case .newCustomer, .lateChange, .refusesCertificate, .thirdPartyPayment, .withoutService: return []
        }
    }
}
