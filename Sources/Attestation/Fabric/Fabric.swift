/// The cross-check of GPUs and switches of one board. Each signs who its neighbours are; each is named by eight bytes
/// that stand in its own certificate.
package enum Fabric {
    /// Whether these devices, all together, are one board.
    ///
    /// - Parameter devices: accepted ones only: what others say is nobody's word.
    package static func close(_ devices: [AttestedDevice]) -> FabricFinding {
        let members = devices.map(Member.init)
        let accelerators = members.filter { $0.role == .accelerator }
        let switches = members.filter { $0.role == .switching }
        var reasons = members.filter { $0.links == nil }.map { "\($0.name) says nothing of its neighbours" }
        if accelerators.isEmpty { reasons.append("no accelerator is presented") }
        if switches.isEmpty { reasons.append("no switch is presented") }
        reasons += repetitions(accelerators) + repetitions(switches)
        let (accelerator, switching) = ("accelerator", "switch")
        reasons += accelerators.flatMap { contradictions(of: $0, accelerator, to: switches, switching) }
        reasons += switches.flatMap { contradictions(of: $0, switching, to: accelerators, accelerator) }
        // A device that stands twice contradicts others twice.
        var told: Set<String> = []
        return FabricFinding(
            accelerators: accelerators.map(\.name), switches: switches.map(\.name),
            reasons: reasons.filter { told.insert($0).inserted })
    }

    /// The devices in groups that name one another, each group judged by itself. It is enough that one names the other,
    /// so that a contradiction shows inside a group. Every device stands in exactly one.
    package static func boards(of devices: [AttestedDevice]) -> [FabricFinding] {
        var left = devices.map { ($0, Member($0)) }
        var boards: [[AttestedDevice]] = []
        while let (device, first) = left.first {
            left.removeFirst()
            var board = [device]
            var frontier = [first]
            while let member = frontier.popLast() {
                let joining = left.filter { member.isBeside($0.1) }
                left.removeAll { member.isBeside($0.1) }
                board += joining.map(\.0)
                frontier += joining.map(\.1)
            }
            boards.append(board)
        }
        return boards.map(close)
    }

    private static func repetitions(_ members: [Member]) -> [String] {
        var counts: [[UInt8]: Int] = [:]
        for member in members { counts[member.own, default: 0] += 1 }
        return members.compactMap { member in
            guard let count = counts[member.own], count > 1 else { return nil }
            return "\(member.name) is presented \(count) times"
        }
    }

    private static func contradictions(
        of member: Member, _ role: String, to others: [Member], _ otherRole: String
    ) -> [String] {
        guard let links = member.links else { return [] }
        let named = Set(links.neighbours)
        let presented = Set(others.map(\.own))
        let foreign = named.subtracting(presented).map { Hex.string($0).uppercased() }.sorted().map {
            "\(role) \(member.name) names the \(otherRole) \($0), which is not presented"
        }
        let unnamed = others.filter { !named.contains($0.own) }.map {
            "\(role) \(member.name) does not name the \(otherRole) \($0.name)"
        }
        return foreign + unnamed
    }

    private struct Member {
        let name: String
        let role: FabricLinks.Role
        let own: [UInt8]
        let links: FabricLinks?

        init(_ device: AttestedDevice) {
            name = device.name
            links = device.links
            role = device.links?.role ?? (device.kind == .nvidiaSwitch ? .switching : .accelerator)
            // A device without links still stands for itself, by the end of its serial number as the others name it.
            own = device.links?.own ?? Array(device.identity.key.suffix(8))
        }

        func isBeside(_ other: Member) -> Bool {
            own == other.own && role == other.role
                || role != other.role
                    && (links?.neighbours.contains(other.own) == true || other.links?.neighbours.contains(own) == true)
        }
    }
}
