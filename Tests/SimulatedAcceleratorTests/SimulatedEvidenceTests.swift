import Attestation
import SimulatedAccelerator
import Testing

/// Simulated evidence under the verifier that reads real evidence.
struct SimulatedEvidenceTests {
    private let board: SimulatedBoard
    private let policy: AttestationPolicy
    private let verifier = NVIDIAVerifier()

    init() throws {
        board = try Shared.board
        policy = AttestationPolicy(
            time: 1_790_000_000, roots: [try Shared.maker.rootFingerprint],
            references: SimulatedFirmware.accelerator.references + SimulatedFirmware.networkSwitch.references)
    }

    private func refusal(
        of device: any SimulatedDevice, _ faults: Set<ReportFault> = [], under policy: AttestationPolicy
    ) throws -> EvidenceRefusal? {
        let evidence = try device.evidence(nonce: Nonces.one, faults: faults)
        do {
            _ = try verifier.verify(evidence, nonce: Nonces.one, policy: policy)
            return nil
        } catch {
            return error
        }
    }

    private func accepted(_ devices: [any SimulatedDevice]) throws -> [AttestedDevice] {
        try devices.map {
            try verifier.verify(try $0.evidence(nonce: Nonces.one), nonce: Nonces.one, policy: policy)
        }
    }

    @Test(arguments: DeviceKind.allCases)
    func `a verifier that trusts the simulated root accepts it as what it is`(kind: DeviceKind) throws {
        let device = try kind.device
        let attested = try #require(try accepted([device]).first)
        #expect(attested.identity == device.identity)
        #expect(attested.name == device.serialNumber)
        #expect(attested.model == "\(device.model) BROM")
        #expect(attested.nonce == Nonces.one)
        #expect(attested.details["driver"] == device.firmware.driverVersion)
        #expect(attested.details["vbios"] == device.firmware.biosVersion)
        #expect(attested.links?.own == device.fabricIdentity)
        let count = device.firmware.references.reduce(0) { $0 + $1.values.count }
        guard case .matching(count, let names) = attested.measurements else {
            Issue.record("measurements: \(attested.measurements)")
            return
        }
        #expect(Set(names) == Set(device.firmware.references.map(\.id)))
    }

    @Test(arguments: DeviceKind.allCases)
    func `a verifier that trusts NVIDIA's root refuses it for its root alone`(kind: DeviceKind) throws {
        var policy = policy
        policy.roots = NVIDIARoots.deviceIdentity
        let refusal = try refusal(of: kind.device, under: policy)
        #expect(refusal?.faults.map(\.code) == [.untrustedRoot])
    }

    @Test(
        arguments: [
            (ReportFault.otherNonce, EvidenceFault.Code.otherNonce), (.brokenSignature, .badSignature),
            (.otherFirmware, .firmwareMismatch), (.changedMeasurement, .measurementMismatch),
        ], DeviceKind.allCases)
    func `each fault is refused for what it is`(
        fault: (made: ReportFault, found: EvidenceFault.Code), kind: DeviceKind
    ) throws {
        let refusal = try refusal(of: kind.device, [fault.made], under: policy)
        #expect(refusal?.faults.map(\.code) == [fault.found])
    }

    @Test func `a board's twelve devices close`() throws {
        let finding = Fabric.close(try accepted(board.devices))
        #expect(finding.closed, "\(finding.reasons)")
        #expect(finding.accelerators == board.accelerators.map(\.serialNumber))
        #expect(finding.switches == board.switches.map(\.serialNumber))
    }

    @Test(arguments: DeviceKind.allCases)
    func `a foreign neighbour is signed and true to its device, and the board doesn't close`(kind: DeviceKind) throws {
        let device = try kind.device
        let evidence = try device.evidence(nonce: Nonces.one, faults: [.foreignNeighbour])
        let attested = try verifier.verify(evidence, nonce: Nonces.one, policy: policy)
        let others = try accepted(board.devices.filter { $0.identity != device.identity })
        #expect(!Fabric.close(others + [attested]).closed)
    }

    @Test func `a device of another board doesn't fit in`() throws {
        let devices = board.devices.dropFirst() + (try Shared.maker.board(1)).devices.prefix(1)
        #expect(!Fabric.close(try accepted(Array(devices))).closed)
    }

    @Test func `a board's JSON file is read as NVIDIA's own are`() throws {
        let bytes = Array(try board.jsonRecords(nonce: Nonces.one))
        let reading = DeviceEvidenceFile.read([(name: "board.json", bytes: bytes)])
        #expect(reading.faults.isEmpty && reading.skipped.isEmpty)
        try #require(reading.records.count == 12)
        let verifiers = EvidenceVerifiers([verifier])
        for (record, device) in zip(reading.records, board.devices) {
            #expect(record.nonce == Nonces.one)
            #expect(try record.verify(with: verifiers, policy: policy).identity == device.identity)
        }
    }
}
