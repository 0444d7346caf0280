/// All that judging evidence takes from outside it. The verdict depends on nothing else.
package struct AttestationPolicy: Sendable {
    /// The time to judge certificates by, in seconds since 1970.
    package var time: UInt64
    /// Roots that device certificates may end at: SHA-256 over the certificate's DER.
    package var roots: Set<[UInt8]>
    /// Known revocations; nil when there are none to go by.
    package var revocations: RevocationList?
    /// Published measurements, already checked for their own signatures.
    package var references: [ReferenceManifest]
    /// Registers that an honest platform's TPM may quote. Empty: any, and what software holds the key is unknown.
    package var platforms: [PlatformReference]
    /// Ed25519 keys that may enrol a TPM's attestation key; nil accepts the evidence's own, for the reader to compare.
    package var enrolmentAuthorities: Set<[UInt8]>?

    package init(
        time: UInt64, roots: Set<[UInt8]> = [], revocations: RevocationList? = nil,
        references: [ReferenceManifest] = [], platforms: [PlatformReference] = [],
        enrolmentAuthorities: Set<[UInt8]>? = nil
    ) {
        self.time = time
        self.roots = roots
        self.revocations = revocations
        self.references = references
        self.platforms = platforms
        self.enrolmentAuthorities = enrolmentAuthorities
    }
}

/// Certificates known to be revoked, as of a time.
package struct RevocationList: Sendable, Equatable {
    /// When it was issued, in seconds since 1970.
    package let issued: UInt64
    /// Lower-case hex of the serial numbers, without leading zeros, and the reason where one is known.
    package let serials: [String: String]

    package init(issued: UInt64, serials: [String: String]) {
        self.issued = issued
        self.serials = serials
    }
}

/// Measurements that a maker published for one firmware or driver ("RIM"). Only a checked manifest becomes one.
package struct ReferenceManifest: Sendable, Equatable {
    /// Such as `NV_GPU_DRIVER_GH100_550.144.03`.
    package let id: String
    /// What the values are of, such as `driver` or `vbios`, lower case.
    package let component: String
    /// The version that it is for, such as `550.144.03` or `96.00.A5.00.01`.
    package let version: String
    /// Measurement index in the report, from 0 as manifests count, and the values any of which is right.
    package let values: [Int: [[UInt8]]]

    package init(id: String, component: String, version: String, values: [Int: [[UInt8]]]) {
        self.id = id
        self.component = component
        self.version = version
        self.values = values
    }
}

/// Registers that a platform in a known state has.
package struct PlatformReference: Sendable, Equatable {
    package let name: String
    /// Register number to SHA-256 value.
    package let registers: [Int: [UInt8]]

    package init(name: String, registers: [Int: [UInt8]]) {
        self.name = name
        self.registers = registers
    }
}
