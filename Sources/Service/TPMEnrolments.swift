import Attestation
import Collectors
import Crypto
import Foundation
import Proof
import Ranging
import Registry
import Synchronization

/// TPMs that were asked to show that they hold a key, until they answer or their time is over.
///
/// Kept in memory: a service that restarts in between is asked again.
package final class TPMEnrolments: Sendable {
    private struct Pending: Sendable {
        let challenge: TPMEnrolmentChallenge
        let consignment: String
        let name: String
        let expires: UInt64
    }

    private let pending = Mutex<[String: Pending]>([:])
    /// Seconds to answer in.
    private static let patience: UInt64 = 300
    /// Only operators ask, so more than this is a mistake.
    private static let limit = 100

    package init() {}

    /// Checks who asks and makes up a challenge. Runs a tool, and so takes a moment.
    func open(
        _ request: TPMEnrolmentRequest, consignment: String, policy: AttestationPolicy, now: UInt64
    ) throws(TPMEnrolmentProblem) -> TPMEnrolmentQuestion {
        let candidate = TPMCandidate(
            ekCertificates: request.ekCertificates.map { Array($0) }, akPublic: Array(request.akPublic))
        let challenge: TPMEnrolmentChallenge
        do {
            challenge = try TPMEnrolmentChallenge(for: candidate, policy: policy)
        } catch {
            throw .refused("\(error)")
        }
        let id = SessionID().description
        let isTaken = pending.withLock { pending in
            pending = pending.filter { $0.value.expires >= now }
            guard pending.count < Self.limit else { return false }
            pending[id] = Pending(
                challenge: challenge, consignment: consignment, name: request.name, expires: now + Self.patience)
            return true
        }
        guard isTaken else { throw .crowded }
        return TPMEnrolmentQuestion(challenge: id, credential: Data(challenge.credential))
    }

    /// Takes the answer, once, and puts the device on its roster.
    func close(
        _ id: String, _ answer: TPMEnrolmentAnswer, registry: Registry, authority: Curve25519.Signing.PrivateKey,
        now: UInt64
    ) throws(TPMEnrolmentProblem) -> TPMEnrolmentResult {
        guard let known = pending.withLock({ $0.removeValue(forKey: id) }), known.expires >= now else {
            throw .unknownChallenge
        }
        do {
            let enrolment = try known.challenge.enrolment(for: Array(answer.secret), by: authority, time: now)
            guard let identity = DeviceIdentity(kind: .tpm, key: enrolment.akName) else {
                throw TPMEnrolmentProblem.refused("the attestation key has no name")
            }
            try registry.enrol(
                identity, name: known.name, consignment: known.consignment, at: Int(clamping: now))
            return TPMEnrolmentResult(id: identity.id, enrolment: Data(try CanonicalDER.encode(enrolment)))
        } catch {
            throw .refused("\(error)")
        }
    }
}

/// Why a TPM isn't enrolled.
enum TPMEnrolmentProblem: Error, CustomStringConvertible {
    case refused(String)
    case unknownChallenge
    case crowded

    var description: String {
        switch self {
        case .refused(let reason): reason
        case .unknownChallenge: "there is no such challenge, or it was answered already, or its five minutes are over"
        case .crowded: "too many TPMs are being enrolled at once; try again in five minutes"
        }
    }
}
