package import Attestation
package import Crypto
import Foundation

/// What one landmark measured in one session, signed by it: every sample, and everything it refused.
package struct RangingRecord: Sendable, Equatable {
    /// Where the landmark's times come from.
    package enum Clock: UInt8, Sendable {
        /// The process's monotonic clock, read around the system calls.
        case process = 0
        /// The kernel's own timestamps.
        case kernel = 1
    }

    /// Replies that were counted and refused.
    package struct Refusals: Sendable, Equatable {
        /// Without a valid MAC: from somebody who doesn't hold the key.
        package var unauthenticated: UInt16 = 0
        /// For a round that was answered already.
        package var repeated: UInt16 = 0
        /// For a round that was given up, or never begun.
        package var untimely: UInt16 = 0

        package init() {}

        package var total: Int { Int(unauthenticated) + Int(repeated) + Int(untimely) }
    }

    package static let sampleLimit = 64

    package let session: [UInt8]
    package let device: DeviceIdentity
    package let landmark: String
    /// When it was signed, in seconds since 1970.
    package let signedAt: UInt64
    package let clock: Clock
    /// Challenges sent.
    package let challenges: UInt16
    /// Round trips in nanoseconds, in order. Nothing is subtracted.
    package let samples: [UInt64]
    package let refusals: Refusals

    package init(
        session: [UInt8], device: DeviceIdentity, landmark: String, signedAt: UInt64, clock: Clock,
        challenges: UInt16, samples: [UInt64], refusals: Refusals
    ) {
        self.session = session
        self.device = device
        self.landmark = landmark
        self.signedAt = signedAt
        self.clock = clock
        self.challenges = challenges
        self.samples = Array(samples.prefix(Self.sampleLimit))
        self.refusals = refusals
    }

    /// Label 8 (`assayrr1`), session 16, device 32, landmark, time 8, clock 1, challenges 2, refusals 3 × 2,
    /// sample count 2, samples 8 each.
    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.append(Array("assayrr1".utf8))
        writer.append(session)
        writer.append(device.bytes)
        writer.append(counted: Array(landmark.utf8))
        writer.append(integer: signedAt)
        writer.append(integer: clock.rawValue)
        writer.append(integer: challenges)
        writer.append(integer: refusals.unauthenticated)
        writer.append(integer: refusals.repeated)
        writer.append(integer: refusals.untimely)
        writer.append(integer: UInt16(samples.count))
        for sample in samples { writer.append(integer: sample) }
        return writer.bytes
    }

    package init(decoding bytes: some Sequence<UInt8>) throws(WireError) {
        var reader = ByteReader(bytes)
        guard try reader.bytes(8) == Array("assayrr1".utf8) else { throw .badMagic }
        session = try reader.bytes(16)
        guard let device = DeviceIdentity(bytes: try reader.bytes(32)) else { throw .badKey(field: "device key") }
        self.device = device
        landmark = try reader.text("landmark id", limit: 64)
        signedAt = try reader.integer()
        let clock = try reader.integer(UInt8.self)
        guard let known = Clock(rawValue: clock) else { throw .unknownType(clock) }
        self.clock = known
        challenges = try reader.integer()
        var refusals = Refusals()
        refusals.unauthenticated = try reader.integer()
        refusals.repeated = try reader.integer()
        refusals.untimely = try reader.integer()
        self.refusals = refusals
        let count = Int(try reader.integer(UInt16.self))
        guard count <= Self.sampleLimit else {
            throw .tooLong(field: "samples", length: count, limit: Self.sampleLimit)
        }
        var samples: [UInt64] = []
        for _ in 0..<count { samples.append(try reader.integer()) }
        self.samples = samples
        try reader.finish()
    }

    /// The least round trip in seconds; nil when no reply was good.
    package var leastRoundTrip: Double? {
        samples.min().map { Double($0) / 1e9 }
    }
}

/// A record with its landmark's Ed25519 signature.
package struct SignedRecord: Sendable, Equatable {
    package let record: RangingRecord
    package let signature: [UInt8]

    package init(_ record: RangingRecord, key: Curve25519.Signing.PrivateKey) throws {
        self.record = record
        signature = Array(try key.signature(for: record.encoded))
    }

    package init(decoding bytes: some Sequence<UInt8>) throws(WireError) {
        var reader = ByteReader(bytes)
        record = try RangingRecord(decoding: try reader.counted("record", limit: 1_024))
        signature = try reader.bytes(64)
        try reader.finish()
    }

    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.append(counted: record.encoded)
        writer.append(signature)
        return writer.bytes
    }

    package func isSigned(by landmark: LandmarkDirectory.Entry) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(landmark.key)) else { return false }
        return landmark.id == record.landmark && key.isValidSignature(signature, for: record.encoded)
    }
}
