import Attestation
import Controls
package import Crypto
package import Foundation
import Geodesy
package import Location
package import Proof
package import Ranging
package import Registry

/// Opens sessions for enrolled devices and turns their evidence into verdicts.
package struct Verifier: Sendable {
    package let registry: Registry
    package let atlas: RegionAtlas
    package let directory: LandmarkDirectory
    /// Whose hardware counts.
    package let trust: AttestationTrust
    /// How rounds are spread, and how long a session may take.
    package let schedule: GrantTerms.Schedule
    private let key: Curve25519.Signing.PrivateKey
    private let directorySignature: Data
    private let enrolments = TPMEnrolments()

    /// Landmarks that time one session, where there are more.
    static let landmarksPerSession = 24

    /// - Throws: when the system's randomness fails.
    package init(
        registry: Registry, atlas: RegionAtlas, directory: LandmarkDirectory, key: Curve25519.Signing.PrivateKey,
        trust: AttestationTrust = AttestationTrust(), schedule: GrantTerms.Schedule = GrantTerms.Schedule()
    ) throws {
        self.registry = registry
        self.atlas = atlas
        self.directory = directory
        self.key = key
        self.trust = trust
        self.schedule = schedule
        directorySignature = Data(try key.signature(for: LandmarkDirectory.message(directory.encoded)))
    }

    package var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// Opens a session for a device that is on a roster.
    ///
    /// The request must carry the device's evidence over `SessionRequest.message` and be no older than five
    /// minutes at `now` (seconds since 1970): a stranger can't open sessions in a device's name.
    package func open(_ request: SessionRequest, now: UInt64) throws(SessionRefusal) -> SessionOpening {
        guard request.isFresh(at: now), SessionKey.isKey(Array(request.key)) else { throw .badRequest }
        try checkEvidence(of: request, now: now)
        guard !directory.entries.isEmpty else { throw .noLandmarks }
        do {
            guard let row = try registry.device(request.device.id), row.identity == request.device,
                let consignment = try registry.consignment(row.consignmentId)
            else { throw SessionRefusal.unknownDevice }
            // Country groups are spelt out: the evidence must mean the same when they have changed.
            let question = Question(regions: try atlas.regions(consignment.restricted).description)
            let chosen = directory.choose(Self.landmarksPerSession, around: consignment.site.place)
            let terms = GrantTerms(
                device: request.device.digest, key: Array(request.key), directory: directory, landmarks: chosen,
                question: question.digest, schedule: schedule, issued: now, verifier: publicKey)
            let grant = try SessionGrant(terms, signedBy: key)
            // An overheard request opens nothing a second time: who repeats it would leave sessions that nobody closes.
            guard
                try registry.open(
                    grant, device: row.id, at: Int(clamping: now), expires: Int(clamping: now + UInt64(terms.lifetime)))
            else { throw SessionRefusal.repeated }
            try registry.count("sessions_opened")
            return SessionOpening(
                grant: Data(grant.encoded), directory: Data(directory.encoded),
                directorySignature: directorySignature, question: question)
        } catch let refusal as SessionRefusal {
            throw refusal
        } catch {
            throw .fault("\(error)")
        }
    }

    /// Asks a TPM to show that it holds a key; `enrolTPM` takes its answer.
    func askTPM(
        _ request: TPMEnrolmentRequest, consignment: String, now: UInt64
    ) throws(TPMEnrolmentProblem) -> TPMEnrolmentQuestion {
        try enrolments.open(
            request, consignment: consignment, policy: trust.policy(at: now, authority: publicKey), now: now)
    }

    /// Puts a TPM's key on the roster that it asked for, if the answer is right.
    func enrolTPM(
        _ challenge: String, _ answer: TPMEnrolmentAnswer, now: UInt64
    ) throws(TPMEnrolmentProblem) -> TPMEnrolmentResult {
        try enrolments.close(challenge, answer, registry: registry, authority: key, now: now)
    }

    private func checkEvidence(of request: SessionRequest, now: UInt64) throws(SessionRefusal) {
        guard
            let evidence = try? CanonicalDER.decode(
                Evidence.self, from: Array(request.evidence), limit: Evidence.sizeLimit),
            let device = try? EvidenceVerifiers.all.verify(
                evidence, nonce: request.message, policy: trust.policy(at: now, authority: publicKey)),
            device.identity == request.device
        else { throw .badRequest }
    }

    /// Checks evidence and records its verdict, or the reason it was refused.
    ///
    /// Only evidence that the device itself closed can leave a finding: nobody else can blacken its name.
    package func submit(_ file: EvidenceFile, now: UInt64) throws -> Submission {
        let vouched: VouchedEvidence
        do throws(Refusal) {
            vouched = try file.vouch(trusted: [publicKey], trust: trust)
        } catch {
            try registry.count("evidence_refused", label: error.name)
            return .refused(error)
        }
        let verified: VerifiedEvidence
        do throws(Refusal) {
            try checkSession(of: vouched, now: now)
            verified = try vouched.decide(atlas: atlas)
        } catch {
            try report(error, of: vouched, now: now)
            return .refused(error)
        }
        return try accept(verified, now: now)
    }

    /// Sessions are opened here or not at all, and what comes when one is over comes too late.
    private func checkSession(of vouched: VouchedEvidence, now: UInt64) throws(Refusal) {
        let terms = vouched.terms
        guard let known = try? registry.grant(session: terms.session),
            known == Data(vouched.file.statement.grant.encoded)
        else { throw .unknownSession }
        // What was accepted in time stays accepted, however often it is shown; other evidence of that session comes too
        // late to say anything about the device.
        if let closing = try? registry.closing(of: terms.session) {
            guard closing == vouched.file.digest else { throw .sessionIsClosed }
            return
        }
        guard now <= terms.issued + UInt64(terms.lifetime) else { throw .staleSession }
    }

    private func accept(_ verified: VerifiedEvidence, now: UInt64) throws -> Submission {
        let certificate = Data(try VerdictCertificate(verified, signedBy: key).encoded())
        let acceptance = try registry.accept(
            verified, certificate: certificate, remarks: FindingRow.remarks(on: verified), at: Int(clamping: now))
        switch acceptance {
        case .new:
            try count(verified)
            return .accepted(verified, isNew: true, certificate: certificate)
        case .known:
            return .accepted(
                verified, isNew: false, certificate: try registry.certificate(verified.digest) ?? certificate)
        case .sessionIsClosed:
            try registry.count("evidence_refused", label: Refusal.sessionIsClosed.name)
            return .refused(.sessionIsClosed)
        }
    }

    private func count(_ verified: VerifiedEvidence) throws {
        try registry.count(
            [("evidence_accepted", verified.finding.verdict.rawValue, 1)] + Self.refusals(verified.records)
                + verified.absences.map { ("landmarks_absent", $0.reason.name, 1) })
    }

    private static func refusals(_ records: [RangingRecord]) -> [(name: String, label: String, more: Int)] {
        records.flatMap(\.refusals.counts).map { ("replies_refused", $0.name, $0.count) }
    }

    private func report(_ refusal: Refusal, of vouched: VouchedEvidence, now: UInt64) throws {
        // Only what its landmark signed is counted: the rest is whatever the file says.
        let records = (try? vouched.checkedRecords()) ?? []
        try registry.count([("evidence_refused", refusal.name, 1)] + Self.refusals(records))
        try registry.refuse(session: vouched.terms.session, as: refusal.name)
        // A session of another service says nothing about this one's devices, nor what comes after a session's evidence.
        switch refusal {
        case .unknownSession, .sessionIsClosed: return
        default: break
        }
        guard let row = try registry.device(vouched.device.id) else { return }
        try registry.report(
            FindingRow(
                id: "\(refusal.name) \(vouched.terms.session)", deviceId: row.id, kind: refusal.name,
                reason: refusal.description,
                foundAt: Int(clamping: now)))
    }
}

/// What became of submitted evidence.
package enum Submission: Sendable {
    /// `isNew` is false when it was there already.
    case accepted(VerifiedEvidence, isNew: Bool, certificate: Data)
    case refused(Refusal)
}

/// Why no session was opened.
package enum SessionRefusal: Error, Sendable, CustomStringConvertible {
    case badRequest
    case unknownDevice
    case noLandmarks
    /// The session key was used before, or too many sessions of the device are under way.
    case repeated
    case fault(String)

    /// A short name for metrics.
    package var name: String {
        switch self {
        case .badRequest: "badRequest"
        case .unknownDevice: "unknownDevice"
        case .noLandmarks: "noLandmarks"
        case .repeated: "repeated"
        case .fault: "fault"
        }
    }

    package var description: String {
        switch self {
        case .badRequest: "the request isn't vouched for by its device, or its time is more than five minutes off"
        case .unknownDevice: "the device is on no consignment's roster"
        case .noLandmarks: "this service has no landmarks"
        case .repeated: "this session key had a session already, or too many of the device's sessions are under way"
        case .fault: "the service failed; its log says why"
        }
    }
}
