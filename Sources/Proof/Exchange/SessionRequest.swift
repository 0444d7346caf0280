package import Attestation
package import Foundation
package import Ranging

/// A device asks for a session, and names the fresh key that it will answer with.
package struct SessionRequest: Sendable, Codable {
    package let device: DeviceIdentity
    /// The session key, Ed25519.
    package let key: Data
    /// Seconds since 1970.
    package let time: UInt64
    /// The device's evidence over `message`, in DER: nobody else opens sessions in its name.
    package let evidence: Data

    /// May block for as long as the device's hardware takes.
    package init(device: some EvidenceSource, key: SessionKey, time: UInt64) throws {
        let identity = device.identity
        self.device = identity
        self.key = Data(key.publicKey)
        self.time = time
        let vouched = try device.evidence(over: Self.message(device: identity, key: key.publicKey, time: time))
        guard let own = vouched.first else { throw CanonicalDER.Problem(description: "the device gave no evidence") }
        evidence = Data(try CanonicalDER.encode(own))
    }

    /// The 32 bytes that the device vouches for.
    package var message: [UInt8] { Self.message(device: device, key: Array(key), time: time) }

    private static func message(device: DeviceIdentity, key: [UInt8], time: UInt64) -> [UInt8] {
        Digest32.sha256(
            "assay session request 2", device.digest, key, withUnsafeBytes(of: time.bigEndian) { Array($0) })
    }

    /// No older or newer than five minutes, by seconds since 1970.
    package func isFresh(at now: UInt64) -> Bool { max(now, time) - min(now, time) <= 300 }
}

/// What the verifier answers: all that a prover needs.
package struct SessionOpening: Sendable, Codable {
    /// DER.
    package let grant: Data
    /// DER, and the verifier's signature over it.
    package let directory: Data
    package let directorySignature: Data
    package let question: Question

    package init(grant: Data, directory: Data, directorySignature: Data, question: Question) {
        self.grant = grant
        self.directory = directory
        self.directorySignature = directorySignature
        self.question = question
    }
}

/// What the service says of submitted evidence.
package struct SubmissionAnswer: Sendable, Codable {
    package let accepted: Bool
    package let digest: String
    /// False when it was there already.
    package let isNew: Bool
    package let verdict: String?
    package let refusal: String?
    package let reason: String?
    /// The verifier's certificate of the verdict, in DER.
    package let certificate: Data?

    package init(
        accepted: Bool, digest: String, isNew: Bool, verdict: String? = nil, refusal: String? = nil,
        reason: String? = nil, certificate: Data? = nil
    ) {
        self.accepted = accepted
        self.digest = digest
        self.isNew = isNew
        self.verdict = verdict
        self.refusal = refusal
        self.reason = reason
        self.certificate = certificate
    }
}
