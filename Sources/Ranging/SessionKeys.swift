package import Crypto
import Foundation

/// The MAC key that one prover and one landmark agree for one session: X25519, then HKDF-SHA256.
package struct RoundKey: Sendable {
    /// HMAC with the key's two blocks taken in: a round pays for its message alone.
    private let start: HMAC<SHA256>

    /// - Parameters:
    ///   - own: fresh for this session.
    ///   - proverKey, landmarkKey: both public keys, bound into the result with session and landmark.
    /// - Throws: when the peer's key gives no shared secret.
    init(
        own: Curve25519.KeyAgreement.PrivateKey, peer: [UInt8], session: SessionID, landmark: String,
        proverKey: [UInt8], landmarkKey: [UInt8]
    ) throws {
        let peerKey = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: Data(peer))
        let secret = try own.sharedSecretFromKeyAgreement(with: peerKey)
        var info = Data("assay round key 2".utf8)
        info.append(contentsOf: proverKey)
        info.append(contentsOf: landmarkKey)
        info.append(contentsOf: landmark.utf8)
        self.init(
            key: secret.hkdfDerivedSymmetricKey(
                using: SHA256.self, salt: Data(session.bytes), sharedInfo: info, outputByteCount: 32))
    }

    /// A key that both sides hold already.
    package init(key: SymmetricKey) { start = HMAC<SHA256>(key: key) }

    /// HMAC-SHA256 over session, round (4 bytes) and challenge.
    package func answer(session: SessionID, round: UInt32, challenge: Octets32) -> Octets32 {
        var code = start
        // In one piece: every update costs about as much as hashing the block.
        withUnsafeTemporaryAllocation(byteCount: 52, alignment: 8) { message in
            withUnsafeBytes(of: session.raw) { message.copyMemory(from: $0) }
            message.storeBytes(of: round.bigEndian, toByteOffset: 16, as: UInt32.self)
            challenge.withBytes { UnsafeMutableRawBufferPointer(rebasing: message[20...]).copyMemory(from: $0) }
            code.update(data: UnsafeRawBufferPointer(message))
        }
        // A SHA-256 code has 32 bytes; a zero MAC never equals one that was sent.
        return code.finalize().withUnsafeBytes { Octets32($0, at: 0) } ?? Octets32()
    }

    /// Compares in constant time.
    func isValid(_ mac: Octets32, session: SessionID, round: UInt32, challenge: Octets32) -> Bool {
        answer(session: session, round: round, challenge: challenge).isEqualInConstantTime(to: mac)
    }
}

/// The bytes that the two sides sign when they meet.
enum Handshake {
    /// What the session key signs in a hello: nobody else can open its session at this landmark.
    ///
    /// The cookie ties it to the address that it comes from, so that an overheard hello is worth nothing elsewhere; the
    /// grant's digest to just that grant.
    static func helloMessage(
        grant: SessionGrant, landmark: LandmarkName, proverKey: [UInt8], cookie: [UInt8]
    ) -> [UInt8] {
        Array("assay hello 2".utf8) + grant.terms.session.bytes + proverKey + landmark.bytes + cookie
            + Array(SHA256.hash(data: grant.encoded))
    }

    /// What the landmark signs in its accept: the prover knows whom it answers.
    static func acceptMessage(session: SessionID, proverKey: [UInt8], landmarkKey: [UInt8]) -> [UInt8] {
        Array("assay accept 2".utf8) + session.bytes + proverKey + landmarkKey
    }
}
