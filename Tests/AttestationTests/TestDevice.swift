import Attestation
import Crypto
import SwiftASN1

/// A GPU or switch of a test maker: its key, and its certificates from the leaf up.
struct TestDevice {
    static let firmware = [UInt8](repeating: 0x5A, count: 48)
    /// What a GPU states about itself: driver 590.12, VBIOS 96.00.A5.00.01, its firmware.
    static let acceleratorFields: [(type: UInt16, value: [UInt8])] = [
        (3, Array("590.12".utf8) + [0]), (6, [0x00, 0xA5, 0x00, 0x96, 0x01, 0, 0, 0]), (11, [0x55]), (20, firmware),
    ]

    let key: P384.Signing.PrivateKey
    var certificates: [[UInt8]]

    /// A report over these 32 bytes with two measurements of 48 bytes, each full of its index.
    func report(
        nonce: [UInt8], fields: [(type: UInt16, value: [UInt8])] = TestDevice.acceleratorFields
    ) throws -> [UInt8] {
        let blocks = [1, 2].map { ReportBytes.block($0, [UInt8](repeating: $0, count: 48)) }
        let signed = ReportBytes.request(nonce: nonce) + ReportBytes.response(blocks: blocks, fields: fields)
        return signed + Array(try key.signature(for: SHA384.hash(data: signed)).rawRepresentation)
    }

    func evidence(
        nonce: [UInt8], kind: EvidenceKind = .nvidiaGPU,
        fields: [(type: UInt16, value: [UInt8])] = TestDevice.acceleratorFields
    ) throws -> Evidence {
        try evidence(report: report(nonce: nonce, fields: fields), kind: kind)
    }

    func evidence(report: [UInt8], kind: EvidenceKind = .nvidiaGPU) throws -> Evidence {
        Evidence(
            kind: kind, body: try CanonicalDER.encode(SPDMEvidence(report: report, certificates: certificates)))
    }

    /// The certificates as PEM text.
    var pem: String {
        certificates.map { PEMDocument(type: "CERTIFICATE", derBytes: $0).pemString }.joined(separator: "\n")
    }
}

/// The bytes of SPDM messages, written out as the format has them.
enum ReportBytes {
    static func request(nonce: [UInt8]) -> [UInt8] { [0x11, 0xE0, 0x01, 0xFF] + nonce + [0] }

    static func block(_ index: UInt8, _ value: [UInt8], specification: UInt8 = 1) -> [UInt8] {
        let size = little(value.count, bytes: 2)
        return [index, specification] + little(value.count + 3, bytes: 2) + [1] + size + value
    }

    /// Without the signature.
    ///
    /// - Parameter count: of blocks, where it is to be stated otherwise than it is.
    static func response(
        blocks: [[UInt8]], count: Int? = nil, nonce: [UInt8] = [UInt8](repeating: 9, count: 32),
        fields: [(type: UInt16, value: [UInt8])]
    ) -> [UInt8] {
        let record = blocks.flatMap { $0 }
        let opaque = fields.flatMap { little(Int($0.type), bytes: 2) + little($0.value.count, bytes: 2) + $0.value }
        return [0x11, 0x60, 0, 0, UInt8(count ?? blocks.count)] + little(record.count, bytes: 3) + record + nonce
            + little(opaque.count, bytes: 2) + opaque
    }

    static func little(_ value: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
