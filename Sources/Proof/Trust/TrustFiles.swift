package import Attestation
import Crypto
import Documents
import Foundation
import SwiftASN1
import X509

/// Reads the files that say whose hardware counts.
package enum TrustFiles {
    /// In bytes; larger files are refused unread.
    package static let sizeLimit = 4 << 20

    /// SHA-256 fingerprints of root certificates in a file: PEM, one or several, or one in DER.
    ///
    /// - Throws: `DocumentError` for anything else.
    package static func roots(_ path: String) throws -> Set<[UInt8]> {
        Set(try certificates(path).map { Array(SHA256.hash(data: $0)) })
    }

    /// The certificates in a file, as DER in its order: PEM, one or several, or one in DER.
    ///
    /// - Throws: `DocumentError` for anything else.
    package static func certificates(_ path: String) throws -> [[UInt8]] {
        let bytes = Array(try DocumentFile.bytes(path: path, limit: sizeLimit))
        let documents = (try? PEMDocument.parseMultiple(pemString: String(decoding: bytes, as: UTF8.self))) ?? []
        let certificates = documents.isEmpty ? [bytes] : documents.map(\.derBytes)
        guard certificates.allSatisfy({ (try? Certificate(derEncoded: $0)) != nil }) else {
            throw DocumentError(
                file: path, line: nil, found: "something that is no X.509 certificate",
                expected: "certificates in PEM form, or one in DER")
        }
        return certificates
    }

    /// A dated list of revoked certificates:
    ///
    ///     issued: 2026-11-01
    ///     serials: { 4d2a91: certificateHold }
    ///
    /// Serial numbers are in hex, as certificates have them.
    ///
    /// - Throws: `DocumentError` with the line.
    package static func revocations(_ path: String) throws -> RevocationList {
        let map = try YAMLDocument.parse(try DocumentFile(path: path)).mapping(keys: ["issued", "serials"])
        let issued = try map.require("issued").date()
        var serials: [String: String] = [:]
        for (serial, reason) in try map.require("serials").mapping().pairs {
            let digits = serial.lowercased().drop { $0 == "0" }
            guard !digits.isEmpty, digits.count <= 80, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
                throw reason.problem(
                    found: "the serial number ‘\(serial.prefix(80))’", expected: "hexadecimal digits, in quotes")
            }
            serials[String(digits)] = try reason.string(limit: 200)
        }
        return RevocationList(issued: UInt64(max(0, issued.secondsSince1970)), serials: serials)
    }

    /// The registers of platforms in a known state:
    ///
    ///     - { name: agent 1.0 on Debian 12, registers: { 0: 64 hexadecimal digits, 7: … } }
    ///
    /// - Throws: `DocumentError` with the line.
    package static func platforms(_ path: String) throws -> [PlatformReference] {
        try YAMLDocument.parse(try DocumentFile(path: path)).items(limit: 1_000).map { node in
            let map = try node.mapping(keys: ["name", "registers"])
            var registers: [Int: [UInt8]] = [:]
            for (number, value) in try map.require("registers").mapping().pairs {
                guard let register = Int(number), (0...23).contains(register),
                    let bytes = Hex.bytes(try value.string(limit: 64)), bytes.count == 32
                else {
                    throw value.problem(
                        found: "the register ‘\(number.prefix(40))’",
                        expected: "a number from 0 to 23, and 64 hexadecimal digits in quotes")
                }
                registers[register] = bytes
            }
            return PlatformReference(name: try map.require("name").string(limit: 200), registers: registers)
        }
    }

    /// A maker's published measurements, whose own signature must hold at a time in seconds since 1970.
    ///
    /// - Throws: `DocumentError` with why it isn't taken.
    package static func reference(_ path: String, at time: UInt64) throws -> ReferenceManifest {
        let bytes = Array(try DocumentFile.bytes(path: path, limit: sizeLimit))
        do {
            return try ReferenceManifest(xml: bytes, roots: NVIDIAReferenceRoots.all, time: time)
        } catch {
            throw DocumentError(
                file: path, line: nil, found: "a reference manifest that doesn't hold: \(error)",
                expected: "a manifest signed by its maker, valid at that time")
        }
    }
}
