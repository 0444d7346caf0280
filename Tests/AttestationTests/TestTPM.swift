import Attestation
import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import X509

/// How a TPM writes things.
enum TPMBytes {
    static func number(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    /// A `TPM2B`.
    static func sized(_ bytes: [UInt8]) -> [UInt8] { number(UInt16(bytes.count)) + bytes }
}

/// A quote whose every field can be put wrong (`TPMS_ATTEST`).
struct TestQuote {
    /// Registers of one bank, as bytes of a bit field.
    struct Selection: Sendable {
        let bank: UInt16
        let octets: [UInt8]
    }

    var magic: [UInt8] = [0xff, 0x54, 0x43, 0x47]
    var type: UInt16 = 0x8018
    var signer: [UInt8] = [0x00, 0x0b] + [UInt8](repeating: 0x51, count: 32)
    var nonce: [UInt8]
    var clock = DeviceClock(milliseconds: 123_456, resets: 7, restarts: 2)
    var isClockSafe: UInt8 = 1
    var firmware: UInt64 = 0x0001_0002_0003_0004
    var selections: [Selection]
    var digest: [UInt8]

    /// As a TPM would quote these registers.
    init(nonce: [UInt8], registers: [TPMEvidence.Register]) {
        self.nonce = nonce
        let bits = registers.reduce(UInt32(0)) { $0 | 1 << UInt32($1.number) }
        selections = [Selection(bank: 0x000b, octets: Array(TPMBytes.number(bits.byteSwapped).prefix(3)))]
        digest = Array(SHA256.hash(data: registers.flatMap(\.value)))
    }

    var bytes: [UInt8] {
        magic + TPMBytes.number(type) + TPMBytes.sized(signer) + TPMBytes.sized(nonce)
            + TPMBytes.number(clock.milliseconds) + TPMBytes.number(clock.resets) + TPMBytes.number(clock.restarts) + [
                isClockSafe
            ]
            + TPMBytes.number(firmware) + TPMBytes.number(UInt32(selections.count))
            + selections.flatMap { TPMBytes.number($0.bank) + [UInt8($0.octets.count)] + $0.octets }
            + TPMBytes.sized(digest)
    }
}

/// An attestation key in the test's memory, which signs what a TPM wouldn't.
enum TestAttestationKey: Sendable {
    case ecdsa(P256.Signing.PrivateKey)
    case rsassa(_RSA.Signing.PrivateKey)
    case rsapss(_RSA.Signing.PrivateKey)

    /// What `tpm2_createak` asks for: fixedTPM, fixedParent, sensitiveDataOrigin, userWithAuth, restricted, sign.
    static let attributes: UInt32 = 0x0005_0072

    /// `TPMT_PUBLIC`.
    func publicArea(attributes: UInt32 = attributes) -> [UInt8] {
        let head =
            TPMBytes.number(UInt16(0x000b)) + TPMBytes.number(attributes) + TPMBytes.sized([])
            + TPMBytes.number(UInt16(0x0010))
        switch self {
        case .ecdsa(let key):
            let point = Array(key.publicKey.rawRepresentation)
            return TPMBytes.number(UInt16(0x0023)) + head + [0x00, 0x18, 0x00, 0x0b, 0x00, 0x03, 0x00, 0x10]
                + TPMBytes.sized(Array(point.prefix(32))) + TPMBytes.sized(Array(point.suffix(32)))
        case .rsassa(let key): return TPMBytes.number(UInt16(0x0001)) + head + Self.parameters(key, scheme: 0x14)
        case .rsapss(let key): return TPMBytes.number(UInt16(0x0001)) + head + Self.parameters(key, scheme: 0x16)
        }
    }

    private static func parameters(_ key: _RSA.Signing.PrivateKey, scheme: UInt8) -> [UInt8] {
        let modulus = (try? key.publicKey.getKeyPrimitives()).map { Array($0.modulus) } ?? []
        return [0x00, scheme, 0x00, 0x0b] + TPMBytes.number(UInt16(2048)) + TPMBytes.number(UInt32(0))
            + TPMBytes.sized(modulus)
    }

