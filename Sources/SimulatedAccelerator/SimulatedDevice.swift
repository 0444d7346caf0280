package import Attestation
import Crypto
package import Foundation

/// Hardware that isn't here: answers as an NVIDIA GPU or switch does, with certificates of its own maker. Whoever
/// reads the evidence tells it from real evidence by the root of its certificates and by every name in them.
package protocol SimulatedDevice: EvidenceSource {
    /// What it has from its making.
    var credentials: DeviceCredentials { get }
    /// What the vendor's part of a report says, with what is wrong on purpose.
    func opaqueFields(_ faults: Set<ReportFault>) -> [OpaqueField]
}

extension SimulatedDevice {
    /// What stands on a roster: the serial number.
    package var identity: DeviceIdentity { credentials.identity }

    /// Eighteen upper-case hexadecimal digits, as in the subject of its own certificate.
    package var serialNumber: String { SimulatedName.hexadecimal(credentials.serialNumber) }

    /// How its neighbours name it: the last eight bytes of the serial number.
    package var fabricIdentity: [UInt8] { credentials.fabricIdentity }

    /// Such as `Simulated accelerator`.
    package var model: String { credentials.name.model }

    /// DER, from the key that signs reports up to the root: five.
    package var certificates: [[UInt8]] { credentials.certificates }

    /// What runs on it, with its published measurements.
    package var firmware: SimulatedFirmware { credentials.firmware }

    /// The signed report over these 32 bytes: request, response and signature, as one.
    ///
    /// - Throws: `nonce`, unless there are 32 bytes.
    package func report(nonce: [UInt8], faults: Set<ReportFault> = []) throws(SimulationProblem) -> [UInt8] {
        guard nonce.count == MeasurementReport.nonceByteCount else { throw .nonce(count: nonce.count) }
        var measurements = firmware.measurements
        if faults.contains(.changedMeasurement), let index = measurements.firstIndex(where: Self.isMeasured) {
            measurements[index] = Self.changed(measurements[index])
        }
        let report = MeasurementReport(
            nonce: faults.contains(.otherNonce) ? Self.changed(nonce) : nonce,
            answer: (0..<MeasurementReport.nonceByteCount).map { _ in UInt8.random(in: .min ... .max) },
            measurements: measurements, fields: opaqueFields(faults))
        let signed = try report.signed(by: credentials.key)
        return faults.contains(.brokenSignature) ? Self.changed(signed) : signed
    }

    /// The report and the certificates, as a verifier reads them.
    ///
    /// - Throws: `nonce`, unless there are 32 bytes.
    package func evidence(nonce: [UInt8], faults: Set<ReportFault> = []) throws(SimulationProblem) -> Evidence {
        let body = SPDMEvidence(report: try report(nonce: nonce, faults: faults), certificates: certificates)
        let encoded = try SimulationProblem.within("encode evidence") { try CanonicalDER.encode(body) }
        return Evidence(kind: credentials.kind, body: encoded)
    }

    /// The one piece of evidence that it has.
    package func evidence(over nonce: [UInt8]) throws -> [Evidence] { [try evidence(nonce: nonce)] }

    /// The report and the certificates in the form of NVIDIA's own tools.
    ///
    /// - Throws: `nonce`, unless there are 32 bytes.
    package func record(nonce: [UInt8], faults: Set<ReportFault> = []) throws(SimulationProblem) -> SimulatedRecord {
        SimulatedRecord(
            certificates: certificates, report: try report(nonce: nonce, faults: faults), nonce: nonce,
            driverVersion: firmware.driverVersion,
            biosVersion: firmware.driverVersion == nil ? nil : firmware.biosVersion)
    }

    /// A file with that one record.
    ///
    /// - Throws: `nonce`, unless there are 32 bytes.
    package func jsonRecord(nonce: [UInt8], faults: Set<ReportFault> = []) throws(SimulationProblem) -> Data {
        try SimulatedRecord.file([try record(nonce: nonce, faults: faults)])
    }

    /// The last bit the other way round.
    static func changed(_ bytes: [UInt8]) -> [UInt8] { bytes.dropLast() + bytes.suffix(1).map { $0 ^ 1 } }

    private static func isMeasured(_ value: [UInt8]) -> Bool { value.contains { $0 != 0 } }
}
