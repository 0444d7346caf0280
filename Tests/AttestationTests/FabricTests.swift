import Attestation
import TestSupport
import Testing

struct FabricTests {
    /// A board with these accelerators and switches, named by numbers; each names all of the others' kind.
    private static func board(_ accelerators: [UInt8], _ switches: [UInt8]) throws -> [AttestedDevice] {
        try accelerators.map { try device($0, .accelerator, switches) }
            + switches.map { try device($0, .switching, accelerators) }
    }

    private static func device(
        _ number: UInt8, _ role: FabricLinks.Role, _ neighbours: [UInt8]?
    ) throws -> AttestedDevice {
        func identity(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 8) }
        let kind: EvidenceKind = role == .accelerator ? .nvidiaGPU : .nvidiaSwitch
        return AttestedDevice(
            kind: kind, identity: try #require(DeviceIdentity(kind: kind, key: [0x41] + identity(number))),
            name: "\(number)", assurance: .softwareKey, nonce: [],
            links: neighbours.map { FabricLinks(role: role, own: identity(number), neighbours: $0.map(identity)) })
    }

    @Test func `devices that name exactly one another are one board`() throws {
        let finding = Fabric.close(try Self.board([1, 2, 3], [11, 12]))
        #expect(finding.closed)
        #expect(finding.accelerators == ["1", "2", "3"])
        #expect(finding.switches == ["11", "12"])
        #expect(finding.reasons.isEmpty)
    }

    @Test(arguments: [0, 1, 2, 3, 4])
    func `without one of its devices a board doesn't close`(missing: Int) throws {
        var devices = try Self.board([1, 2, 3], [11, 12])
        devices.remove(at: missing)
        let finding = Fabric.close(devices)
        #expect(!finding.closed)
        #expect(finding.reasons.contains { $0.contains("which is not presented") })
    }

    @Test func `an accelerator of another board is named`() throws {
        let finding = Fabric.close(
            try Self.board([1, 2, 3], [11, 12]) + [Self.device(4, .accelerator, [21, 22])])
        #expect(finding.reasons.contains("accelerator 4 does not name the switch 11"))
        #expect(finding.reasons.contains("switch 11 does not name the accelerator 4"))
        #expect(finding.reasons.contains("accelerator 4 names the switch 1515151515151515, which is not presented"))
    }

    @Test func `one switch four times is one switch`() throws {
        let one = try Self.device(11, .switching, [1])
        let finding = Fabric.close(try [Self.device(1, .accelerator, [11])] + [one, one, one, one])
        #expect(finding.reasons == ["11 is presented 4 times"])
    }

    @Test func `a device that says nothing of its neighbours keeps the board open`() throws {
        let finding = Fabric.close(try Self.board([1], [11]) + [Self.device(2, .accelerator, nil)])
        #expect(finding.reasons.contains("2 says nothing of its neighbours"))
    }

    @Test func `nothing, and accelerators alone, are no board`() throws {
        #expect(Fabric.close([]).reasons == ["no accelerator is presented", "no switch is presented"])
        #expect(!Fabric.close(try [Self.device(1, .accelerator, [])]).closed)
    }

    @Test func `boards are told apart, and every device stands in one`() throws {
        let devices = try Self.board([1, 2], [11]) + Self.board([3, 4], [12]) + [Self.device(5, .accelerator, nil)]
        let boards = Fabric.boards(of: devices)
        #expect(boards.map(\.accelerators) == [["1", "2"], ["3", "4"], ["5"]])
        #expect(boards.map(\.closed) == [true, true, false])
    }
}

@Suite(.enabled(if: SharedData.hasAttestation, "needs the folder of shared data: set ASSAY_DATA"))
struct FabricSampleTests {
    private let accelerators: [AttestedDevice]
    private let switches: [AttestedDevice]
    private let foreign: AttestedDevice

    init() throws {
        accelerators = try NVIDIASamples.devices(["hgx_h100_8gpu_evidence.json"])
        switches = try NVIDIASamples.devices(["hgx_h100_4switch_evidence.json"])
        foreign = try #require(try NVIDIASamples.devices(["multi_switch_ls10.json"]).first)
    }

    @Test func `eight GPUs and four switches of one board close`() {
        let finding = Fabric.close(accelerators + switches)
        #expect(finding.closed, "\(finding.reasons)")
        #expect(finding.accelerators.count == 8)
        #expect(finding.switches.count == 4)
        #expect(Fabric.boards(of: switches + accelerators).map(\.closed) == [true])
    }

    @Test func `a switch of another machine in its place breaks the board`() {
        let finding = Fabric.close(accelerators + switches.dropLast() + [foreign])
        #expect(!finding.closed)
        #expect(finding.reasons.contains("switch 50203EB31AD9ED0008 does not name the accelerator 412921CE551E4EEDA3"))
    }

    @Test func `a GPU left out breaks the board`() {
        let finding = Fabric.close(accelerators.dropLast() + switches)
        #expect(finding.reasons.count == 4)
        #expect(finding.reasons.allSatisfy { $0.hasSuffix("2E7AA130CAA058DD, which is not presented") })
    }

    @Test func `a GPU of another machine breaks the board`() throws {
        let other = try NVIDIASamples.devices(["hopper_evidence_cert_hold.json"])
        let finding = Fabric.close(accelerators.dropLast() + other + switches)
        #expect(finding.reasons.contains("41AD48FF92CDC93D9A says nothing of its neighbours"))
        #expect(finding.reasons.contains("switch 50666E93E19DEC7D2D does not name the accelerator 41AD48FF92CDC93D9A"))
    }
}
