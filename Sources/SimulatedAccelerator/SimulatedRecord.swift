import Attestation
package import Foundation
import SwiftASN1

/// A device's evidence in the JSON that NVIDIA's tools write: a list of such records is a file.
package struct SimulatedRecord: Sendable, Encodable {
    /// Where NVIDIA's tools name the generation of the chip.
    private let architecture = "SIMULATED"
    /// Base64 of the chain in PEM, the certificate that signs first.
    let certificate: String
    /// Base64 of request, response and signature.
    let evidence: String
    /// Hexadecimal.
    let nonce: String
    let driverVersion: String?
    let biosVersion: String?
    private let version = "1.0"

    private enum CodingKeys: String, CodingKey {
        case architecture = "arch"
        case certificate
        case evidence
        case nonce
        case driverVersion = "driver_version"
        case biosVersion = "vbios_version"
        case version
    }

    init(
        certificates: [[UInt8]], report: [UInt8], nonce: [UInt8], driverVersion: String?,
        biosVersion: String?
    ) {
        certificate = Data(certificates.map(Self.armoured).joined().utf8).base64EncodedString()
        evidence = Data(report).base64EncodedString()
        self.nonce = Hex.string(nonce)
        self.driverVersion = driverVersion
        self.biosVersion = biosVersion
    }

    /// The records as a file.
    package static func file(_ records: [SimulatedRecord]) throws(SimulationProblem) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try SimulationProblem.within("write evidence as JSON") { try encoder.encode(records) }
    }

    /// PEM with lines of 64 characters (RFC 7468).
    private static func armoured(_ certificate: [UInt8]) -> String {
        PEMDocument(type: "CERTIFICATE", derBytes: certificate).pemString + "\n"
    }
}
