package import Attestation
package import Crypto
import Foundation

/// The verifier's leave for one device to be timed: without it a landmark answers nobody.
///
/// Encoded in 256 bytes, big-endian: session 16, nonce 32, device key 32, directory digest 32, verifier key 32,
/// issued 8 (seconds since 1970), lifetime 4 (seconds), rounds 2, question digest 32, zeros 2, signature 64.
package struct SessionGrant: Sendable, Equatable {
    package static let encodedLength = 256
    package static let roundLimit = 64

    package let session: [UInt8]
    package let nonce: [UInt8]
    package let device: DeviceIdentity
    package let directoryDigest: [UInt8]
    package let verifier: [UInt8]
    package let issued: UInt64
    package let lifetime: UInt32
    package let rounds: UInt16
    /// SHA-256 of what the evidence will be asked to prove: nobody can put an easier question later.
    package let questionDigest: [UInt8]
    package let signature: [UInt8]

    /// Makes and signs a grant with a fresh random session and nonce.
    ///
    /// - Parameter issued: seconds since 1970.
    package init(
        device: DeviceIdentity, directory: LandmarkDirectory, questionDigest: [UInt8], rounds: UInt16,
        issued: UInt64, lifetime: UInt32, verifier: Curve25519.Signing.PrivateKey
    ) throws {
        var random = SystemRandomNumberGenerator()
        self.session = (0..<16).map { _ in random.next() }
        self.nonce = (0..<32).map { _ in random.next() }
        self.device = device
        directoryDigest = directory.digest
        self.verifier = Array(verifier.publicKey.rawRepresentation)
        self.issued = issued
        self.lifetime = lifetime
        self.rounds = min(rounds, UInt16(Self.roundLimit))
        self.questionDigest = questionDigest
        let unsigned = Self.encode(
            session: session, nonce: nonce, device: device, directoryDigest: directoryDigest,
            verifier: self.verifier, issued: issued, lifetime: lifetime, rounds: self.rounds,
            questionDigest: questionDigest)
        signature = Array(try verifier.signature(for: unsigned))
    }

    package init(decoding bytes: some Sequence<UInt8>) throws(WireError) {
        var reader = ByteReader(bytes)
        session = try reader.bytes(16)
        nonce = try reader.bytes(32)
        guard let device = DeviceIdentity(bytes: try reader.bytes(32)) else { throw .badKey(field: "device key") }
        self.device = device
        directoryDigest = try reader.bytes(32)
        verifier = try reader.bytes(32)
        issued = try reader.integer()
        lifetime = try reader.integer()
        rounds = try reader.integer()
        questionDigest = try reader.bytes(32)
        guard try reader.bytes(2) == [0, 0] else { throw .notZero(field: "grant's reserve") }
        signature = try reader.bytes(64)
        try reader.finish()
    }

    package var encoded: [UInt8] { signedBytes + signature }

    private var signedBytes: [UInt8] {
        Self.encode(
            session: session, nonce: nonce, device: device, directoryDigest: directoryDigest, verifier: verifier,
            issued: issued, lifetime: lifetime, rounds: rounds, questionDigest: questionDigest)
    }

    private static func encode(
        session: [UInt8], nonce: [UInt8], device: DeviceIdentity, directoryDigest: [UInt8], verifier: [UInt8],
        issued: UInt64, lifetime: UInt32, rounds: UInt16, questionDigest: [UInt8]
    ) -> [UInt8] {
        var writer = ByteWriter()
        for part in [session, nonce, device.bytes, directoryDigest, verifier] { writer.append(part) }
        writer.append(integer: issued)
        writer.append(integer: lifetime)
        writer.append(integer: rounds)
        writer.append(questionDigest)
        writer.append([0, 0])
        return writer.bytes
    }

    /// Whether the named verifier signed it.
    package var hasValidSignature: Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(verifier)) else { return false }
        return key.isValidSignature(signature, for: signedBytes)
    }

    /// Whether it may be used at a time in seconds since 1970. Clocks may differ by a minute.
    package func isCurrent(at now: UInt64) -> Bool {
        let slack: UInt64 = 60
        let end = issued.addingReportingOverflow(UInt64(lifetime) + slack)
        return issued <= now.addingReportingOverflow(slack).partialValue && !end.overflow && now <= end.partialValue
    }
}
