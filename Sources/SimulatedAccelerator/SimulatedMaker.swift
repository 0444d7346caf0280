import Attestation
import Crypto
package import Foundation
import SwiftASN1
import X509

/// A maker of simulated devices, with a device authority of its own. Nothing that it signs leads to a real maker's
/// root: whoever wants to accept its devices must name its root.
///
/// ```swift
/// let maker = try SimulatedMaker()
/// let board = try maker.board()
/// let policy = AttestationPolicy(time: now, roots: [maker.rootFingerprint])
/// ```
package struct SimulatedMaker: Sendable {
    private let secret: MakerSecret
    private let root: CertificateAuthority
    /// Who certifies accelerators, from the nearest authority to the root.
    private let acceleratorAuthorities: [CertificateAuthority]
    private let switchAuthorities: [CertificateAuthority]

    /// A new maker with a fresh random secret.
    ///
    /// - Throws: `failed`, when a library signs or encodes nothing.
    package init() throws(SimulationProblem) {
        let secret = MakerSecret()
        try self.init(secret: secret, root: try Self.makeRoot(secret))
    }

    /// A maker that was stored: its devices have the same keys, serial numbers and neighbours as before.
    ///
    /// - Throws: `notAMaker`, when the bytes aren't a secret and the certificate of its own root.
    package init(rawRepresentation: Data) throws(SimulationProblem) {
        guard rawRepresentation.count <= Self.sizeLimit else {
            throw .notAMaker("\(rawRepresentation.count) bytes; at most \(Self.sizeLimit) are read")
        }
        guard let secret = MakerSecret(rawRepresentation: rawRepresentation.prefix(MakerSecret.byteCount)) else {
            throw .notAMaker("\(rawRepresentation.count) bytes are too few")
        }
        let encoded = Array(rawRepresentation.dropFirst(MakerSecret.byteCount))
        let certificate: Certificate
        do {
            certificate = try Certificate(derEncoded: encoded)
        } catch {
            throw .notAMaker("no certificate follows the secret: \(error)")
        }
        let key = try secret.signingKey(for: "root")
        let expected = try Self.rootSubject(secret)
        guard certificate.publicKey == Certificate.PublicKey(key.publicKey), certificate.subject == expected.name,
            certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
        else { throw .notAMaker("the certificate is not that of the secret's root") }
        try self.init(secret: secret, root: try CertificateAuthority(key: key, certificate: certificate))
    }

    private init(secret: MakerSecret, root: CertificateAuthority) throws(SimulationProblem) {
        let identity = try Self.authority(SimulatedName.identity, below: root, secret: secret)
        self.secret = secret
        self.root = root
        acceleratorAuthorities = [
            try Self.authority(SimulatedName.accelerator.provisioner, below: identity, secret: secret), identity, root,
        ]
        switchAuthorities = [
            try Self.authority(SimulatedName.networkSwitch.provisioner, below: identity, secret: secret), identity,
            root,
        ]
    }

    /// Larger stored makers are refused unread; a secret and a root take about 600 bytes.
    private static let sizeLimit = 4 << 10

    /// The secret, 48 bytes, and the root's certificate in DER. The certificate stands beside the secret because
    /// signing it again would give other bytes, and so another fingerprint. For a file that only its owner can read.
    package var rawRepresentation: Data { Data(secret.rawRepresentation + root.encoded) }

    /// SHA-256 over the root's DER: what a policy that accepts this maker's devices names, 32 bytes.
    package var rootFingerprint: [UInt8] { Array(SHA256.hash(data: root.encoded)) }

    /// The root's DER, for who is to trust this maker.
    package var rootCertificate: [UInt8] { root.encoded }

    /// An accelerator that stands alone: its report names no neighbours.
    ///
    /// - Parameter number: which one. The same number is the same device.
    package func accelerator(_ number: Int) throws(SimulationProblem) -> SimulatedAccelerator {
        SimulatedAccelerator(credentials: try acceleratorCredentials(number), links: [], stranger: stranger)
    }

    /// Eight accelerators and four switches that name one another.
    ///
    /// - Parameter number: which one. The same number is the same board. Its accelerators are those of the numbers
    ///   from `8 * number`.
    package func board(_ number: UInt32 = 0) throws(SimulationProblem) -> SimulatedBoard {
        var accelerators: [DeviceCredentials] = []
        var switches: [DeviceCredentials] = []
        for index in 0..<SimulatedBoard.acceleratorCount {
            accelerators.append(try acceleratorCredentials(Int(number) * SimulatedBoard.acceleratorCount + index))
        }
        for index in 0..<SimulatedBoard.switchCount {
            switches.append(try switchCredentials(Int(number) * SimulatedBoard.switchCount + index))
        }
        return SimulatedBoard(accelerators: accelerators, switches: switches, stranger: stranger)
    }

    private func acceleratorCredentials(_ number: Int) throws(SimulationProblem) -> DeviceCredentials {
        try DeviceCredentials(
            kind: .nvidiaGPU, name: .accelerator, number: number, secret: secret, firmware: .accelerator,
            authorities: acceleratorAuthorities)
    }

    private func switchCredentials(_ number: Int) throws(SimulationProblem) -> DeviceCredentials {
        try DeviceCredentials(
            kind: .nvidiaSwitch, name: .networkSwitch, number: number, secret: secret, firmware: .networkSwitch,
            authorities: switchAuthorities)
    }

    /// The identity of a device that is on no board of this maker.
    private var stranger: [UInt8] { secret.bytes(DeviceCredentials.identityByteCount, for: "stranger") }

    private static func makeRoot(_ secret: MakerSecret) throws(SimulationProblem) -> CertificateAuthority {
        try .root(try secret.signingKey(for: "root"), subject: try rootSubject(secret))
    }

    private static func authority(
        _ name: String, below above: CertificateAuthority, secret: MakerSecret
    ) throws(SimulationProblem) -> CertificateAuthority {
        try above.authority(
            try secret.signingKey(for: name), subject: try .authority(name, serialNumber: serialNumber(secret, name)))
    }

    private static func rootSubject(_ secret: MakerSecret) throws(SimulationProblem) -> CertificateAuthority.Subject {
        try .authority(SimulatedName.root, serialNumber: serialNumber(secret, "root"))
    }

    /// Sixteen bytes that are a positive number of full length.
    private static func serialNumber(_ secret: MakerSecret, _ label: String) -> [UInt8] {
        [0x40] + secret.bytes(15, for: "serial number of \(label)")
    }
}
