import Crypto
import X509

/// A report under a chain: what the device states, and whether it hangs together.
struct NVIDIAStatement: Sendable {
    /// Layouts of the opaque data up to this version are known; the maker's own verifier stops there too.
    private static let knownVersion: UInt64 = 2

    let report: SPDMReport
    let chain: DeviceCertificateChain
    let kind: EvidenceKind
    let facts: NVIDIAReportFacts
    /// Nil when the device's certificate doesn't name it as NVIDIA's do.
    let subject: DeviceSubject?

    init(report: SPDMReport, chain: DeviceCertificateChain, kind: EvidenceKind) {
        self.report = report
        self.chain = chain
        self.kind = kind
        facts = NVIDIAReportFacts(report.measurements.opaque)
        subject = DeviceSubject(of: chain.device)
    }

    /// Every reason not to believe it. What an unsigned report says isn't judged: it is nobody's word.
    func faults(references: [ReferenceManifest]) -> [EvidenceFault] {
        var faults: [EvidenceFault] = []
        if subject == nil {
            faults.append(
                EvidenceFault(
                    .malformed, "the device's certificate has no serial number of 18 hex digits as its subject"))
        }
        guard let key = chain.leafKey else {
            return faults + [EvidenceFault(.unsupported, "the leaf's key is not on P-384")]
        }
        guard report.isSigned(by: key) else {
            return faults + [EvidenceFault(.badSignature, "the report is not signed by the leaf certificate's key")]
        }
        return faults + kindFaults() + firmwareFaults() + linkFaults() + comparison(with: references).faults
    }

    /// With the manifests that can speak of this device.
    func comparison(
        with references: [ReferenceManifest]
    ) -> (comparison: MeasurementComparison, faults: [EvidenceFault]) {
        let blocks = report.measurements.blocks.map { (Int($0.index) - 1, $0.value) }
        var versions: [String: String] = [:]
        versions[ReferenceManifest.driver] = facts.driver
        versions[facts.role == .switching ? ReferenceManifest.switchFirmware : ReferenceManifest.firmware] = facts.vbios
        return MeasurementComparison.compare(
            measurements: Dictionary(blocks, uniquingKeysWith: { first, _ in first }), versions: versions,
            references: NVIDIAReferences.applicable(references, to: facts, chip: subject?.chip),
            unjudged: VideoDecoderMeasurement.unjudged(status: report.measurements.opaque[.videoDecoder]))
    }

    /// - Throws: only for what `faults` has found already.
    func device(
        measurements: MeasurementComparison, revocation: RevocationStatus
    ) throws(EvidenceRefusal) -> AttestedDevice {
        guard let subject, let role = facts.role, let identity = DeviceIdentity(kind: kind, key: subject.serial) else {
            throw EvidenceRefusal(.malformed, "the device can't be named")
        }
        let links = try NVIDIAFabricFields.links(
            in: report.measurements.opaque, role: role, own: subject.serial.suffix(8))
        var details = facts.details
        details["firmware"] = facts.firmware == nil ? "not named in the report" : "as the certificate names it"
        return AttestedDevice(
            kind: kind, identity: identity, name: subject.name, model: subject.model, assurance: .softwareKey,
            nonce: report.request.nonce, measurements: measurements, revocation: revocation, links: links,
            details: details)
    }

    /// A GPU's report isn't a switch's. The chip's name is asked too, where it is one that is known.
    private func kindFaults() -> [EvidenceFault] {
        let version = report.measurements.opaque.version
        guard version <= Self.knownVersion else {
            return [EvidenceFault(.unsupported, "opaque data of version \(version) is not read here")]
        }
        guard let role = facts.role else {
            return [EvidenceFault(.malformed, "the report's fields are neither a GPU's nor a switch's")]
        }
        let stated: FabricLinks.Role = kind == .nvidiaSwitch ? .switching : .accelerator
        let named = NVIDIAChip.role(of: subject?.chip) ?? role
        guard role == stated, named == stated else {
            return [EvidenceFault(.malformed, "evidence of the kind ‘\(kind)’ by a device that is none")]
        }
        return []
    }

    /// Reports of older drivers and of switches name no firmware: there is nothing to compare then, which is shown and
    /// not held against them.
    private func firmwareFaults() -> [EvidenceFault] {
        guard let firmware = facts.firmware else { return [] }
        guard let named = FirmwareIdentifier.digest(in: chain.leaf) else {
            return [EvidenceFault(.firmwareMismatch, "the report names firmware and the leaf certificate names none")]
        }
        guard named == firmware else {
            return [EvidenceFault(.firmwareMismatch, "the report names other firmware than the leaf certificate")]
        }
        return []
    }

    private func linkFaults() -> [EvidenceFault] {
        guard let subject, let role = facts.role else { return [] }
        do {
            _ = try NVIDIAFabricFields.links(in: report.measurements.opaque, role: role, own: subject.serial.suffix(8))
            return []
        } catch {
            return error.faults
        }
    }
}
