import Attestation
import Crypto
import Foundation
import SwiftASN1
import TestSupport
import Testing

@Suite(.enabled(if: SharedData.hasAttestation, "needs the folder of shared data: set ASSAY_DATA"))
struct NVIDIASampleTests {
    @Test func `every published record is accepted but the two whose signature is bad`() throws {
        let reading = try NVIDIASamples.read()
        #expect(reading.faults.isEmpty)
        var accepted: [String] = []
        var refused: [String: [EvidenceFault.Code]] = [:]
        for record in reading.records {
            do {
                _ = try record.verify(with: NVIDIASamples.verifiers, policy: NVIDIASamples.policy)
                accepted.append(record.source)
            } catch {
                refused[record.source] = error.faults.map(\.code)
            }
        }
        #expect(accepted.count == 22)
        #expect(
            refused == [
                "hopperAttestationReportInvalidSignature.txt": [.badSignature],
                "switchAttestationReportInvalidSignature.txt": [.badSignature],
            ])
    }

    @Test func `what isn't evidence is left aside with a reason`() throws {
        let skipped = try NVIDIASamples.read().skipped
        let reasons = Dictionary(uniqueKeysWithValues: skipped.map { ($0.name, $0.reason) })
        let token = "a token by another verifier; no key set to check it with"
        #expect(reasons["switch_detached_eat.json"] == token)
        #expect(reasons["hopperClaimsv3_detached_eat.json"] == token)
        for name in ["spdm_parsed_output.json", "switch_decoded.json", "verifier_device_root.pem", "rim_root.crt"] {
            #expect(reasons[name]?.hasPrefix("not evidence: ") == true)
        }
        #expect(skipped.count == 10)
    }

    @Test func `the pinned root is the certificate that NVIDIA publishes`() throws {
        let text = String(decoding: try NVIDIASamples.bytes("verifier_device_root.pem"), as: UTF8.self)
        let root = try PEMDocument(pemString: text).derBytes
        #expect(NVIDIARoots.deviceIdentity == [Array(SHA256.hash(data: root))])
    }

    @Test func `a GPU's evidence tells its chip, its firmware's and driver's versions and its board`() throws {
        let device = try #require(try NVIDIASamples.devices(["hgx_h100_8gpu_evidence.json"]).first)
        #expect(device.kind == .nvidiaGPU)
        #expect(device.name == "412921CE551E4EEDA3")
        #expect(device.model == "GH100 A01 GSP BROM")
        #expect(device.details["driver"] == "590.12")
        #expect(device.details["vbios"] == "96.00.A5.00.01")
        #expect(device.details["project"] == "G520")
        #expect(device.details["chip sku"] == "885")
        #expect(device.details["board id"] == "0x00000437")
        #expect(device.details["protected pcie"] == "on")
        #expect(device.links?.neighbours.count == 18)
    }

    @Test func `a GB100's firmware is found in its own kind of extension`() throws {
        let device = try #require(
            try NVIDIASamples.devices(["blackwellAttestationReport.txt", "blackwellCertChain.txt"]).first)
        #expect(device.model == "GB100 A01 GSP BROM")
        #expect(device.details["firmware"] == "as the certificate names it")
    }

    @Test func `a record on hold is accepted until its revocation is known`() throws {
        let record = try #require(try NVIDIASamples.read(["hopper_evidence_cert_hold.json"]).records.first)
        let accepted = try record.verify(with: NVIDIASamples.verifiers, policy: NVIDIASamples.policy)
        var policy = NVIDIASamples.policy
        // The device's certificate has the same serial number as its subject.
        policy.revocations = RevocationList(
            issued: NVIDIASamples.time, serials: [accepted.name.lowercased(): "certificate hold"])
        #expect {
            try record.verify(with: NVIDIASamples.verifiers, policy: policy)
        } throws: {
            ($0 as? EvidenceRefusal)?.faults.map(\.code) == [.revoked]
        }
    }

    @Test(arguments: ["driver_version", "vbios_version"])
    func `a version stated beside a report is held against the signed one`(field: String) throws {
        let bytes = try NVIDIASamples.bytes("hgx_h100_8gpu_evidence.json")
        let text = String(decoding: bytes, as: UTF8.self)
            .replacing(try Regex("\"\(field)\": *\"[^\"]*\""), with: "\"\(field)\": \"1.2\"")
        let record = try #require(DeviceEvidenceFile.read([("changed.json", Array(text.utf8))]).records.first)
        #expect {
            try record.verify(with: NVIDIASamples.verifiers, policy: NVIDIASamples.policy)
        } throws: {
            ($0 as? EvidenceRefusal)?.faults.map(\.code) == [.firmwareMismatch]
        }
    }

    @Test func `a report finds its chain among others by the signature`() throws {
        let files = [
            ("a.txt", try NVIDIASamples.bytes("blackwellCertChain.txt")),
            ("b.txt", try NVIDIASamples.bytes("hopperCertChain.txt")),
            ("c.txt", try NVIDIASamples.bytes("switchCertChain.txt")),
            ("report", try #require(Self.binary(try NVIDIASamples.bytes("switchAttestationReport.txt")))),
        ]
        let reading = DeviceEvidenceFile.read(files)
        #expect(reading.skipped.map(\.name) == ["a.txt", "b.txt"])
        let record = try #require(reading.records.first)
        #expect(record.evidence.kind == .nvidiaSwitch)
        #expect(
            try record.verify(with: NVIDIASamples.verifiers, policy: NVIDIASamples.policy).name == "50203EB31AD9ED0008")
    }

    /// The bytes that hex text stands for.
    static func binary(_ text: [UInt8]) -> [UInt8]? {
        let digits = Array(String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace })
        guard digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }
}
