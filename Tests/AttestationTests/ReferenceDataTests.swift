import Attestation
import Crypto
import Foundation
import TestSupport
import Testing

/// The manifests that NVIDIA publishes for tests, and the devices that they are for. What is expected of each was found
/// with xmlsec1 1.2.37, and with lxml and Python's cryptography.
@Suite(.enabled(if: SharedData.hasAttestation, "needs the folder of shared data: set ASSAY_DATA"))
struct ReferenceDataTests {
    /// 2025-06-01.
    private static let june2025: UInt64 = 1_748_736_000
    /// 2026-11-23.
    private static let november2026: UInt64 = 1_795_392_000
    /// 2027-01-15.
    private static let january2027: UInt64 = 1_799_971_200

    private static func bytes(_ name: String) throws -> [UInt8] {
        let folder = try #require(SharedData.folder).appending(path: "attestation/nvidia")
        return Array(try Data(contentsOf: folder.appending(path: name)))
    }

    private static func manifest(_ name: String, time: UInt64) throws -> ReferenceManifest {
        try ReferenceManifest(xml: try bytes("rims/\(name)"), roots: NVIDIAReferenceRoots.all, time: time)
    }

    @Test(
        arguments: [
            // Its entry 41 was switched on after it was signed: the digest differs, the signature over it holds.
            ("NV_GPU_DRIVER_GH100_535.86.09_measurement_mismatch.xml", june2025, [.badSignature]),
            ("NV_GPU_DRIVER_GH100_535.86.09_measurement_mismatch.xml", november2026, [.badSignature]),
            ("NV_GPU_DRIVER_GH100_550.144.03.xml", june2025, []),
            ("NV_GPU_DRIVER_GH100_550.144.03.xml", november2026, []),
            // The signer's certificate ends on 2026-12-30.
            ("NV_GPU_DRIVER_GH100_550.144.03.xml", january2027, [.expired]),
            // The signer's certificate ended on 2025-01-02, and the digest differs besides.
            ("NV_GPU_DRIVER_GH100_570.124.03_expired.xml", june2025, [.expired, .badSignature]),
            ("NV_GPU_DRIVER_GH100_570.124.03_expired.xml", november2026, [.expired, .badSignature]),
            // A genuine manifest; only the device that it is tried on differs. The signer's certificate ended on 2025-12-12.
            ("NV_GPU_VBIOS_1010_0200_882_96005E0001_measurement_mismatch.xml", june2025, []),
            ("NV_GPU_VBIOS_1010_0200_882_96005E0001_measurement_mismatch.xml", november2026, [.expired]),
            ("incorrect_cert_chain_driver_rim.xml", june2025, [.brokenChain, .untrustedRoot]),
            ("incorrect_cert_chain_driver_rim.xml", november2026, [.brokenChain, .untrustedRoot]),
            ("incorrect_signature_driver_rim.xml", june2025, [.badSignature]),
            ("incorrect_signature_driver_rim.xml", november2026, [.badSignature]),
            // The signer's certificate begins on 2026-05-20.
            ("switchVBIOSRim_NV_SWITCH_BIOS_5612_0002_890_9610550001.xml", june2025, [.expired]),
            ("switchVBIOSRim_NV_SWITCH_BIOS_5612_0002_890_9610550001.xml", november2026, []),
        ] as [(String, UInt64, [EvidenceFault.Code])])
    func `each published manifest is judged as other tools judge it`(
        name: String, time: UInt64, expected: [EvidenceFault.Code]
    ) throws {
        var found: [EvidenceFault.Code] = []
        do { _ = try Self.manifest(name, time: time) } catch let error as EvidenceRefusal {
            found = error.faults.map(\.code)
        }
        #expect(found == expected)
    }

    @Test func `the pinned root is the published one`() throws {
        let text = String(decoding: try Self.bytes("rim_root.crt"), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
        let root = try #require(Data(base64Encoded: lines.joined()))
        #expect(NVIDIAReferenceRoots.all == [Array(SHA256.hash(data: root))])
    }

    @Test(arguments: [
        ("NV_GPU_DRIVER_GH100_550.144.03.xml", "NV_GPU_DRIVER_GH100_550.144.03", "driver", 21, 31),
        (
            "NV_GPU_VBIOS_1010_0200_882_96005E0001_measurement_mismatch.xml", "NV_GPU_VBIOS_GH100_96005E0001", "vbios",
            12, 15
        ),
        (
            "switchVBIOSRim_NV_SWITCH_BIOS_5612_0002_890_9610550001.xml", "NV_SWITCH_BIOS_LS10_9610550001",
            "switch-vbios", 31, 82
        ),
    ])
    func `a published manifest is read whole`(
        name: String, id: String, component: String, entries: Int, alternatives: Int
    ) throws {
        let time = component == "switch-vbios" ? Self.november2026 : Self.june2025
        let manifest = try Self.manifest(name, time: time)
        #expect(manifest.id == id)
        #expect(manifest.component == component)
        #expect(manifest.values.count == entries)
        #expect(manifest.values.values.reduce(0) { $0 + $1.count } == alternatives)
        #expect(manifest.values.values.allSatisfy { $0.allSatisfy { $0.count == 48 } })
    }

    /// A report's measurements: blocks of 55 bytes behind 45 bytes of request and header, 48 bytes of value each.
    private static func measurements(_ name: String, blocks: Int) throws -> [Int: [UInt8]] {
        let text = try bytes(name).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        let report = stride(from: 0, to: text.count - 1, by: 2).map { UInt8(text[$0] << 4 | text[$0 + 1]) }
        return Dictionary(
            uniqueKeysWithValues: (0..<blocks).map { block in
                (block, Array(report[(52 + 55 * block)..<(100 + 55 * block)]))
            })
    }

    @Test func `a switch measured all that its manifest publishes`() throws {
        let manifest = try Self.manifest(
            "switchVBIOSRim_NV_SWITCH_BIOS_5612_0002_890_9610550001.xml", time: Self.november2026)
        let result = MeasurementComparison.compare(
            measurements: try Self.measurements("switchAttestationReport.txt", blocks: 31),
            versions: ["switch-vbios": "96.10.55.00.01"], references: [manifest])
        #expect(result.comparison == .matching(compared: 31, references: ["NV_SWITCH_BIOS_LS10_9610550001"]))
        #expect(result.faults.isEmpty)
    }

    @Test func `a GPU that differs at one index is found out`() throws {
        let manifest = try Self.manifest(
            "NV_GPU_VBIOS_1010_0200_882_96005E0001_measurement_mismatch.xml", time: Self.june2025)
        let result = MeasurementComparison.compare(
            measurements: try Self.measurements("hopperAttestationReport.txt", blocks: 64),
            versions: ["driver": "535.86.09", "vbios": "96.00.5E.00.01"], references: [manifest])
        #expect(result.comparison == .notCompared)
        #expect(result.faults.map(\.code) == [.measurementMismatch])
        #expect(result.faults.first?.reason.hasSuffix("at 9 against NV_GPU_VBIOS_GH100_96005E0001") == true)
    }
}
