import Crypto
import Foundation

/// The MAC key that one prover and one landmark agree for one session: X25519, then HKDF-SHA256.
struct RoundKey: Sendable {
    private let key: SymmetricKey

    /// - Parameters:
    ///   - own: fresh for this session.
    ///   - proverKey, landmarkKey: both public keys, bound into the result with session and landmark.
    init(
        own: Curve25519.KeyAgreement.PrivateKey, peer: [UInt8], session: [UInt8], landmark: String,
        proverKey: [UInt8], landmarkKey: [UInt8]
    ) throws {
        let peerKey = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: Data(peer))
        let secret = try own.sharedSecretFromKeyAgreement(with: peerKey)
        var info = Data("assay round key 1".utf8)
        info.append(contentsOf: proverKey)
        info.append(contentsOf: landmarkKey)
        info.append(contentsOf: landmark.utf8)
        key = secret.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: Data(session), sharedInfo: info, outputByteCount: 32)
    }

    private func message(session: [UInt8], round: UInt32, challenge: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.append(session)
        writer.append(integer: round)
        writer.append(challenge)
        return writer.bytes
    }

    /// HMAC-SHA256 over session, round and challenge.
    func answer(session: [UInt8], round: UInt32, challenge: [UInt8]) -> [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(
                for: message(session: session, round: round, challenge: challenge), using: key))
    }

    /// Compares in constant time.
    func isValid(_ mac: [UInt8], session: [UInt8], round: UInt32, challenge: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            mac, authenticating: message(session: session, round: round, challenge: challenge), using: key)
    }
}

/// The bytes that the two sides sign when they meet.
enum Handshake {
    /// What the device signs in its hello: nobody else can open its session at this landmark.
    static func helloMessage(session: [UInt8], landmark: String, proverKey: [UInt8]) -> [UInt8] {
        Array("assay hello 1".utf8) + session + proverKey + Array(landmark.utf8)
    }

    /// What the landmark signs in its accept: the prover knows whom it answers.
    static func acceptMessage(session: [UInt8], proverKey: [UInt8], landmarkKey: [UInt8]) -> [UInt8] {
        Array("assay accept 1".utf8) + session + proverKey + landmarkKey
    }
}
