import Attestation
import Testing

struct ReferenceComparisonTests {
    private let driver = ReferenceManifest(
        id: "driver A", component: ReferenceManifest.driver, version: "550.144.03",
        values: [1: [[1]], 2: [[2], [22]], 35: [[3]]])
    private let firmware = ReferenceManifest(
        id: "firmware", component: ReferenceManifest.firmware, version: "96.00.5E.00.01", values: [4: [[4]], 5: [[5]]])
    private let measured: [Int: [UInt8]] = [1: [1], 2: [22], 35: [3], 4: [4], 5: [5], 6: [6]]
    private let versions = ["driver": "550.144.03", "vbios": "96005e0001"]

    private func mismatch(
        _ measured: [Int: [UInt8]], _ references: [ReferenceManifest]
    ) -> (faults: [EvidenceFault], reasons: String) {
        let result = MeasurementComparison.compare(measurements: measured, versions: versions, references: references)
        #expect(result.comparison == .notCompared)
        #expect(result.faults.allSatisfy { $0.code == .measurementMismatch })
        return (result.faults, result.faults.map(\.reason).joined(separator: "\n"))
    }

    @Test func `a device that measured what was published matches`() {
        let result = MeasurementComparison.compare(
            measurements: measured, versions: versions, references: [firmware, driver])
        #expect(result.comparison == .matching(compared: 5, references: ["driver A", "firmware"]))
        #expect(result.faults.isEmpty)
    }

    @Test(arguments: [
        [:], ["driver": "550.144.04"], ["vbios": "550.144.03"], ["switch-vbios": "96.00.5E.00.01"],
        ["vbios": "96.00.5E.00.02"], ["driver": ""],
    ])
    func `without a manifest for its versions nothing is compared`(versions: [String: String]) {
        let result = MeasurementComparison.compare(
            measurements: [:], versions: versions, references: [driver, firmware])
        #expect(result.comparison == .notCompared)
        #expect(result.faults.isEmpty)
    }

    @Test(arguments: ["96.00.5E.00.01", "96.00.5e.00.01", "96005E0001", "96005e0001"])
    func `firmware versions are the same with dots and without, in either case`(version: String) {
        let result = MeasurementComparison.compare(
            measurements: measured, versions: ["vbios": version], references: [firmware])
        #expect(result.comparison == .matching(compared: 2, references: ["firmware"]))
    }

    @Test func `one fault names all indexes that differ`() {
        let (faults, reasons) = mismatch([1: [9], 2: [22], 35: [3], 4: [9], 5: [9]], [firmware, driver])
        #expect(faults.count == 1)
        #expect(reasons.contains("at 1 against driver A; at 4, 5 against firmware"))
    }

    @Test(arguments: [[], [2, 0], [0, 2], [2, 2]] as [[UInt8]])
    func `a value of another length is another value`(value: [UInt8]) {
        var changed = measured
        changed[2] = value
        #expect(mismatch(changed, [driver]).reasons.contains("at 2 against"))
    }

    @Test func `what a manifest speaks of and the device doesn't is a mismatch`() {
        #expect(mismatch([:], [driver]).reasons.contains("at 1, 2, 35 against"))
    }

    @Test func `of several manifests for one component, one must agree in whole`() {
        let other = ReferenceManifest(
            id: "driver B", component: "driver", version: "550.144.03", values: [1: [[7]], 2: [[2]], 35: [[3]]])
        let result = MeasurementComparison.compare(
            measurements: measured, versions: versions, references: [other, driver])
        #expect(result.comparison == .matching(compared: 3, references: ["driver A"]))
        // Index 1 is right by one of them and index 2 by the other.
        #expect(mismatch([1: [7], 2: [22], 35: [3]], [other, driver]).reasons.contains("at 1 against driver A"))
    }

    @Test func `manifests that can't both hold are a fault`() {
        let other = ReferenceManifest(
            id: "firmware B", component: "vbios", version: "96.00.5E.00.01", values: [1: [[8]], 2: [[22]], 4: [[4]]])
        let (faults, reasons) = mismatch(measured, [driver, other])
        #expect(faults.count == 2)
        #expect(reasons.contains("driver A and firmware B contradict each other at 1:"))
    }

    @Test func `the order of the manifests doesn't matter`() {
        let other = ReferenceManifest(id: "driver B", component: "driver", version: "550.144.03", values: [1: [[9]]])
        let third = ReferenceManifest(id: "driver C", component: "driver", version: "550.144.03", values: [1: [[8]]])
        let reasons = Set(
            [[third, other, firmware], [firmware, other, third], [other, firmware, third]].map {
                mismatch([1: [1], 4: [9]], $0).reasons
            })
        #expect(reasons.count == 1)
    }

    @Test(
        arguments: [
            ([0x55], true), ([0xaa], false), ([0x55, 0], false), ([], false), ([0x00], false), (nil, false),
        ] as [([UInt8]?, Bool)])
    func `the video decoder's firmware isn't judged where the decoder is off`(status: [UInt8]?, isOff: Bool) {
        var changed = measured
        changed[35] = [99]
        let result = MeasurementComparison.compare(
            measurements: changed, versions: versions, references: [driver],
            unjudged: VideoDecoderMeasurement.unjudged(status: status))
        #expect(result.faults.isEmpty == isOff)
        #expect(result.comparison == (isOff ? .matching(compared: 2, references: ["driver A"]) : .notCompared))
    }

    @Test func `when nothing is left to judge, nothing was compared`() {
        let result = MeasurementComparison.compare(
            measurements: measured, versions: versions, references: [firmware], unjudged: [4, 5])
        #expect(result.comparison == .notCompared)
        #expect(result.faults.isEmpty)
    }
}
