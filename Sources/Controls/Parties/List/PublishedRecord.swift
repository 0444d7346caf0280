import Foundation

/// A record of the published form. Every field but name and source may be missing or null.
struct PublishedRecord: Decodable {
    private let name: String?
    private let otherNames: Texts?
    private let source: String?
    private let type: String?
    private let number: Text?
    private let notice: String?
    private let requirement: String?
    private let policy: String?
    private let programmes: Texts?
    private let addresses: [Address]?
    private let identifiers: [Identifier]?
    private let nationalities: Texts?
    private let country: String?
    private let startDate: String?
    private let endDate: String?
    private let remarks: String?
    private let url: String?
    private let callSign: String?

    private enum CodingKeys: String, CodingKey {
        case name, source, type, addresses, remarks, country, nationalities
        case otherNames = "alt_names"
        case number = "entity_number"
        case notice = "federal_register_notice"
        case requirement = "license_requirement"
        case policy = "license_policy"
        case programmes = "programs"
        case identifiers = "ids"
        case startDate = "start_date"
        case endDate = "end_date"
        case url = "source_list_url"
        case callSign = "call_sign"
    }

    private struct Address: Decodable {
        let address, city, state, country: String?
        let postalCode: Text?

        enum CodingKeys: String, CodingKey {
            case address, city, state, country
            case postalCode = "postal_code"
        }

        var line: String {
            [address, city, state, postalCode?.value, country].compactMap(\.self).filter { !$0.isEmpty }
                .joined(separator: ", ")
        }
    }

    private struct Identifier: Decodable {
        let number: Text?
    }

    func party(_ texts: inout TextTable) -> Result<ListedParty, RecordProblem> {
        switch RecordBounds.checked(name: name, others: otherNames?.values ?? [], source: source) {
        case .failure(let problem): return .failure(problem)
        case .success(var party):
            let addresses = addresses ?? []
            guard addresses.count <= ScreeningListBounds.partsPerRecord,
                (identifiers?.count ?? 0) <= ScreeningListBounds.partsPerRecord
            else { return .failure(RecordBounds.tooManyParts) }
            party.kind = type.flatMap { PartyKind(rawValue: $0.lowercased()) }
            party.countries = RecordBounds.countries(
                addresses.compactMap(\.country) + [country].compactMap(\.self) + (nationalities?.values ?? []))
            party.entityNumber = number?.value
            party.notice = RecordBounds.text(notice)
            party.licenceRequirement = texts.one(RecordBounds.text(requirement))
            party.licencePolicy = texts.one(RecordBounds.text(policy))
            party.programmes = (programmes?.values ?? []).compactMap { texts.one($0) }
            party.addresses = addresses.map(\.line).filter { !$0.isEmpty }
            party.identifiers = (identifiers ?? []).compactMap { $0.number?.value } + [callSign].compactMap(\.self)
            party.startDate = startDate
            party.endDate = endDate
            party.remarks = RecordBounds.text(remarks)
            party.url = texts.one(url)
            return .success(party)
        }
    }
}

/// Text or a number, as text.
struct Text: Decodable {
    let value: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            value = text
        } else {
            value = String(try container.decode(Int.self))
        }
    }
}

/// A list of texts, or texts parted by semicolons.
struct Texts: Decodable {
    let values: [String]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let texts = try? container.decode([String?].self) {
            values = texts.compactMap(\.self)
        } else {
            values = try container.decode(String.self).split(separator: ";").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
    }
}
