import Foundation
import SimulatedAccelerator
import SwiftASN1
import Testing

struct SimulatedRecordTests {
    private let board: SimulatedBoard

    init() throws { board = try Shared.board }

    private func records(_ data: Data) throws -> [[String: String]] {
        try #require(JSONSerialization.jsonObject(with: data) as? [[String: String]])
    }

    @Test func `an accelerator's record has the keys of NVIDIA's form`() throws {
        let records = try records(board.accelerators[0].jsonRecord(nonce: Nonces.one))
        let record = try #require(records.first)
        let keys: Set = ["arch", "certificate", "driver_version", "evidence", "nonce", "vbios_version", "version"]
        #expect(records.count == 1)
        #expect(Set(record.keys) == keys)
        #expect(record["nonce"] == String(repeating: "5a", count: 32))
        #expect(record["version"] == "1.0")
    }

    @Test func `a switch's record has no versions`() throws {
        let record = try #require(records(board.switches[0].jsonRecord(nonce: Nonces.one)).first)
        #expect(Set(record.keys) == ["arch", "certificate", "evidence", "nonce", "version"])
    }

    @Test func `a record holds the report and the chain`() throws {
        let device = board.accelerators[3]
        let record = try #require(records(device.jsonRecord(nonce: Nonces.one)).first)
        let report = try #require(record["evidence"].flatMap { Data(base64Encoded: $0) })
        #expect(try ReportReading(Array(report)).nonce == Nonces.one)
        let text = try #require(record["certificate"].flatMap { Data(base64Encoded: $0) })
        let documents = try PEMDocument.parseMultiple(pemString: String(decoding: text, as: UTF8.self))
        #expect(documents.map(\.derBytes) == device.certificates)
    }

    @Test func `a board's file has a record for each of its twelve devices`() throws {
        #expect(try records(board.jsonRecords(nonce: Nonces.one)).count == 12)
    }
}
