/// A device whose evidence was accepted, and what it showed.
package struct AttestedDevice: Sendable, Equatable {
    package let kind: EvidenceKind
    package let identity: DeviceIdentity
    /// As the maker writes it: a serial number, or the short name of a key.
    package let name: String
    /// Such as `GH100 A01 GSP BROM`; nil where nothing says.
    package let model: String?
    package let assurance: AssuranceLevel
    /// The bytes that it vouched for.
    package let nonce: [UInt8]
    package let measurements: MeasurementComparison
    package let revocation: RevocationStatus
    /// Who it is connected with, by its own signed word; nil where it doesn't say.
    package let links: FabricLinks?
    /// The device's own clock when it vouched; nil where it has none.
    package let clock: DeviceClock?
    /// Firmware, driver and the like.
    package let details: [String: String]

    package init(
        kind: EvidenceKind, identity: DeviceIdentity, name: String, model: String? = nil, assurance: AssuranceLevel,
        nonce: [UInt8], measurements: MeasurementComparison = .notCompared, revocation: RevocationStatus = .unknown,
        links: FabricLinks? = nil, clock: DeviceClock? = nil, details: [String: String] = [:]
    ) {
        self.kind = kind
        self.identity = identity
        self.name = name
        self.model = model
        self.assurance = assurance
        self.nonce = nonce
        self.measurements = measurements
        self.revocation = revocation
        self.links = links
        self.clock = clock
        self.details = details
    }
}

/// How measured values stand to published ones.
package enum MeasurementComparison: Sendable, Equatable {
    /// No reference for this device and version was given: what runs on it is unknown.
    case notCompared
    /// All that the references speak of agree. A mismatch is a fault, not a comparison.
    case matching(compared: Int, references: [String])
}

/// What is known of revocation. Offline, absence of news is shown with its age, never taken for good news.
package enum RevocationStatus: Sendable, Equatable {
    /// No list was given.
    case unknown
    /// None of its certificates was on a list of this age in seconds.
    case notListed(age: UInt64)
}

/// Whom a GPU or switch names as its neighbours, in fields that its report signs. Identities are eight bytes ("PDI").
package struct FabricLinks: Sendable, Equatable {
    package enum Role: String, Sendable, Codable { case accelerator, switching = "switch" }

    package let role: Role
    package let own: [UInt8]
    /// One entry per link or port, in the report's order; a neighbour may stand several times.
    package let neighbours: [[UInt8]]

    package init(role: Role, own: [UInt8], neighbours: [[UInt8]]) {
        self.role = role
        self.own = own
        self.neighbours = neighbours
    }
}

/// A device's own clock and counters: of two pieces of evidence, which is the later, and whether it was reset between.
package struct DeviceClock: Sendable, Equatable {
    /// Milliseconds that it was powered.
    package let milliseconds: UInt64
    package let resets: UInt32
    package let restarts: UInt32

    package init(milliseconds: UInt64, resets: UInt32, restarts: UInt32) {
        self.milliseconds = milliseconds
        self.resets = resets
        self.restarts = restarts
    }
}
