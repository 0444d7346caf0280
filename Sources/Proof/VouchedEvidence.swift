package import Attestation
import Crypto
import Foundation
package import Ranging

/// Evidence whose authors are known: the verifier who granted the session, and the device that took part in it and
/// closed it. What was measured isn't looked at yet.
package struct VouchedEvidence: Sendable {
    package let file: EvidenceFile
    package let device: DeviceIdentity
    /// What the device's own evidence is worth: the lower of opening and closing.
    package let assurance: AssuranceLevel
    /// What vouched beside it, at the opening and at the closing both.
    package let beside: [AttestedDevice]
    /// What stands in the file and doesn't count, and why.
    package let notes: [String]

    package var terms: GrantTerms { file.statement.grant.terms }
}

extension EvidenceFile {
    /// Checks who vouches for this file. Nothing is computed from what isn't vouched for.
    ///
    /// - Parameters:
    ///   - trusted: verifier keys to accept; nil accepts the file's own, and the reader must compare the key that is
    ///     printed.
    ///   - trust: whose hardware counts.
    package func vouch(trusted: Set<[UInt8]>?, trust: AttestationTrust) throws(Refusal) -> VouchedEvidence {
        let grant = statement.grant
        // 1. The verifier: its grant, for this question and these landmarks.
        if let trusted, !trusted.contains(grant.terms.verifier) { throw .untrustedVerifier }
        guard grant.hasValidSignature else { throw .badGrantSignature }
        guard grant.terms.question == statement.question.digest else { throw .otherQuestion }
        let directory = statement.directory.encoded
        guard
            SessionKey.isValid(
                statement.directorySignature, for: LandmarkDirectory.message(directory), by: grant.terms.verifier)
        else { throw .badDirectorySignature }
        guard Array(SHA256.hash(data: directory)) == grant.terms.directory else { throw .otherDirectory }
        // 2. The session key closed this very transcript, so nobody else has put it together.
        let transcript = statement.transcript
        guard SessionKey.isValid(signature, for: Self.message(transcript, closing: closing), by: grant.terms.key) else {
            throw .badClosing("the session key did not sign this transcript")
        }
        // 3. The device vouched for that key when the session opened, and for the transcript when it closed.
        let policy = trust.policy(at: grant.terms.issued, authority: grant.terms.verifier)
        let opened = try Witnesses(statement.opening, nonce: grant.terms.binding, policy, refusal: Refusal.badOpening)
        let closed = try Witnesses(closing, nonce: transcript, policy, refusal: Refusal.badClosing)
        guard opened.device.identity.digest == grant.terms.device else {
            throw .badOpening("another device vouched than the one that the session was opened for")
        }
        guard closed.device.identity == opened.device.identity else {
            throw .badClosing("another device vouched than at the opening")
        }
        try Self.checkOrder(opened: opened.device, closed: closed.device)
        return VouchedEvidence(
            file: self, device: opened.device.identity,
            assurance: min(opened.device.assurance, closed.device.assurance),
            beside: closed.beside.filter { later in opened.beside.contains { $0.identity == later.identity } },
            notes: Array(Set(opened.notes + closed.notes)).sorted())
    }

    /// A closing that is older than its opening was made for something else.
    private static func checkOrder(opened: AttestedDevice, closed: AttestedDevice) throws(Refusal) {
        guard let before = opened.clock, let after = closed.clock else { return }
        if let fault = after.fault(since: before) { throw .badClosing(fault.reason) }
    }
}

/// The evidence of one moment, each piece checked.
private struct Witnesses {
    let device: AttestedDevice
    let beside: [AttestedDevice]
    let notes: [String]

    /// The first must hold. One beside it that ends at a root nobody here trusts doesn't count and does no harm;
    /// one that is wrong in any other way spoils the file.
    init(
        _ evidence: [Evidence], nonce: [UInt8], _ policy: AttestationPolicy, refusal: (String) -> Refusal
    ) throws(Refusal) {
        guard let first = evidence.first else { throw refusal("no evidence of the device") }
        var beside: [AttestedDevice] = []
        var notes: [String] = []
        do {
            device = try EvidenceVerifiers.all.verify(first, nonce: nonce, policy: policy)
        } catch {
            throw refusal(error.description)
        }
        for piece in evidence.dropFirst() {
            do {
                beside.append(try EvidenceVerifiers.all.verify(piece, nonce: nonce, policy: policy))
            } catch {
                guard error.faults.allSatisfy({ $0.code == .untrustedRoot || $0.code == .unknownKind }) else {
                    throw refusal(error.description)
                }
                notes.append("not counted: \(piece.kind) evidence: \(error)")
            }
        }
        self.beside = beside
        self.notes = notes
    }
}