    /// `TPMT_SIGNATURE`.
    func signature(over bytes: [UInt8]) throws -> [UInt8] {
        switch self {
        case .ecdsa(let key):
            let pair = Array(try key.signature(for: bytes).rawRepresentation)
            return [0x00, 0x18, 0x00, 0x0b] + TPMBytes.sized(Array(pair.prefix(32)))
                + TPMBytes.sized(Array(pair.suffix(32)))
        case .rsassa(let key):
            let value = try key.signature(for: bytes, padding: .insecurePKCS1v1_5)
            return [0x00, 0x14, 0x00, 0x0b] + TPMBytes.sized(Array(value.rawRepresentation))
        case .rsapss(let key):
            return [0x00, 0x16, 0x00, 0x0b]
                + TPMBytes.sized(Array(try key.signature(for: bytes, padding: .PSS).rawRepresentation))
        }
    }
}

/// A TPM in the test's memory, with its maker and the verifier that enrolled it.
struct TestTPM {
    static let time: UInt64 = 1_800_000_000
    static let nonce = [UInt8](repeating: 0x5a, count: 32)

    /// Registers 0 to 7, each with its number in every byte.
    static let registers = (0..<8).map { number in
        TPMEvidence.Register(number: number, value: [UInt8](repeating: UInt8(number), count: 32))
    }

    var maker: TestTPMMaker
    var key = TestAttestationKey.ecdsa(P256.Signing.PrivateKey())
    var authority = Curve25519.Signing.PrivateKey()

    init() throws { maker = try TestTPMMaker() }

    var akName: [UInt8] { [0x00, 0x0b] + Array(SHA256.hash(data: key.publicArea())) }

    /// Trusts this TPM's maker and the verifier that enrolled it.
    var policy: AttestationPolicy {
        AttestationPolicy(
            time: Self.time, roots: maker.roots, enrolmentAuthorities: [Array(authority.publicKey.rawRepresentation)])
    }

    func enrolment(time: UInt64 = Self.time - 60) throws -> [UInt8] {
        try CanonicalDER.encode(
            try TPMEnrolment(
                ekCertificate: maker.certificates.first ?? [], akName: akName, time: time, by: authority))
    }

    /// What this TPM hands in, with a quote changed before it is signed.
    func parts(
        registers: [TPMEvidence.Register] = registers, attributes: UInt32 = TestAttestationKey.attributes,
        changingQuote change: (inout TestQuote) -> Void = { _ in }
    ) throws -> TPMEvidence {
        var quote = TestQuote(nonce: Self.nonce, registers: registers)
        change(&quote)
        return TPMEvidence(
            ekCertificates: maker.certificates, akPublic: key.publicArea(attributes: attributes),
            enrolment: try enrolment(), quote: quote.bytes, signature: try key.signature(over: quote.bytes),
            registers: registers)
    }
}

extension TPMEvidence {
    /// The same with some parts replaced.
    func with(
        ekCertificates: [[UInt8]]? = nil, akPublic: [UInt8]? = nil, enrolment: [UInt8]? = nil, quote: [UInt8]? = nil,
        signature: [UInt8]? = nil, registers: [Register]? = nil
    ) -> TPMEvidence {
        TPMEvidence(
            ekCertificates: ekCertificates ?? self.ekCertificates, akPublic: akPublic ?? self.akPublic,
            enrolment: enrolment ?? self.enrolment, quote: quote ?? self.quote, signature: signature ?? self.signature,
            registers: registers ?? self.registers)
    }

    var evidence: Evidence { get throws { Evidence(kind: .tpm, body: try CanonicalDER.encode(self)) } }

    func verify(nonce: [UInt8]? = TestTPM.nonce, policy: AttestationPolicy) throws -> AttestedDevice {
        try TPMVerifier().verify(try evidence, nonce: nonce, policy: policy)
    }

    /// Why it isn't accepted; nil when it is.
    func refusal(nonce: [UInt8]? = TestTPM.nonce, policy: AttestationPolicy) throws -> EvidenceRefusal? {
        do {
            _ = try verify(nonce: nonce, policy: policy)
            return nil
        } catch let refusal as EvidenceRefusal {
            return refusal
        }
    }
}

extension EvidenceRefusal {
    var codes: [EvidenceFault.Code] { faults.map(\.code) }
}
