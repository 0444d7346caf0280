import Attestation
import Foundation
import Testing

struct NVIDIAEvidenceFileTests {
    private let nonce = [UInt8](repeating: 7, count: 32)
    private let maker: TestDevicePKI
    private let device: TestDevice

    init() throws {
        maker = try TestDevicePKI()
        device = try maker.device()
    }

    private func json(_ changes: [String: String?] = [:]) throws -> [String: String] {
        var fields: [String: String?] = [
            "arch": "HOPPER", "nonce": Hex.string(nonce), "driver_version": "590.12",
            "evidence": Data(try device.report(nonce: nonce)).base64EncodedString(),
            "certificate": Data(device.pem.utf8).base64EncodedString(),
        ]
        fields.merge(changes) { _, new in new }
        return fields.compactMapValues { $0 }
    }

    private func read(_ name: String, _ content: some Encodable) throws -> EvidenceReading {
        DeviceEvidenceFile.read([(name, Array(try JSONEncoder().encode(content)))])
    }

    private func verdict(_ record: EvidenceRecord?) throws -> AttestedDevice {
        let record = try #require(record)
        return try record.verify(
            with: EvidenceVerifiers([NVIDIAVerifier(), SoftwareKeyVerifier()]), policy: maker.policy())
    }

    @Test func `one record and a list of them are read alike`() throws {
        #expect(try read("one.json", json()).records.map(\.source) == ["one.json"])
        let list = try read("list.json", [json(), json()])
        #expect(list.records.map(\.source) == ["list.json[0]", "list.json[1]"])
        #expect(try verdict(list.records.last).name == "41112233445566AABB")
    }

    @Test func `the nonce that a file states must be the one in the report`() throws {
        let other = String(repeating: "08", count: 32)
        #expect {
            try verdict(read("one.json", json(["nonce": other])).records.first)
        } throws: {
            ($0 as? EvidenceRefusal)?.faults.map(\.code) == [.otherNonce]
        }
    }

    @Test(
        arguments: [
            ("driver_version", "590.13", .firmwareMismatch), ("vbios_version", "96.00.A5.00.02", .firmwareMismatch),
            ("arch", "BLACKWELL", .malformed),
        ] as [(String, String, EvidenceFault.Code)])
    func `what a file states beside a report must be what the report signs`(
        field: String, value: String, expected: EvidenceFault.Code
    ) throws {
        #expect {
            try verdict(read("one.json", json([field: value])).records.first)
        } throws: {
            ($0 as? EvidenceRefusal)?.faults.map(\.code) == [expected]
        }
    }

    @Test(
        arguments: [
            ["evidence": "%"], ["certificate": nil], ["certificate": "AAAA"], ["nonce": "xyz"],
        ] as [[String: String?]])
    func `a record with a field that can't be read is a fault, and its neighbours are read`(
        change: [String: String?]
    ) throws {
        let reading = try read("list.json", [json(change), json()])
        #expect(reading.faults.map(\.source) == ["list.json[0]"])
        #expect(reading.faults.first?.refusal.faults.map(\.code) == [.malformed])
        #expect(reading.records.map(\.source) == ["list.json[1]"])
    }

    @Test func `our own evidence is read from DER and from JSON`() throws {
        let key = try #require(SoftwareDeviceKey())
        let evidence = try #require(try key.evidence(over: nonce).first)
        let binary = DeviceEvidenceFile.read([("key.der", try CanonicalDER.encode(evidence))])
        #expect(try verdict(binary.records.first).identity == key.identity)
        let fields = [
            "kind": "software-key", "body": Data(evidence.body).base64EncodedString(), "nonce": Hex.string(nonce),
        ]
        #expect(try verdict(read("key.json", fields).records.first).nonce == nonce)
        let cut = DeviceEvidenceFile.read([("key.der", Array(try CanonicalDER.encode(evidence).dropLast()))])
        #expect(cut.faults.map(\.source) == ["key.der"])
    }

    @Test func `a report takes the chain of its own name, even where it signs nothing`() throws {
        let other = try maker.device(serial: "41999999999999AABB")
        let text = Array(Hex.string(try device.report(nonce: nonce)).utf8)
        let files = [
            (name: "hopperAttestationReport.txt", bytes: text),
            (name: "aCertChain.txt", bytes: Array(device.pem.utf8)),
            (name: "hopperCertChain.txt", bytes: Array(other.pem.utf8)),
        ]
        #expect {
            try verdict(DeviceEvidenceFile.read(files).records.first)
        } throws: {
            ($0 as? EvidenceRefusal)?.faults.map(\.code) == [.badSignature, .firmwareMismatch]
                || ($0 as? EvidenceRefusal)?.faults.map(\.code) == [.badSignature]
        }
        let renamed = [(name: "someReport.txt", bytes: text)] + files.dropFirst()
        #expect(try verdict(DeviceEvidenceFile.read(renamed).records.first).name == "41112233445566AABB")
    }

    @Test func `a report that stands alone is a fault`() throws {
        let reading = DeviceEvidenceFile.read([("report.bin", try device.report(nonce: nonce))])
        #expect(reading.faults.first?.refusal.faults.map(\.code) == [.brokenChain])
    }

    @Test func `a file too large is refused unread`() {
        let reading = DeviceEvidenceFile.read([("big.json", [UInt8](repeating: 0x20, count: (4 << 20) + 1))])
        #expect(reading.faults.first?.refusal.faults.map(\.code) == [.malformed])
    }

    @Test(arguments: [
        "", "hello", "<SoftwareIdentity/>", "{\"a\": 1}", "[1, 2]", "[[\"JWT\", \"e30\"], {}]",
        "eyJhbGciOiJFUzM4NCJ9.e30.",
        "{\"GPU-0\": {}}", String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
    ])
    func `what isn't evidence is left aside`(text: String) {
        let reading = DeviceEvidenceFile.read([("file", Array(text.utf8))])
        #expect(reading.records.isEmpty)
        #expect(reading.faults.isEmpty)
        #expect(reading.skipped.count == 1)
    }

    @Test(arguments: [
        "[{\"evidence\": ", "11e001ff0", "11e0zz", "-----BEGIN CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\n",
    ])
    func `evidence that is broken is a fault`(text: String) {
        let reading = DeviceEvidenceFile.read([("file", Array(text.utf8))])
        #expect(reading.records.isEmpty)
        #expect(reading.faults.map(\.source) == ["file"])
    }
}
