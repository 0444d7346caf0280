/// Which published measurements can speak of a device.
enum NVIDIAReferences {
    /// Leaves out manifests whose name shows that they are of other hardware. Versions alone don't tell: a GH100 and a
    /// GB100 run drivers of the same number.
    ///
    /// Names are `NV_GPU_DRIVER_GH100_550.144.03`, `NV_GPU_CC_DRIVER_GB100_575.32`, `NV_GPU_VBIOS_GH100_96005E0001`, or
    /// of the last as it is published `NV_GPU_VBIOS_1010_0200_882_96005E0001` (project, its SKU, the chip's SKU), and
    /// `NV_SWITCH_BIOS_…`. Manifests with other names stay.
    static func applicable(
        _ references: [ReferenceManifest], to facts: NVIDIAReportFacts, chip: String?
    ) -> [ReferenceManifest] {
        references.filter { canSpeak($0, of: facts, chip: chip) }
    }

    private static func canSpeak(
        _ reference: ReferenceManifest, of facts: NVIDIAReportFacts, chip: String?
    ) -> Bool {
        let parts = reference.id.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
        if parts.starts(with: ["NV", "SWITCH"]) { return facts.role == .switching }
        guard parts.starts(with: ["NV", "GPU"]) else { return true }
        guard facts.role == .accelerator else { return false }
        guard let place = parts.firstIndex(where: { ["DRIVER", "VBIOS"].contains($0) }) else { return true }
        let rest = parts.dropFirst(place + 1)
        if let named = rest.first, NVIDIAChip.role(of: named) == .accelerator, let chip { return named == chip }
        let board = ["project", "project sku", "chip sku"].compactMap { facts.details[$0] }
        return rest.count < 4 || board.count < 3 || Array(rest.prefix(3)) == board
    }
}
