import Attestation
import Testing

struct NVIDIAMeasurementTests {
    private let nonce = [UInt8](repeating: 7, count: 32)
    private let right: [Int: [[UInt8]]] = [
        0: [[UInt8](repeating: 1, count: 48)], 1: [[UInt8](repeating: 2, count: 48)],
    ]

    private func verdict(_ reference: ReferenceManifest) throws -> AttestedDevice {
        let maker = try TestDevicePKI()
        var policy = try maker.policy()
        policy.references = [reference]
        return try NVIDIAVerifier().verify(maker.device().evidence(nonce: nonce), nonce: nonce, policy: policy)
    }

    @Test func `measurement 0 of a manifest is the report's first`() throws {
        let manifest = ReferenceManifest(
            id: "NV_GPU_DRIVER_GH100_590.12", component: "driver", version: "590.12", values: right)
        guard case .matching(let compared, let references) = try verdict(manifest).measurements else {
            Issue.record("not compared")
            return
        }
        #expect(compared == 2)
        #expect(references == [manifest.id])
    }

    @Test func `a value that the manifest doesn't have is refused`() throws {
        let manifest = ReferenceManifest(
            id: "NV_GPU_DRIVER_GH100_590.12", component: "driver", version: "590.12", values: [0: [[1]]])
        #expect {
            try verdict(manifest)
        } throws: {
            ($0 as? EvidenceRefusal)?.has(.measurementMismatch) == true
        }
    }

    @Test(arguments: [
        "NV_GPU_CC_DRIVER_GB100_590.12", "NV_GPU_VBIOS_GB100_96005E0001", "NV_SWITCH_BIOS_5612_0002_890_9610550001",
    ])
    func `a manifest of other hardware doesn't speak of this device`(id: String) throws {
        let manifest = ReferenceManifest(id: id, component: "driver", version: "590.12", values: [0: [[1]]])
        #expect(try verdict(manifest).measurements == .notCompared)
    }

    @Test func `the measurement of a video decoder that is off isn't compared`() throws {
        let manifest = ReferenceManifest(
            id: "NV_GPU_DRIVER_GH100_590.12", component: "driver", version: "590.12",
            values: right.merging([35: [[1]]]) { first, _ in first })
        #expect(try verdict(manifest).measurements != .notCompared)
    }
}
