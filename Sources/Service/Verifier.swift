package import Attestation
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
    private let key: Curve25519.Signing.PrivateKey
    private let directorySignature: Data

    /// Rounds that each landmark times in a session.
    package static let rounds: UInt16 = 10
    /// Seconds a session may take.
    static let lifetime: UInt32 = 600

    package init(
        registry: Registry, atlas: RegionAtlas, directory: LandmarkDirectory, key: Curve25519.Signing.PrivateKey
    ) throws {
        self.registry = registry
        self.atlas = atlas
        self.directory = directory
        self.key = key
        directorySignature = try key.signature(for: directory.encoded)
    }

    package var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// Opens a session for a device that is on a roster.
    ///
    /// The request must carry the device's signature over `SessionRequest.message` and be no older than five
    /// minutes at `now` (seconds since 1970): a stranger can't open sessions in a device's name.
    package func open(_ request: SessionRequest, now: UInt64) throws(SessionRefusal) -> SessionOpening {
        guard let device = DeviceIdentity(bytes: request.device), request.isFresh(at: now),
            device.isValid(signature: request.signature, for: request.message)
        else { throw .badRequest }
        guard !directory.entries.isEmpty else { throw .noLandmarks }
        do {
            guard let row = try registry.device(device.id), row.key == Data(device.bytes),
                let consignment = try registry.consignment(row.consignmentId)
            else { throw SessionRefusal.unknownDevice }
            // Country groups are spelt out: the evidence must mean the same when they have changed.
            let question = Question(regions: try atlas.regions(consignment.restricted).description)
            let grant = try SessionGrant(
                device: device, directory: directory, questionDigest: question.digest, rounds: Self.rounds,
                issued: now, lifetime: Self.lifetime, verifier: key)
            try registry.open(grant, at: Int(clamping: now))
            return SessionOpening(
                grant: Data(grant.encoded), directory: Data(directory.encoded),
                directorySignature: directorySignature, question: question)
        } catch let refusal as SessionRefusal {
            throw refusal
        } catch {
            throw .fault("\(error)")
        }
    }

    /// Checks evidence and records its verdict, or the reason it was refused.
    ///
    /// Only evidence that the device itself closed can leave a finding: nobody else can blacken its name.
    package func submit(_ file: EvidenceFile, now: UInt64) throws -> Submission {
        do throws(Refusal) {
            let verified = try file.verify(trusted: [publicKey], atlas: atlas)
            return try accept(file, verified, now: now)
        } catch {
            try report(error, of: file, now: now)
            return .refused(error)
        }
    }

    private func accept(
        _ file: EvidenceFile, _ verified: VerifiedEvidence, now: UInt64
    ) throws(Refusal) -> Submission {
        do {
            let grant = try SessionGrant(decoding: file.grant)
            // Sessions are opened here or not at all.
            guard try registry.grant(session: grant.session) == file.grant else { return .refused(.unknownSession) }
            let isNew = try registry.accept(file, verified, session: grant.session, at: Int(clamping: now))
            return .accepted(verified, isNew: isNew)
        } catch {
            throw .malformed("\(error)")
        }
    }

    private func report(_ refusal: Refusal, of file: EvidenceFile, now: UInt64) throws {
        guard case .answeredWithoutKey = refusal, let row = try registry.device(file.deviceEvidence.device.id) else {
            return
        }
        try registry.report(
            FindingRow(
                id: file.digest, deviceId: row.id, kind: refusal.name, reason: refusal.description,
                foundAt: Int(clamping: now)))
    }
}

/// What became of submitted evidence.
package enum Submission: Sendable {
    /// `isNew` is false when it was there already.
    case accepted(VerifiedEvidence, isNew: Bool)
    case refused(Refusal)
}

/// A device asks for a session.
package struct SessionRequest: Sendable, Codable {
    package let device: Data
    /// Seconds since 1970.
    package let time: UInt64
    package let signature: Data

    /// What the device signs.
    package var message: Data { Self.message(device: device, time: time) }

    private static func message(device: Data, time: UInt64) -> Data {
        Data("assay open session 1 \(time) ".utf8) + device
    }

    package init(key: SoftwareDeviceKey, time: UInt64) throws {
        device = Data(key.identity.bytes)
        self.time = time
        signature = Data(try key.signature(for: Self.message(device: Data(key.identity.bytes), time: time)))
    }

    func isFresh(at now: UInt64) -> Bool {
        max(now, time) - min(now, time) <= 300
    }
}

/// What the verifier answers: all that a prover needs.
package struct SessionOpening: Sendable, Codable {
    package let grant: Data
    package let directory: Data
    package let directorySignature: Data
    package let question: Question
}

/// Why no session was opened.
package enum SessionRefusal: Error, Sendable, CustomStringConvertible {
    case badRequest
    case unknownDevice
    case noLandmarks
    case fault(String)

    package var description: String {
        switch self {
        case .badRequest: "the request isn't signed by its device, or its time is more than five minutes off"
        case .unknownDevice: "the device is on no consignment's roster"
        case .noLandmarks: "this service has no landmarks"
        case .fault(let reason): "the service failed: \(reason)"
        }
    }
}
