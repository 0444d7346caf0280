import Attestation
import Crypto
import Foundation
import SimulatedAccelerator
import SwiftASN1
import Testing
import X509

struct MeasurementReportTests {
    private let board: SimulatedBoard

    init() throws { board = try Shared.board }

    private func isSigned(_ reading: ReportReading, by device: any SimulatedDevice) throws -> Bool {
        let leaf = try Certificate(derEncoded: try #require(device.certificates.first))
        let key = try #require(P384.Signing.PublicKey(leaf.publicKey))
        return key.isValidSignature(try .init(rawRepresentation: reading.signature), for: reading.signed)
    }

    @Test(arguments: DeviceKind.allCases) func `a report has the blocks of a real one`(kind: DeviceKind) throws {
        let device = try kind.device
        let reading = try ReportReading(device.report(nonce: Nonces.one))
        #expect(reading.nonce == Nonces.one)
        #expect(reading.blocks.map { Int($0.index) } == Array(1...kind.blockCount))
        #expect(reading.blocks.allSatisfy { $0.form == 1 && $0.kind == 1 && $0.value.count == 48 })
    }

    @Test(arguments: DeviceKind.allCases) func `a report has the fields of a real one`(kind: DeviceKind) throws {
        let reading = try ReportReading(kind.device.report(nonce: Nonces.one))
        #expect(reading.fields.map(\.type) == kind.layout.map(\.type))
        for (field, expected) in zip(reading.fields, kind.layout) {
            #expect(expected.length == nil || expected.length == field.bytes.count, "field \(field.type)")
        }
    }

    @Test(arguments: DeviceKind.allCases) func `the leaf's key signs a report`(kind: DeviceKind) throws {
        let device = try kind.device
        #expect(try isSigned(ReportReading(device.report(nonce: Nonces.one)), by: device))
    }

    @Test(arguments: DeviceKind.allCases) func `what is measured is what the maker published`(kind: DeviceKind) throws {
        let device = try kind.device
        let reading = try ReportReading(device.report(nonce: Nonces.one))
        var published: [Int: [UInt8]] = [:]
        for reference in device.firmware.references {
            for (index, values) in reference.values { published[index] = values.first }
        }
        #expect(!published.isEmpty)
        for (index, block) in reading.blocks.enumerated() {
            #expect(block.value == published[index] ?? [UInt8](repeating: 0, count: 48))
        }
        let counts = try #require(reading.field(12)).parts(of: 4)
        #expect(
            zip(counts, reading.blocks).allSatisfy {
                $0 == ($1.value.contains { $0 != 0 } ? [1, 0, 0, 0] : [0, 0, 0, 0])
            })
    }

    @Test func `an accelerator names its driver and its start-up memory's version as real ones encode them`() throws {
        let device = board.accelerators[0]
        let reading = try ReportReading(device.report(nonce: Nonces.one))
        #expect(reading.field(3) == Array("1.0-simulated".utf8) + [0])
        #expect(device.firmware.driverVersion == "1.0-simulated")
        #expect(reading.field(6) == [0x00, 0x4D, 0x49, 0x53, 0x01, 0, 0, 0])
        #expect(device.firmware.biosVersion == "53.49.4D.00.01")
    }

    @Test func `a switch writes its version out and has no driver`() throws {
        let device = board.switches[0]
        let reading = try ReportReading(device.report(nonce: Nonces.one))
        #expect(device.firmware.driverVersion == nil)
        #expect(reading.field(6) == Array(device.firmware.biosVersion.utf8))
    }

    @Test func `an accelerator that stands alone names no neighbours`() throws {
        let reading = try ReportReading(SimulatedMaker().accelerator(0).report(nonce: Nonces.one))
        #expect(reading.fields.allSatisfy { $0.type != 22 })
    }

    @Test(arguments: [0, 31, 33, 64]) func `a nonce that hasn't 32 bytes is refused`(count: Int) {
        let nonce = [UInt8](repeating: 1, count: count)
        #expect(throws: SimulationProblem.nonce(count: count)) { try board.switches[1].report(nonce: nonce) }
        #expect(throws: SimulationProblem.nonce(count: count)) { try board.accelerators[1].evidence(nonce: nonce) }
    }

    @Test(arguments: DeviceKind.allCases)
    func `evidence holds the report and the certificates, the leaf's first`(kind: DeviceKind) throws {
        let device = try kind.device
        let evidence = try device.evidence(nonce: Nonces.one)
        #expect(evidence.kind == (kind == .accelerator ? .nvidiaGPU : .nvidiaSwitch))
        #expect(evidence.body.count < Evidence.sizeLimit)
        let (report, certificates) = try DER.sequence(try DER.parse(evidence.body), identifier: .sequence) { nodes in
            let report = Array(try ASN1OctetString(derEncoded: &nodes).bytes)
            let parts = try DER.sequence(of: ASN1OctetString.self, identifier: .sequence, nodes: &nodes)
            return (report, parts.map { Array($0.bytes) })
        }
        #expect(certificates == device.certificates)
        #expect(try isSigned(ReportReading(report), by: device))
    }

    @Test(arguments: ReportFault.allCases, DeviceKind.allCases)
    func `a fault changes what it names and nothing else`(fault: ReportFault, kind: DeviceKind) throws {
        let device = try kind.device
        let right = try ReportReading(device.report(nonce: Nonces.one))
        let wrong = try ReportReading(device.report(nonce: Nonces.one, faults: [fault]))
        #expect(try isSigned(wrong, by: device) == (fault != .brokenSignature))
        #expect((right.nonce == wrong.nonce) == (fault != .otherNonce))
        let changed = zip(right.blocks, wrong.blocks).filter { $0 != $1 }
        #expect(changed.count == (fault == .changedMeasurement ? 1 : 0))
        let neighbours = kind == .accelerator ? 22 : 26
        #expect((right.field(20) == wrong.field(20)) == (fault != .otherFirmware))
        #expect((right.field(neighbours) == wrong.field(neighbours)) == (fault != .foreignNeighbour))
        let others = [20, neighbours]
        let rest = right.fields.filter { !others.contains($0.type) }
        #expect(rest.map(\.bytes) == wrong.fields.filter { !others.contains($0.type) }.map(\.bytes))
    }
}
