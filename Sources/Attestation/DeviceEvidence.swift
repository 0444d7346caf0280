import Crypto
package import Foundation

/// What ties a device key to one session: a statement over the session, the key, the landmarks and the
/// verifier's nonce. A software key signs it; hardware will quote the same 32 bytes as its nonce.
package struct DeviceEvidence: Sendable, Codable, Equatable {
    package let device: DeviceIdentity
    /// Ed25519 over `binding`.
    package let signature: Data

    /// SHA-256 of a fixed label, the session, the device key, the landmark directory's digest and the nonce.
    package static func binding(
        session: [UInt8], device: DeviceIdentity, directory: [UInt8], nonce: [UInt8]
    ) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("assay device evidence 1".utf8))
        // Each part has a fixed length, so no two inputs give the same bytes.
        for part in [session, device.bytes, directory, nonce] { hash.update(data: part) }
        return Array(hash.finalize())
    }

    package init(
        key: SoftwareDeviceKey, session: [UInt8], directory: [UInt8], nonce: [UInt8]
    ) throws {
        device = key.identity
        let binding = Self.binding(session: session, device: device, directory: directory, nonce: nonce)
        signature = Data(try key.signature(for: binding))
    }

    /// Whether the device signed for just this session, these landmarks and this nonce.
    package func isValid(session: [UInt8], directory: [UInt8], nonce: [UInt8]) -> Bool {
        let binding = Self.binding(session: session, device: device, directory: directory, nonce: nonce)
        return device.isValid(signature: signature, for: binding)
    }

    /// What the evidence vouches for.
    package var assurance: AssuranceLevel { .softwareKey }
}
