import Attestation
import Foundation
import Location
import Proof
import ProofSupport
import Ranging
import SimulatedAccelerator
import Testing

/// Accelerators that vouch beside a device's key: they count where their maker is trusted, do no harm where he isn't,
/// and spoil the file where they are wrong.
struct AcceleratorsBesideTests {
    private let scene: ProofScene
    private let grant: SessionGrant
    private let maker: SimulatedMaker
    private let atlas: RegionAtlas

    init() throws {
        scene = try #require(ProofScene())
        grant = try scene.grant()
        maker = try SimulatedMaker()
        atlas = try ProofScene.atlas.get()
    }

    /// A host of this maker whose devices do something wrong when they vouch.
    private struct FaultyHost: EvidenceSource {
        let key: SoftwareDeviceKey
        let accelerator: SimulatedAccelerator
        let fault: ReportFault
        var identity: DeviceIdentity { key.identity }

        func evidence(over nonce: [UInt8]) throws -> [Evidence] {
            try key.evidence(over: nonce) + [try accelerator.evidence(nonce: nonce, faults: [fault])]
        }
    }

    /// A file from Johor, opened and closed by a host.
    private func file(openedBy opener: any EvidenceSource, closedBy closer: any EvidenceSource) throws -> EvidenceFile {
        let records = try ["singapore", "kuala-lumpur"].compactMap {
            try scene.record(of: $0, at: ProofScene.johor, grant: grant)
        }
        return try scene.file(grant: grant, records: records, openedBy: opener, closedBy: closer)
    }

    private func host(_ number: Int) throws -> AcceleratorBeside {
        AcceleratorBeside(key: scene.device, devices: [try maker.accelerator(number)])
    }

    @Test func `one whose maker isn't trusted isn't counted, is noted, and does no harm`() throws {
        let host = try host(0)
        let verified = try file(openedBy: host, closedBy: host).verify(
            trusted: nil, trust: AttestationTrust(), atlas: atlas)
        #expect(verified.finding.verdict == .provenOutside)
        #expect(verified.vouched.beside.isEmpty)
        #expect(verified.vouched.notes.count == 1)
        #expect(try #require(verified.vouched.notes.first).hasPrefix("not counted: nvidia-gpu evidence"))
        let report = VerificationReport(verified)
        #expect(report.accelerators.isEmpty)
        #expect(report.boardIsClosed == nil)
        #expect(report.notes.contains { $0.hasPrefix("not counted") })
    }

    @Test func `one whose maker is trusted is counted, and assurance stays that of the key`() throws {
        let host = try host(0)
        let trust = AttestationTrust().adding(roots: [maker.rootFingerprint])
        let verified = try file(openedBy: host, closedBy: host).verify(trusted: nil, trust: trust, atlas: atlas)
        #expect(verified.vouched.beside.map(\.identity) == [try maker.accelerator(0).identity])
        #expect(verified.vouched.notes.isEmpty)
        #expect(verified.assurance == .softwareKey)
        #expect(verified.device == scene.device.identity)
        #expect(VerificationReport(verified).accelerators == [try maker.accelerator(0).serialNumber])
    }

    @Test func `one that vouched at the closing alone isn't counted`() throws {
        let trust = AttestationTrust(roots: [maker.rootFingerprint])
        let vouched = try file(openedBy: try host(0), closedBy: try host(1)).vouch(trusted: nil, trust: trust)
        #expect(vouched.beside.isEmpty)
    }

    @Test func `a board whose devices name one another closes`() throws {
        let host = AcceleratorBeside(key: scene.device, board: try maker.board())
        let trust = AttestationTrust(roots: [maker.rootFingerprint])
        let verified = try file(openedBy: host, closedBy: host).verify(trusted: nil, trust: trust, atlas: atlas)
        let report = VerificationReport(verified)
        #expect(report.accelerators.count == 8)
        #expect(report.boardIsClosed == true)
    }

    @Test func `a board with a device missing doesn't close`() throws {
        let host = AcceleratorBeside(key: scene.device, devices: Array(try maker.board().devices.dropFirst()))
        let trust = AttestationTrust(roots: [maker.rootFingerprint])
        let verified = try file(openedBy: host, closedBy: host).verify(trusted: nil, trust: trust, atlas: atlas)
        let report = VerificationReport(verified)
        #expect(report.accelerators.count == 7)
        #expect(report.boardIsClosed == false)
    }

    @Test(arguments: [ReportFault.otherNonce, .brokenSignature, .otherFirmware])
    func `one that is wrong spoils the file, whether or not its maker is trusted`(fault: ReportFault) throws {
        let good = try host(0)
        let bad = FaultyHost(key: scene.device, accelerator: try maker.accelerator(0), fault: fault)
        for roots: Set<[UInt8]> in [[], [maker.rootFingerprint]] {
            let trust = AttestationTrust(roots: roots)
            #expect { try file(openedBy: bad, closedBy: good).vouch(trusted: nil, trust: trust) } throws: {
                if case .badOpening? = $0 as? Refusal { true } else { false }
            }
            #expect { try file(openedBy: good, closedBy: bad).vouch(trusted: nil, trust: trust) } throws: {
                if case .badClosing? = $0 as? Refusal { true } else { false }
            }
        }
    }

    @Test func `an accelerator's evidence doesn't pass for that of the key`() throws {
        let accelerator = try maker.accelerator(0)
        let file = try file(openedBy: accelerator, closedBy: accelerator)
        #expect {
            try file.vouch(trusted: nil, trust: AttestationTrust())
        } throws: {
            if case .badOpening? = $0 as? Refusal { true } else { false }
        }
        // The session was opened for the scene's key: another device can't take its place.
        let trust = AttestationTrust(roots: [maker.rootFingerprint])
        #expect(
            throws: Refusal.badOpening("another device vouched than the one that the session was opened for")
        ) {
            try file.vouch(trusted: nil, trust: trust)
        }
    }
}
