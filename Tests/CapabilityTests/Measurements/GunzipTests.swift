import Documents
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Capability

struct GunzipTests {
    private static let text = Array(String(repeating: "m,n,k,latency\n1,32,64,0.0025\n", count: 20_000).utf8)

    @Test func `what was compressed comes out`() throws {
        let stream = Gzip.compress(Self.text)
        #expect(stream.count < Self.text.count / 50)
        #expect(try Gunzip.inflate(stream, limit: Self.text.count) == Self.text)
        #expect(try Gunzip.inflate(Gzip.compress([]), limit: 0) == [])
    }

    @Test func `joined streams are one, and zeros after the last are padding`() throws {
        let joined = Gzip.compress(Array("one ".utf8)) + Gzip.compress(Array("two".utf8)) + [0, 0, 0]
        #expect(try Gunzip.inflate(joined, limit: 100) == Array("one two".utf8))
    }

    @Test func `a beginning is read without the rest`() throws {
        let stream = Gzip.compress(Self.text)
        #expect(try Gunzip.prefix(stream, count: 13) == Array("m,n,k,latency".utf8))
        #expect(try Gunzip.prefix(Gzip.compress(Array("ab".utf8)), count: 13) == Array("ab".utf8))
    }

    @Test(arguments: [0, 1, 2, 9, 10, 40])
    func `a stream that is cut off is refused`(bytesLeft: Int) {
        let stream = Array(Gzip.compress(Self.text).prefix(bytesLeft))
        #expect(throws: bytesLeft < 2 ? Gunzip.Failure.notGzip : .truncated) {
            try Gunzip.inflate(stream, limit: 1 << 20)
        }
    }

    @Test func `a stream without its last byte is refused`() {
        let stream = Array(Gzip.compress(Self.text).dropLast())
        #expect(throws: Gunzip.Failure.truncated) { try Gunzip.inflate(stream, limit: 1 << 20) }
    }

    @Test func `a wrong checksum is refused`() {
        var stream = Gzip.compress(Self.text)
        stream[stream.count - 8] ^= 1
        #expect(throws: Gunzip.Failure.corrupt("incorrect data check")) { try Gunzip.inflate(stream, limit: 1 << 20) }
    }

    @Test func `what expands beyond the bound is refused`() {
        let bomb = Gzip.compress([UInt8](repeating: 0, count: 40_000_000))
        #expect(bomb.count < 50_000)
        #expect(throws: Gunzip.Failure.tooLarge(limit: 1 << 20)) { try Gunzip.inflate(bomb, limit: 1 << 20) }
    }

    @Test func `damaged streams come out or are refused`() {
        let original = Gzip.compress(Array(Self.text.prefix(3_000)))
        var random = SplitMix64(seed: 1)
        for _ in 0..<2_000 {
            var stream = original
            for _ in 0...random.index(below: 3) {
                stream[random.index(below: stream.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            #expect(throws: Never.self) {
                do { _ = try Gunzip.inflate(stream, limit: 1 << 16) } catch is Gunzip.Failure {}
            }
        }
    }

    @Test func `a file that isn't what its name says is refused with its name`() throws {
        let folder = try ScratchFolder()
        let path = try folder.file("table.csv.gz", "m,n\n")
        #expect {
            try MeasurementBytes(path: path)
        } throws: {
            "\($0)" == "\(path): found no gzip stream; expected a sound gzip stream"
        }
        try Data(Gzip.compress(Array("m\n1\n".utf8))).write(to: folder.url.appending(path: "table.csv.gz"))
        #expect(try MeasurementBytes(path: path).text().text == "m\n1\n")
    }
}
