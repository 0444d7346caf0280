import Attestation
import Testing

struct NVIDIAReportParserTests {
    private static let nonce = [UInt8](repeating: 3, count: 32)
    private static let signature = [UInt8](repeating: 4, count: 96)

    private static func report(
        blocks: [[UInt8]] = [ReportBytes.block(1, [5, 6])], count: Int? = nil,
        fields: [(type: UInt16, value: [UInt8])] = [(9_999, [1, 2, 3])], tail: [UInt8] = signature
    ) -> [UInt8] {
        ReportBytes.request(nonce: nonce) + ReportBytes.response(blocks: blocks, count: count, fields: fields) + tail
    }

    @Test func `a report comes apart into what it was made of`() throws {
        let report = try SPDMReport(Self.report())
        #expect(report.request.nonce == Self.nonce)
        #expect(report.request.slot == 0)
        let measurements = report.measurements
        #expect(measurements.recordLength == 9)
        #expect(measurements.blocks.map(\.index) == [1])
        #expect(measurements.blocks.map(\.value) == [[5, 6]])
        #expect(measurements.opaqueLength == 7)
        #expect(measurements.opaque.fields.map(\.type) == [9_999])
        #expect(measurements.opaque.fields.map(\.value) == [[1, 2, 3]])
        #expect(measurements.signature == Self.signature)
        #expect(report.signed + measurements.signature == Self.report())
    }

    @Test(
        arguments: [
            (
                "an index twice", report(blocks: [ReportBytes.block(1, [5]), ReportBytes.block(1, [6])]),
                .repeatedIndex(1)
            ),
            ("index 0", report(blocks: [ReportBytes.block(0, [5])]), .reservedIndex(0)),
            ("fewer blocks than counted", report(count: 2), .blockCount(stated: 2, found: 1)),
            ("more blocks than counted", report(count: 0), .blockCount(stated: 0, found: 1)),
            (
                "another specification", report(blocks: [ReportBytes.block(1, [5], specification: 2)]),
                .unsupportedSpecification(index: 1, 2)
            ),
            (
                "lengths that contradict each other", report(blocks: [[1, 1, 5, 0, 1, 1, 0, 5, 6]]),
                .valueSize(index: 1, stated: 1, found: 2)
            ),
            (
                "a block past the record's end", report(blocks: [[1, 1, 9, 0, 1]]),
                .pastEnd(part: "measurement", needed: 9, left: 1)
            ),
            ("a known field twice", report(fields: [(3, [1]), (3, [1])]), .repeatedField(3)),
            ("a byte behind the end", report(tail: signature + [0]), .trailing(part: "response", count: 1)),
            (
                "a byte too few", report(tail: Array(signature.dropLast())),
                .pastEnd(part: "signature", needed: 96, left: 95)
            ),
        ] as [(String, [UInt8], SPDMProblem)])
    func `what isn't a whole report is an error`(what: String, bytes: [UInt8], expected: SPDMProblem) {
        #expect(throws: expected, "\(what)") { try SPDMReport(bytes) }
    }

    @Test func `another version of SPDM is told from a broken report`() {
        var bytes = Self.report()
        bytes[0] = 0x12
        #expect(throws: SPDMProblem.unsupportedVersion(0x12)) { try SPDMReport(bytes) }
        #expect(SPDMProblem.unsupportedVersion(0x12).isUnsupported)
        #expect(!SPDMProblem.noSignatureAsked.isUnsupported)
    }

    @Test func `a request for no signature is refused, for it has no nonce`() {
        var bytes = Self.report()
        bytes[2] = 0
        #expect(throws: SPDMProblem.noSignatureAsked) { try SPDMReport(bytes) }
    }

    @Test func `no beginning of a report is a report`() {
        let bytes = Self.report()
        for length in 0..<bytes.count {
            #expect(throws: SPDMProblem.self) { try SPDMReport(Array(bytes.prefix(length))) }
        }
    }

    @Test func `opaque data with a header has a value type in each field`() throws {
        let header = Array("NVDAOD".utf8) + [0, 0, 2, 1, 0, 0]
        let data = try SPDMOpaqueData(header + [3, 0, 0x87, 0, 2, 0, 0x35, 0x39])
        #expect(data.headerVersion == [2, 1])
        #expect(data.version == 2)
        #expect(data[.driverVersion] == [0x35, 0x39])
        #expect(data.fields.map(\.valueType) == [0x87])
        var other = header
        other[6] = 1
        #expect(throws: SPDMProblem.unsupportedProfile(1)) { try SPDMOpaqueData(other) }
    }
}
