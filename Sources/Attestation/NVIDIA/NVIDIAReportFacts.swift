/// What a report's opaque data says of the device, put into words. True only once its signature is checked.
struct NVIDIAReportFacts: Sendable, Equatable {
    /// A GPU or a switch; nil when the fields are those of neither or of both.
    let role: FabricLinks.Role?
    /// Such as `590.12`; GPUs only.
    let driver: String?
    /// Such as `96.00.A5.00.01`.
    let vbios: String?
    /// SHA-384 of the firmware; nil where the report doesn't name it.
    let firmware: [UInt8]?
    /// Field by field, for people.
    let details: [String: String]

    init(_ opaque: SPDMOpaqueData) {
        let role = Self.role(of: opaque)
        self.role = role
        driver = opaque[.driverVersion].flatMap(PrintableText.text)
        vbios = opaque[.vbiosVersion].flatMap { Self.vbios($0, role: role) }
        firmware = opaque[.firmwareID]
        details = Self.details(of: opaque, driver: driver, vbios: vbios)
    }

    /// Only a GPU runs a driver; only a switch has ports and a position.
    private static func role(of opaque: SPDMOpaqueData) -> FabricLinks.Role? {
        let isAccelerator = opaque[.driverVersion] != nil
        let isSwitch = [.acceleratorIdentities, .disabledPorts, .switchPosition, .switchLock]
            .contains { (type: NVIDIAOpaqueType) in opaque[type] != nil }
        return isAccelerator == isSwitch ? nil : isAccelerator ? .accelerator : .switching
    }

    /// A switch writes its version out. A GPU has it in eight bytes: of the number in the first four, little-endian, the
    /// bytes from the top, and then the fifth byte.
    private static func vbios(_ value: [UInt8], role: FabricLinks.Role?) -> String? {
        guard role == .accelerator else { return PrintableText.text(of: value) }
        guard value.count == 8 else { return nil }
        let parts = value.prefix(4).reversed() + value.dropFirst(4).prefix(1)
        return parts.map { Hex.byte($0).uppercased() }.joined(separator: ".")
    }

    private static func details(of opaque: SPDMOpaqueData, driver: String?, vbios: String?) -> [String: String] {
        var details: [String: String] = [:]
        details["driver"] = driver
        details["vbios"] = vbios
        let texts: [(String, NVIDIAOpaqueType)] = [
            ("chip sku", .chipSKU), ("chip sku modifier", .chipSKUModifier), ("project", .project),
            ("project sku", .projectSKU), ("project sku modifier", .projectSKUModifier),
        ]
        for (name, type) in texts { details[name] = opaque[type].flatMap(PrintableText.text) }
        let numbers: [(String, NVIDIAOpaqueType)] = [
            ("board id", .boardID), ("switch position", .switchPosition), ("switch lock", .switchLock),
            ("feature flag", .featureFlag),
        ]
        for (name, type) in numbers {
            details[name] = opaque[type].flatMap { $0.count <= 8 ? "0x" + Hex.string($0.reversed()) : nil }
        }
        let switches: [(String, NVIDIAOpaqueType)] = [
            ("protected pcie", .protectedPCIe), ("video decoder", .videoDecoder),
        ]
        for (name, type) in switches { details[name] = opaque[type].flatMap(state) }
        return details
    }

    private static func state(_ value: [UInt8]) -> String? {
        switch value {
        case [0xAA]: "on"
        case [0x55]: "off"
        default: nil
        }
    }
}
