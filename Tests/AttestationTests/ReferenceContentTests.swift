import Attestation
import Testing

/// What a manifest says, once its signature is good.
struct ReferenceContentTests {
    private let authority: ReferenceAuthority

    init() throws { authority = try ReferenceAuthority() }

    private func read(_ text: ReferenceText) throws -> ReferenceManifest {
        try ReferenceManifest(
            xml: Array(try text.signed(by: authority).utf8), roots: authority.roots, time: ReferenceAuthority.start)
    }

    private func meta(_ edition: String, _ product: String, _ version: String) -> String {
        #"PayloadType="direct" colloquialVersion="\#(version)" edition="\#(edition)" product="\#(product)""#
    }

    @Test(arguments: [
        ("GPU", "GH100", "535.86.09", "driver", "535.86.09", "NV_GPU_DRIVER_GH100_535.86.09"),
        ("GPU", "GB100", "575.32", "driver", "575.32", "NV_GPU_DRIVER_GB100_575.32"),
        ("GPU", "GH100", "96.00.5E.00.01", "vbios", "96.00.5E.00.01", "NV_GPU_VBIOS_GH100_96005E0001"),
        ("GPU", "GH100", "96.00.5e.00.01", "vbios", "96.00.5E.00.01", "NV_GPU_VBIOS_GH100_96005E0001"),
        ("SWITCH", "LS10", "9610550001", "switch-vbios", "96.10.55.00.01", "NV_SWITCH_BIOS_LS10_9610550001"),
    ])
    func `edition and version tell what a manifest is of`(
        edition: String, product: String, version: String, component: String, written: String, id: String
    ) throws {
        var text = ReferenceText()
        text.meta = meta(edition, product, version)
        let manifest = try read(text)
        #expect(manifest.component == component)
        #expect(manifest.version == written)
        #expect(manifest.id == id)
    }

    @Test(
        arguments: [
            ("GPU", "GH100", "r1", .unsupported), ("CPU", "A", "550.144.03", .unsupported),
            ("SWITCH", "LS10", "550.144.03", .unsupported), ("GPU", "GH100", "", .malformed),
            ("GPU", "GH100", "1..2", .unsupported), ("GPU", "../x", "550.144.03", .malformed),
            ("GPU", "GH100", "96.00.5E.00", .unsupported), ("GPU", "GH100", "96.00.5E.00.01.02", .unsupported),
        ] as [(String, String, String, EvidenceFault.Code)])
    func `a manifest of nothing known is refused`(
        edition: String, product: String, version: String, code: EvidenceFault.Code
    ) throws {
        var text = ReferenceText()
        text.meta = meta(edition, product, version)
        #expect(authority.faults(of: try text.signed(by: authority)).map(\.code) == [code])
    }

    @Test(
        arguments: [
            ([ReferenceText.entry(7, ["17"]), ReferenceText.entry(7, ["18"])], .malformed),
            ([ReferenceText.entry(7, ["17"], alternatives: 2)], .malformed),
            ([ReferenceText.entry(7, ["17", "18"], alternatives: 1)], .malformed),
            ([ReferenceText.entry(7, [])], .malformed), ([ReferenceText.entry(7, ["17"], size: 47)], .malformed),
            ([ReferenceText.entry(7, ["1g"])], .malformed), ([ReferenceText.entry(7, ["1"])], .malformed),
            ([ReferenceText.entry(7, ["17"], active: "true")], .malformed),
            ([ReferenceText.entry(-1, ["17"])], .malformed),
            ([ReferenceText.entry(7, ["17"], active: "False")], .malformed), ([], .malformed),
            // Newer manifests put lowest security versions at large indexes: nothing here judges those.
            ([ReferenceText.entry(7, ["17"]), ReferenceText.entry(254, ["18"])], .unsupported),
            ([ReferenceText.entry(7, ["17"]).replacing("\"Measurement\"", with: "\"Opaque\"")], .unsupported),
            ([ReferenceText.entry(7, ["17"]), "<File></File>"], .unsupported),
        ] as [([String], EvidenceFault.Code)])
    func `entries that aren't as announced are refused, signed or not`(
        entries: [String], code: EvidenceFault.Code
    ) throws {
        var text = ReferenceText()
        text.entries = entries
        #expect(authority.faults(of: try text.signed(by: authority)).map(\.code) == [code])
    }

    @Test func `what an inactive entry holds doesn't matter`() throws {
        var text = ReferenceText()
        text.entries = [ReferenceText.entry(7, ["17"]), ReferenceText.entry(70_000, [], active: "False")]
        #expect(try read(text).values == [7: [ReferenceText.value(0x17)]])
    }

    @Test(arguments: ["patch", "supplemental", "corpus"])
    func `a tag that only adds to another is not supported`(kind: String) throws {
        var text = ReferenceText()
        text.root = text.root.replacing("\(kind)=\"false\"", with: "\(kind)=\"true\"")
        #expect(authority.faults(of: try text.signed(by: authority)).map(\.code) == [.unsupported])
    }

    @Test func `values in another file are not supported`() throws {
        var text = ReferenceText()
        text.meta = text.meta.replacing("direct", with: "indirect")
        #expect(authority.faults(of: try text.signed(by: authority)).map(\.code) == [.unsupported])
    }
}
