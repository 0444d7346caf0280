package import Attestation
import Crypto

/// What runs on simulated devices, and what a maker would publish of it.
package struct SimulatedFirmware: Sendable {
    /// The driver's version; nil for a switch, which has none of its own.
    package let driverVersion: String?
    /// The version of the memory that it starts from, five bytes.
    let biosBytes: [UInt8]
    /// Blocks of a report: SHA-384, 48 bytes each; zero where nothing is measured.
    let measurements: [[UInt8]]
    /// Published measurements of this firmware.
    package let references: [ReferenceManifest]
    /// SHA-384 of the firmware that holds the key, as the leaf certificate names it.
    let digest: [UInt8]

    /// As makers write it, such as `53.49.4D.00.01`.
    package var biosVersion: String { Self.version(biosBytes) }

    /// A report by a Hopper GPU has 64 blocks.
    package static let accelerator = SimulatedFirmware(
        name: .accelerator, release: 0x00, biosComponent: ReferenceManifest.firmware, driverVersion: "1.0-simulated",
        blockCount: 64,
        driverBlocks: [1, 2, 4, 5, 9, 12, 22],
        biosBlocks: [3, 6, 7, 11, 21, 25, 26, 27, 29, 30, 31, 36, 40])

    /// A report by an LS10 switch has 31.
    package static let networkSwitch = SimulatedFirmware(
        name: .networkSwitch, release: 0x10, biosComponent: ReferenceManifest.switchFirmware, driverVersion: nil,
        blockCount: 31, driverBlocks: [],
        biosBlocks: [0, 1, 2, 3, 4, 5, 6, 8, 10, 18, 19, 22])

    private init(
        name: SimulatedName, release: UInt8, biosComponent: String, driverVersion: String?, blockCount: Int,
        driverBlocks: Set<Int>, biosBlocks: Set<Int>
    ) {
        // ‘SIM’ in ASCII, then the release.
        let bios: [UInt8] = [0x53, 0x49, 0x4D, release, 0x01]
        let driverPart = "\(name.model) driver \(driverVersion ?? "")"
        let biosPart = "\(name.model) BIOS \(Self.version(bios))"
        self.driverVersion = driverVersion
        biosBytes = bios
        digest = Self.hash("\(biosPart), key holder")
        measurements = (0..<blockCount).map { index in
            if driverBlocks.contains(index) { return Self.hash("\(driverPart), block \(index)") }
            return biosBlocks.contains(index)
                ? Self.hash("\(biosPart), block \(index)") : [UInt8](repeating: 0, count: SHA384.byteCount)
        }
        var references = [
            ReferenceManifest(
                id: "SIMULATED_BIOS_\(name.chip)_\(Self.version(bios))", component: biosComponent,
                version: Self.version(bios), values: Self.values(of: biosBlocks, part: biosPart))
        ]
        if let driverVersion {
            references.append(
                ReferenceManifest(
                    id: "SIMULATED_DRIVER_\(name.chip)_\(driverVersion)", component: ReferenceManifest.driver,
                    version: driverVersion,
                    values: Self.values(of: driverBlocks, part: driverPart)))
        }
        self.references = references
    }

    /// How often each of the first `count` blocks was measured, four bytes each.
    func measurementCounts(_ count: Int) -> [UInt8] {
        measurements.prefix(count).flatMap { LittleEndian.bytes(UInt32($0.contains { $0 != 0 } ? 1 : 0)) }
    }

    private static func values(of blocks: Set<Int>, part: String) -> [Int: [[UInt8]]] {
        Dictionary(uniqueKeysWithValues: blocks.map { ($0, [hash("\(part), block \($0)")]) })
    }

    private static func hash(_ text: String) -> [UInt8] { Array(SHA384.hash(data: Array(text.utf8))) }

    private static func version(_ bytes: [UInt8]) -> String {
        bytes.map { SimulatedName.hexadecimal([$0]) }.joined(separator: ".")
    }
}
