/// A reference manifest as NVIDIA publishes it: a SWID tag (ISO/IEC 19770-2:2015) by the TCG's information model for
/// reference integrity manifests, with an enveloped XML signature.
extension ReferenceManifest {
    /// The component of a GPU's driver, in `component` and in the versions that a device reports.
    package static let driver = "driver"
    /// The component of a GPU's firmware.
    package static let firmware = "vbios"
    /// The component of a switch's firmware.
    package static let switchFirmware = "switch-vbios"

    /// Reads a manifest and checks its signature; values are taken from nothing but the bytes that were signed.
    ///
    /// The file carries no time that anybody vouches for. So a manifest whose certificates have run out is refused at
    /// `time`, though it was good when it was signed.
    ///
    /// - Parameters:
    ///   - xml: the file, from outside: any bytes at all.
    ///   - roots: who may vouch for its signer: SHA-256 over the DER of each root.
    ///   - time: to judge its certificates by, in seconds since 1970.
    /// - Throws: `malformed` or `unsupported` alone, or all of `brokenChain`, `untrustedRoot`, `expired` and
    ///   `badSignature` that hold.
    package init(xml: [UInt8], roots: Set<[UInt8]>, time: UInt64) throws(EvidenceRefusal) {
        var tree = try XMLTree(parsing: xml)
        let signature = try EnvelopedSignature.remove(from: &tree)
        let signer = try ReferenceSigner(signature.certificates)
        let document = try tree.canonicalForm(signature.documentForm)
        let faults = signer.faults(roots: roots, time: time) + signature.faults(over: document, by: signer.key)
        if let refusal = EvidenceRefusal(faults) { throw refusal }
        self = try tree.withRoot { (root) throws(EvidenceRefusal) in try ReferenceManifest(signed: root) }
    }

    /// - Parameter root: of a document whose signature was checked.
    private init(signed root: XMLTree.Element) throws(EvidenceRefusal) {
        let tag = try SoftwareIdentityTag(root)
        let kind = try Self.kind(edition: tag.edition, version: tag.version)
        let version =
            kind.component == Self.driver ? tag.version.description : tag.version.description.filter { $0 != "." }
        self.init(
            id: "NV_\(kind.label)_\(tag.product)_\(version)", component: kind.component,
            version: tag.version.description, values: try tag.activeValues())
    }

    /// A manifest doesn't say what it is of: the published names of the files do, and they aren't signed. What is signed
    /// is the edition and a version, and only firmware has versions of five bytes. Hence also `id`, which is the published
    /// name for drivers; for firmware that name has numbers of the board instead of the product's name.
    private static func kind(
        edition: String, version: ComponentVersion
    ) throws(EvidenceRefusal) -> (label: String, component: String) {
        switch (edition, version.form) {
        case ("GPU", .driver): ("GPU_DRIVER", driver)
        case ("GPU", .firmware): ("GPU_VBIOS", firmware)
        case ("SWITCH", .firmware): ("SWITCH_BIOS", switchFirmware)
        default:
            throw EvidenceRefusal(
                .unsupported, "the manifest is for ‘\(edition)’ ‘\(version)’, neither a driver nor firmware known here")
        }
    }
}
