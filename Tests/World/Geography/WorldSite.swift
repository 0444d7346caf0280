import Quantities

/// A place of the world, with an address and mostly a network namespace of its own.
struct WorldSite: Sendable, Hashable, Identifiable {
    enum Role: Sendable {
        /// Where the test itself stands: in the root namespace, beside the service.
        case operations
        case service
        case landmark
        /// Where devices are.
        case prover
        /// Has no namespace: attackers live in the router.
        case attacker
    }

    let id: String
    let name: String
    let role: Role
    let place: Coordinates
    let address: IPv4Address
}

extension WorldSite {
    /// Every site of the world. Landmarks are cities of Catalog/landmarks.yaml; Johor is the consignment's own site,
    /// of Examples/h200-to-johor.yaml.
    static let all: [WorldSite] = table.compactMap { row in
        Coordinates(latitude: row.latitude, longitude: row.longitude).map {
            WorldSite(id: row.id, name: row.name, role: row.role, place: $0, address: .world(row.host))
        }
    }

    static var landmarks: [WorldSite] { all.filter { $0.role == .landmark } }

    /// The site with this id.
    static func named(_ id: String) throws(WorldError) -> WorldSite {
        guard let site = all.first(where: { $0.id == id }) else { throw .unexpected("no site ‘\(id)’") }
        return site
    }

    typealias Row = (host: UInt8, id: String, name: String, role: Role, latitude: Double, longitude: Double)

    static let table: [Row] = [
        (1, "operations", "Operations", .operations, 1.2897, 103.8501),
        (2, "service", "Service", .service, 1.2897, 103.8501),
        (11, "singapore", "Singapore", .landmark, 1.2897, 103.8501),
        (12, "kuala-lumpur", "Kuala Lumpur", .landmark, 3.1412, 101.6865),
        (13, "jakarta", "Jakarta", .landmark, -6.2146, 106.8451),
        (14, "bangkok", "Bangkok", .landmark, 13.754, 100.5014),
        (15, "manila", "Manila", .landmark, 14.6042, 120.9822),
        (16, "taipei", "Taipei", .landmark, 25.0478, 121.5319),
        (17, "tokyo", "Tokyo", .landmark, 35.6895, 139.6917),
        (18, "seoul", "Seoul", .landmark, 37.566, 126.9784),
        (19, "hanoi", "Hanoi", .landmark, 21.0245, 105.8412),
        (20, "mumbai", "Mumbai", .landmark, 19.0728, 72.8826),
        (21, "dubai", "Dubai", .landmark, 25.0657, 55.1713),
        (22, "sydney", "Sydney", .landmark, -33.8678, 151.2073),
        (23, "frankfurt", "Frankfurt", .landmark, 50.1155, 8.6842),
        (24, "ashburn", "Ashburn", .landmark, 39.0437, -77.4875),
        (25, "san-jose", "San Jose", .landmark, 37.3394, -121.895),
        (26, "sao-paulo", "São Paulo", .landmark, -23.5475, -46.6361),
        (101, "johor", "Sedenak, Johor", .prover, 1.7136, 103.5297),
        (102, "shenzhen", "Huaqiangbei, Shenzhen", .prover, 22.547, 114.085),
        (201, "impostor", "beside the hall in Johor", .attacker, 1.7136, 103.5297),
    ]
}
