/// The fields of a report that name neighbours. Eight bytes stand for a device: the last eight of the serial number in
/// its own certificate.
///
/// A GPU has one entry per link, holding the switch at its other end with its bytes reversed. A switch has itself in one
/// field and eight GPUs in the first 64 bytes of another, both in plain order. Found by comparing one published board of
/// eight GPUs and four switches, certificate by certificate; the makers' tools read the fields the same way
/// (NVIDIA/nvtrust, `validate_topology.py`).
enum NVIDIAFabricFields {
    private static let size = 8

    /// Who is named: nil where the report doesn't say, as with older drivers.
    ///
    /// - Parameter own: the device's eight bytes by its certificate.
    /// - Throws: `malformed` for fields of other lengths, `otherDevice` when a switch names itself otherwise than its
    ///   certificate does.
    static func links(
        in opaque: SPDMOpaqueData, role: FabricLinks.Role, own: [UInt8]
    ) throws(EvidenceRefusal) -> FabricLinks? {
        switch role {
        case .accelerator:
            guard let field = opaque[.switchIdentities] else { return nil }
            let neighbours = try identities(in: field).map { Array($0.reversed()) }
            return FabricLinks(role: role, own: own, neighbours: neighbours)
        case .switching:
            if let itself = opaque[.switchIdentities], itself != own {
                let named = "\(Hex.string(itself.prefix(size))), its certificate \(Hex.string(own))"
                throw EvidenceRefusal(.otherDevice, "the switch calls itself \(named)")
            }
            guard let field = opaque[.acceleratorIdentities] else { return nil }
            guard field.count >= 8 * size else {
                throw EvidenceRefusal(
                    .malformed, "the switch's field of GPUs has \(field.count) bytes; expected 64 or more")
            }
            return FabricLinks(role: role, own: own, neighbours: try identities(in: Array(field.prefix(8 * size))))
        }
    }

    /// Zeros stand for a link that isn't used: they name nobody and are left out.
    private static func identities(in field: [UInt8]) throws(EvidenceRefusal) -> [[UInt8]] {
        guard field.count.isMultiple(of: size) else {
            throw EvidenceRefusal(.malformed, "a field of neighbours has \(field.count) bytes; expected eight for each")
        }
        let identities = stride(from: 0, to: field.count, by: size).map { Array(field.dropFirst($0).prefix(size)) }
        return identities.filter { $0.contains { $0 != 0 } }
    }
}
