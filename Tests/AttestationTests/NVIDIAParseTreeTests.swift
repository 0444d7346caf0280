import Attestation
import Foundation
import TestSupport
import Testing

/// The published trees. The switch's belongs to the published report; the GPU's and the request's belong to reports that
/// aren't published, so those are written out from the tree and read again.
@Suite(.enabled(if: SharedData.hasAttestation, "needs the folder of shared data: set ASSAY_DATA"))
struct NVIDIAParseTreeTests {
    private func published(_ name: String) throws -> [String: Any] {
        let tree = try JSONSerialization.jsonObject(with: Data(try NVIDIASamples.bytes(name)))
        return try #require(tree as? [String: Any])
    }

    private func bytes(_ value: Any?) throws -> [UInt8] {
        let text = try #require(value as? String)
        return try #require(NVIDIASampleTests.binary(Array(text.dropFirst(2).utf8)))
    }

    @Test func `the switch's report reads as NVIDIA published it`() throws {
        let text = try NVIDIASamples.bytes("switchAttestationReport.txt")
        let report = try SPDMReport(try #require(NVIDIASampleTests.binary(text)))
        let names = report.measurements.opaque.fields.map { NVIDIAParseTree.name(of: $0.type, on: .switching) }
        #expect(!names.contains(nil))
        let tree = NVIDIAParseTree.tree(of: report.measurements, on: .switching)
        let expected = try published("switch_spdm_parsed_output.json")
        #expect(try NVIDIAParseTree.canonical(tree) == NVIDIAParseTree.canonical(expected))
    }

    @Test func `a request reads as NVIDIA published it`() throws {
        let expected = try published("spdm_req_parsed_output.json")
        let keys = ["SPDMVersion", "RequestResponseCode", "Param1", "Param2", "Nonce", "SlotIDParam"]
        let request = try SPDMRequest(try keys.flatMap { try bytes(expected[$0]) })
        #expect(
            try NVIDIAParseTree.canonical(NVIDIAParseTree.tree(of: request)) == NVIDIAParseTree.canonical(expected))
    }

    @Test func `a GPU's response reads as NVIDIA published it`() throws {
        let expected = try published("spdm_parsed_output.json")
        let response = try SPDMMeasurements(try response(from: expected))
        let tree = NVIDIAParseTree.tree(of: response, on: .accelerator)
        #expect(try NVIDIAParseTree.canonical(tree) == NVIDIAParseTree.canonical(expected))
    }

    /// The bytes of the response whose tree it is; its fields in the order of their types.
    ///
    /// The tree states 435 bytes of opaque data and has fields for 423: whatever it left out stands here as one field of
    /// a type that nobody knows.
    private func response(from tree: [String: Any]) throws -> [UInt8] {
        let record = try #require(tree["MeasurementRecord"] as? [String: Any])
        let blocks = try #require(record["MeasurementBlocks"] as? [String: [String: Any]])
        let measured = try (1...blocks.count).map { index in
            let block = try #require(blocks[String(index)])
            return ReportBytes.block(UInt8(index), try bytes(block["DMTFSpecMeasurementValue"]))
        }
        let opaque = try #require(tree["OpaqueData"] as? [String: [String: Any]])
        let named = try #require(opaque["OpaqueDataField"])
        var fields = try (0...64 as ClosedRange<UInt16>).compactMap { type -> (type: UInt16, value: [UInt8])? in
            let name = NVIDIAParseTree.name(of: type, on: .accelerator)
            guard let value = name.flatMap({ named[$0] }) else { return nil }
            if let counts = value as? [Int] { return (type, counts.flatMap { ReportBytes.little($0, bytes: 4) }) }
            return (type, try bytes(value))
        }
        #expect(fields.count == named.count)
        let missing = try #require(tree["OpaqueLength"] as? Int) - fields.reduce(0) { $0 + 4 + $1.value.count }
        #expect(missing == 12)
        fields.append((60_000, [UInt8](repeating: 0, count: missing - 4)))
        return ReportBytes.response(blocks: measured, nonce: try bytes(tree["Nonce"]), fields: fields)
            + (try bytes(tree["Signature"]))
    }
}
