import Attestation
import Crypto
import Foundation
import Location
import Proof
import ProofSupport
import Ranging
import Testing

/// Who vouches for a file: the verifier, the session key, the device. Nothing that isn't vouched for is computed.
struct VouchingTests {
    private let scene: ProofScene
    private let grant: SessionGrant
    private let records: [SignedRecord]

    init() throws {
        scene = try #require(ProofScene())
        grant = try scene.grant()
        let record = try scene.record(of: "singapore", at: ProofScene.johor, grant: grant)
        records = [try #require(record)]
    }

    private func refusal(of file: EvidenceFile, trusted: Set<[UInt8]>? = nil) -> Refusal? {
        do throws(Refusal) {
            _ = try file.vouch(trusted: trusted, trust: AttestationTrust())
            return nil
        } catch {
            return error
        }
    }

    /// Says the same whatever it is asked.
    private struct Repeater: EvidenceSource {
        let identity: DeviceIdentity
        let said: [Evidence]
        func evidence(over nonce: [UInt8]) -> [Evidence] { said }
    }

    @Test func `an honest file is vouched for by its device, at the assurance of its evidence`() throws {
        let file = try scene.file(grant: grant, records: records)
        let vouched = try file.vouch(trusted: [scene.verifierKey], trust: AttestationTrust())
        #expect(vouched.device == scene.device.identity)
        #expect(vouched.assurance == .softwareKey)
        #expect(vouched.beside.isEmpty)
        #expect(vouched.notes.isEmpty)
        #expect(vouched.terms == grant.terms)
    }

    @Test func `a verifier that isn't trusted vouches for nothing`() throws {
        let file = try scene.file(grant: grant, records: records)
        #expect(refusal(of: file, trusted: [[UInt8](repeating: 1, count: 32)]) == .untrustedVerifier)
        #expect(refusal(of: file, trusted: []) == .untrustedVerifier)
    }

    @Test func `a grant that its verifier didn't sign is refused`() throws {
        let forged = try scene.grant(signedBy: Curve25519.Signing.PrivateKey())
        #expect(refusal(of: try scene.file(grant: forged, records: [])) == .badGrantSignature)
    }

    @Test func `a directory that the verifier didn't sign is refused`() throws {
        let message = LandmarkDirectory.message(scene.directory.encoded)
        let foreign = Array(try Curve25519.Signing.PrivateKey().signature(for: message))
        let unlabelled = Array(try scene.verifier.signature(for: scene.directory.encoded))
        for signature in [foreign, unlabelled] {
            let statement = try scene.statement(grant: grant, records: records, directorySignature: signature)
            #expect(refusal(of: try scene.close(statement)) == .badDirectorySignature)
        }
    }

    @Test func `a directory that the verifier signed, but not for this grant, is refused`() throws {
        let other = LandmarkDirectory(epoch: 2, entries: scene.directory.entries)
        let grant = try scene.grant(directory: other)
        #expect(refusal(of: try scene.file(grant: grant, records: [])) == .otherDirectory)
    }

    @Test func `a closing by another session key is refused`() throws {
        let file = try scene.file(grant: grant, records: records, signedBy: SessionKey())
        #expect(refusal(of: file) == .badClosing("the session key did not sign this transcript"))
    }

    @Test func `a closing by another device is refused`() throws {
        let other = try #require(SoftwareDeviceKey())
        let file = try scene.file(grant: grant, records: records, closedBy: other)
        #expect(refusal(of: file) == .badClosing("another device vouched than at the opening"))
    }

    @Test func `a session that was opened by another device than the grant names is refused`() throws {
        let other = try #require(SoftwareDeviceKey())
        let file = try scene.file(grant: grant, records: records, openedBy: other, closedBy: other)
        #expect(
            refusal(of: file) == .badOpening("another device vouched than the one that the session was opened for"))
    }

    @Test func `an opening over another session, directory, key or nonce is refused`() throws {
        let other = try #require(ProofScene())
        let bindings = [
            try scene.grant().terms.binding, try other.grant().terms.binding, [UInt8](repeating: 0, count: 32),
            grant.terms.nonce,
        ]
        for nonce in bindings {
            let statement = try scene.statement(grant: grant, records: records, nonce: nonce)
            guard case .badOpening(let reason)? = refusal(of: try scene.close(statement)) else {
                Issue.record("expected badOpening")
                return
            }
            #expect(reason.contains("another session"))
        }
    }

    @Test func `a closing that the device gave for another transcript is refused, though the session key signs`() throws
    {
        let statement = try scene.statement(grant: grant, records: [])
        let stale = Repeater(
            identity: scene.device.identity, said: try scene.device.evidence(over: statement.transcript))
        let file = try scene.file(grant: grant, records: records, closedBy: stale)
        guard case .badClosing(let reason)? = refusal(of: file) else {
            Issue.record("expected badClosing")
            return
        }
        #expect(reason.contains("another session"))
    }

    @Test func `an opening doesn't pass for a closing`() throws {
        let opening = Repeater(
            identity: scene.device.identity, said: try scene.device.evidence(over: grant.terms.binding))
        guard case .badClosing? = refusal(of: try scene.file(grant: grant, records: records, closedBy: opening)) else {
            Issue.record("expected badClosing")
            return
        }
    }

    @Test func `a device that says nothing has neither opened nor closed`() throws {
        let nobody = Repeater(identity: scene.device.identity, said: [])
        let unopened = try scene.file(grant: grant, records: records, openedBy: nobody)
        #expect(refusal(of: unopened) == .badOpening("no evidence of the device"))
        let unclosed = try scene.file(grant: grant, records: records, closedBy: nobody)
        #expect(refusal(of: unclosed) == .badClosing("no evidence of the device"))
    }

    @Test func `evidence of a kind that nobody reads can stand beside the device's, and not in its place`() throws {
        let unread = Evidence(kind: EvidenceKind(rawValue: "another-vendor"), body: [1, 2, 3])
        let first = Repeater(identity: scene.device.identity, said: [unread])
        guard case .badOpening? = refusal(of: try scene.file(grant: grant, records: records, openedBy: first)) else {
            Issue.record("expected badOpening")
            return
        }
        let statement = try scene.statement(
            grant: grant, records: records,
            openedBy: Repeater(
                identity: scene.device.identity,
                said: try scene.device.evidence(over: grant.terms.binding) + [unread]))
        let vouched = try scene.close(statement).vouch(trusted: nil, trust: AttestationTrust())
        #expect(vouched.beside.isEmpty)
        #expect(vouched.notes.count == 1)
        #expect(try #require(vouched.notes.first).contains("another-vendor"))
    }

    @Test func `what is wrong with who vouches is named before what was measured`() throws {
        let impostor = try #require(ProofScene())
        let record = try impostor.record(of: "singapore", at: ProofScene.johor, grant: grant)
        let file = try scene.file(grant: grant, records: [try #require(record)], signedBy: SessionKey())
        let atlas = try ProofScene.atlas.get()
        #expect(throws: Refusal.badClosing("the session key did not sign this transcript")) {
            try file.verify(trusted: nil, trust: AttestationTrust(), atlas: atlas)
        }
        #expect(throws: Refusal.untrustedVerifier) {
            try file.verify(trusted: [], trust: AttestationTrust(), atlas: atlas)
        }
    }
}
