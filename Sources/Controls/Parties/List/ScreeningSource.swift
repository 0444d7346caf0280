/// One of the lists that the Consolidated Screening List is made of.
package enum ScreeningSource: String, Sendable, Codable, CaseIterable {
    case entityList = "EL"
    case deniedPersons = "DPL"
    case unverified = "UVL"
    case militaryEndUsers = "MEU"
    case speciallyDesignated = "SDN"
    case sectoralSanctions = "SSI"
    case foreignSanctionsEvaders = "FSE"
    case menuBased = "NS-MBS"
    case chineseMilitaryCompanies = "CMIC"
    case correspondentAccounts = "CAP"
    case palestinianCouncil = "PLC"
    case nonproliferation = "ISN"
    case debarred = "DTC"
    /// A list that this program doesn't know: its parties are screened all the same.
    case other = "other"

    /// Reads a source as the list writes it, such as ‘Entity List (EL) - Bureau of Industry and Security’.
    package init(published text: String) {
        let codes = text.split(whereSeparator: { "() ".contains($0) }).map(String.init)
        self = codes.lazy.compactMap { Self.codes[$0] }.first ?? .other
    }

    private static let codes: [String: ScreeningSource] = {
        var codes = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
        codes["other"] = nil
        codes["MBS"] = .menuBased
        codes["CAPTA"] = .correspondentAccounts
        return codes
    }()

    /// What the list is called in a sentence.
    package var title: String {
        switch self {
        case .entityList: "Entity List"
        case .deniedPersons: "Denied Persons List"
        case .unverified: "Unverified List"
        case .militaryEndUsers: "Military End User List"
        case .speciallyDesignated: "Specially Designated Nationals"
        case .sectoralSanctions: "Sectoral Sanctions Identifications"
        case .foreignSanctionsEvaders: "Foreign Sanctions Evaders"
        case .menuBased: "Menu-Based Sanctions"
        case .chineseMilitaryCompanies: "Chinese Military-Industrial Complex Companies"
        case .correspondentAccounts: "Correspondent Account Sanctions (CAPTA)"
        case .palestinianCouncil: "Palestinian Legislative Council List"
        case .nonproliferation: "Nonproliferation Sanctions"
        case .debarred: "AECA Debarred"
        case .other: "another list"
        }
    }
}
