import Attestation
import Crypto
import Foundation
import Ranging
import Testing

/// A verifier, a device and one landmark.
struct Fixture {
    let verifier = Curve25519.Signing.PrivateKey()
    let landmark = Curve25519.Signing.PrivateKey()
    let device: SoftwareDeviceKey
    let now: UInt64 = 1_795_000_000

    init() throws { device = try #require(SoftwareDeviceKey()) }

    func directory(address: String = "127.0.0.1:9") -> LandmarkDirectory {
        LandmarkDirectory(
            epoch: 7,
            entries: [
                LandmarkDirectory.Entry(
                    id: "singapore", name: "Singapore", key: Array(landmark.publicKey.rawRepresentation),
                    latitude: 1.2897, longitude: 103.8501, errorMetres: 500, address: address)
            ])
    }

    func grant(_ directory: LandmarkDirectory, rounds: UInt16 = 3, issued: UInt64? = nil) throws -> SessionGrant {
        try SessionGrant(
            device: device.identity, directory: directory, questionDigest: [UInt8](repeating: 0, count: 32),
            rounds: rounds, issued: issued ?? now, lifetime: 600, verifier: verifier)
    }
}
