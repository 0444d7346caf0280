import Charts
import Controls
import Quantities
import Registry

/// All devices on a map, and what to act on.
struct OverviewPage: Sendable {
    struct ConsignmentLine: Sendable {
        let id, title, site, restricted: String
        let devices: Int
    }

    let map: String
    let devices: [DeviceLine]
    let consignments: [ConsignmentLine]
    let cleared: Int
    let notCleared: Int
    let refused: Int
    let waiting: Int
    let evidence: Int
    let hasDevices: Bool

    init(_ house: House, maps: MapDrawer) throws {
        let statuses = try house.statuses()
        let known = try house.registry.consignments()
        devices = statuses.map(DeviceLine.init)
        hasDevices = !devices.isEmpty
        consignments = known.map { consignment in
            ConsignmentLine(
                id: consignment.id, title: consignment.title, site: consignment.site.name,
                restricted: consignment.restricted,
                devices: statuses.filter { $0.device.consignmentId == consignment.id }.count)
        }
        cleared = statuses.filter { $0.state == .cleared }.count
        refused = statuses.filter { $0.state == .refused }.count
        notCleared = statuses.filter { $0.state == .notCleared || $0.state == .silent }.count
        waiting = statuses.filter { $0.state == .unmeasured }.count
        evidence = try house.registry.evidence().count
        let restricted = known.filter { consignment in
            statuses.contains { $0.device.consignmentId == consignment.id }
        }.reduce(into: Set<String>()) { $0.formUnion(maps.codes(of: $1.restricted)) }
        map = maps.map(restricted: restricted).svg(
            title: "Devices by verdict; restricted regions shaded",
            markers: Self.markers(statuses, known))
    }

    /// A device stands at its consignment's site when it is cleared or unknown, and where it most likely is when
    /// it isn't: the one is a claim that was proven compatible, the other a place to go and look. Devices of one
    /// site are drawn side by side.
    private static func markers(_ statuses: [DeviceStatus], _ consignments: [Consignment]) -> [WorldMap.Marker] {
        var taken: [Coordinates: Int] = [:]
        return statuses.compactMap { status in
            guard let site = consignments.first(where: { $0.id == status.device.consignmentId })?.site else {
                return nil
            }
            let place = status.state == .notCleared ? status.estimate?.place ?? site.place : site.place
            let others = taken[place, default: 0]
            taken[place] = others + 1
            let beside = Coordinates(latitude: place.latitude, longitude: place.longitude - 4 * Double(others))
            return WorldMap.Marker(
                place: beside ?? place, label: status.device.name, kind: status.markerKind,
                link: "/devices/\(status.device.id)")
        }
    }
}
