/// A piece of evidence out of a file, with what the file says beside it.
package struct EvidenceRecord: Sendable, Equatable {
    /// The file and, of several records in it, which: `evidence.json[3]`.
    package let source: String
    package let evidence: Evidence
    /// The bytes that the file says the device was to vouch for; nil where it doesn't.
    package let nonce: [UInt8]?
    /// `arch`, `driver_version` and `vbios_version`, where they stand: unsigned, and so only held against what is.
    package let stated: [String: String]

    package init(source: String, evidence: Evidence, nonce: [UInt8]? = nil, stated: [String: String] = [:]) {
        self.source = source
        self.evidence = evidence
        self.nonce = nonce
        self.stated = stated
    }

    /// Judges the evidence, and the file's own word against it.
    ///
    /// - Parameters:
    ///   - verifiers: what is trusted.
    ///   - nonce: the bytes that were asked for. Nil takes the file's: then nonce and report belong together and nothing
    ///     shows that they are fresh.
    ///   - policy: what is accepted.
    /// - Throws: every reason for which it isn't accepted.
    package func verify(
        with verifiers: EvidenceVerifiers, nonce: [UInt8]? = nil, policy: AttestationPolicy
    ) throws(EvidenceRefusal) -> AttestedDevice {
        let device = try verifiers.verify(evidence, nonce: nonce ?? self.nonce, policy: policy)
        if let refusal = EvidenceRefusal(contradictions(to: device)) { throw refusal }
        return device
    }

    /// What the file states otherwise than the device signed it.
    package func contradictions(to device: AttestedDevice) -> [EvidenceFault] {
        var faults: [EvidenceFault] = []
        for (key, detail) in [("driver_version", "driver"), ("vbios_version", "vbios")] {
            guard let stated = stated[key], let signed = device.details[detail] else { continue }
            // A driver without a version is stated as an empty text by tools that don't know it.
            if !stated.isEmpty, stated.uppercased() != signed.uppercased() {
                faults.append(
                    EvidenceFault(
                        .firmwareMismatch,
                        "the file states the \(detail) version ‘\(Self.shown(stated))’, the report \(signed)"))
            }
        }
        let chip = device.model?.split(separator: " ").first.map(String.init)
        if let stated = stated["arch"], let chip, NVIDIAChip.isChip(chip, ofArchitecture: stated) == false {
            faults.append(
                EvidenceFault(
                    .malformed, "the file states the architecture ‘\(Self.shown(stated))’, the chip is \(chip)"))
        }
        return faults
    }

    /// Nobody signed it, so it isn't passed on to a terminal as it comes.
    private static func shown(_ text: String) -> String { PrintableText.text(of: Array(text.utf8)) ?? "…" }
}
