package import Attestation
import Crypto
import X509

/// What a device has from its making: an identity, a key that signs its reports, and the certificates of both.
package struct DeviceCredentials: Sendable {
    /// The bytes of the identity by which devices name one another ("PDI").
    static let identityByteCount = 8

    let kind: EvidenceKind
    let name: SimulatedName
    let firmware: SimulatedFirmware
    /// What stands on a roster: the serial number of its own certificate.
    package let identity: DeviceIdentity
    /// Nine bytes; the last eight are how its neighbours name it.
    let serialNumber: [UInt8]
    /// DER, from the key that signs reports up to the root: five.
    package let certificates: [[UInt8]]
    let key: P384.Signing.PrivateKey

    /// How neighbours name the device, eight bytes.
    package var fabricIdentity: [UInt8] { Array(serialNumber.dropFirst()) }

    /// Certifies a device of the maker whose secret and authorities these are.
    ///
    /// - Parameter authorities: from the nearest to the root; not empty.
    init(
        kind: EvidenceKind, name: SimulatedName, number: Int, secret: MakerSecret, firmware: SimulatedFirmware,
        authorities: [CertificateAuthority]
    ) throws(SimulationProblem) {
        let label = "\(name.model) \(number)"
        let serialNumber = [name.serialPrefix] + secret.bytes(Self.identityByteCount, for: "identity of \(label)")
        guard let nearest = authorities.first, let identity = DeviceIdentity(kind: kind, key: serialNumber) else {
            throw .failed("\(label) has no authority to certify it")
        }
        let device = try nearest.authority(
            try secret.signingKey(for: "device key of \(label)"),
            subject: try .device(name, serialNumber: serialNumber))
        let key = try secret.signingKey(for: "attestation key of \(label)")
        let leaf = try device.authority(
            key,
            subject: try .attestation(
                name, key: key.publicKey, hardware: secret.bytes(Self.identityByteCount, for: "hardware of \(label)"),
                identity: CompositeDeviceID(deviceKey: device.key.publicKey, firmware: firmware.digest)))
        self.kind = kind
        self.name = name
        self.firmware = firmware
        self.identity = identity
        self.serialNumber = serialNumber
        self.key = key
        certificates = [leaf.encoded, device.encoded] + authorities.map(\.encoded)
    }
}
