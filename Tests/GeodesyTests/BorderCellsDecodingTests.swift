import Geodesy
import Quantities
import TestSupport
import Testing

/// Boxes that aren't as they should be.
struct BorderCellsDecodingTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let says: String

        init(_ bytes: [UInt8], _ says: String) {
            self.bytes = bytes
            self.says = says
        }

        /// A heading with something replaced, and the ocean.
        init(replacing old: String, with new: String, _ says: String) {
            self.init(CellBytes.file(CellBytes.ocean, header: CellBytes.header.replacing(old, with: new)), says)
        }

        var testDescription: String { says }
    }

    private func refusal(of bytes: [UInt8]) throws -> BordersError {
        let error = try #require(throws: BordersError.self) { try BorderCells(decoding: bytes) }
        #expect(error.file == "cells.bin")
        #expect(error.line == nil)
        return error
    }

    @Test(arguments: [
        Refusal(replacing: "cells 1", with: "cells 2", "doesn't begin"),
        Refusal(replacing: "# Assay", with: "Assay", "doesn't begin"),
        Refusal(replacing: "error 1", with: "error", "stated error"),
        Refusal(replacing: "error 1", with: "error 1 2", "stated error"),
        Refusal(replacing: "error 1", with: "error one", "stated error"),
        Refusal(replacing: "error 1", with: "error -1", "stated error"),
        Refusal(replacing: "error 1", with: "error 1e9", "stated error"),
        Refusal(replacing: "error 1", with: "error nan", "stated error"),
        Refusal(replacing: "error 1", with: "error inf", "stated error"),
        Refusal(replacing: "error 1\n", with: "", "‘error’"),
        Refusal(replacing: "codes", with: "names", "‘codes’"),
        Refusal(replacing: "codes aa bb", with: "codes bb aa", "sorted codes"),
        Refusal(replacing: "codes aa bb", with: "codes aa bbb", "sorted codes"),
        Refusal(replacing: "sets", with: "codes", "‘sets’"),
        Refusal(replacing: "aa+bb", with: "aa+cc", "‘cc’ is no code"),
        Refusal(replacing: "aa+bb", with: "aa-bb", "‘aa-bb’ is no code"),
        Refusal(replacing: "\n\n", with: "\nmore\n\n", "an empty line"),
    ])
    func `a broken heading is refused`(row: Refusal) throws {
        let error = try refusal(of: row.bytes)
        #expect(error.reason.contains(row.says), "\(error)")
    }

    @Test(arguments: [
        Refusal([], "ends early"),
        Refusal(Array(CellBytes.header.utf8), "ends early"),
        Refusal(CellBytes.file(CellBytes.roots([0: [CellBytes.unknown]])), "set 4 of countries is unknown"),
        Refusal(CellBytes.file(CellBytes.roots([31: [0x1f_ffff]])), "is unknown"),
        Refusal(CellBytes.file(CellBytes.roots([31: [0x20_0000]])), "too long"),
        Refusal(CellBytes.file(CellBytes.roots([31: [Int.max]])), "too long"),
        Refusal(CellBytes.file([Array(repeating: CellBytes.divided, count: 10_000)]), "is divided more than"),
        Refusal(CellBytes.file(CellBytes.ocean) + [1], "left after the last box"),
        Refusal(CellBytes.file(CellBytes.ocean) + [0], "left after the last box"),
    ])
    func `broken boxes are refused`(row: Refusal) throws {
        let error = try refusal(of: row.bytes)
        #expect(error.reason.contains(row.says), "\(error)")
    }

    @Test func `a file that ends early is refused wherever it ends`() throws {
        let root = [CellBytes.divided, CellBytes.aa, CellBytes.divided, 1, 1, 1, 1, CellBytes.aaOrBB, CellBytes.sea]
        let bytes = CellBytes.file(CellBytes.roots([3: root, 20: [CellBytes.aa], 31: root]))
        #expect(throws: Never.self) { try BorderCells(decoding: bytes) }
        for length in bytes.indices {
            #expect(throws: BordersError.self, "\(length) bytes") { try BorderCells(decoding: Array(bytes[..<length])) }
        }
    }

    @Test func `random boxes are read or refused`() throws {
        var random = SplitMix64(seed: 52)
        var decoded = 0
        for round in 0..<2_000 {
            var bytes = Array(CellBytes.header.utf8)
            switch round % 3 {
            case 0: bytes += random.bytes(random.index(below: 200))
            case 1: bytes += (0..<random.index(below: 400)).map { _ in random.pick([0, 1, 2, 3, 4, 0x81] as [UInt8]) }
            default: bytes += try #require(boxes(&random))
            }
            do {
                let cells = try BorderCells(decoding: bytes)
                decoded += 1
                for _ in 0..<10 {
                    let place = random.place()
                    #expect(cells.countries(at: place).count <= 2)
                }
            } catch is BordersError {
                continue
            }
        }
        #expect((600..<1_900).contains(decoded), "\(decoded)")
    }

    @Test func `a whole file with random damage is read or refused`() throws {
        var random = SplitMix64(seed: 53)
        let original = CellBytes.file(CellBytes.roots([20: [0, 1, 2, 0, 1, 2, 3, 3, 1]]))
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0...random.index(below: 3) {
                let place = random.index(below: bytes.count)
                switch random.index(below: 3) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                default: bytes.insert(random.pick([0, 1, 0x0a, 0x20, 0x2b, 0x61, 0x80, 0xff]), at: place)
                }
            }
            do {
                let cells = try BorderCells(decoding: bytes)
                let countries = cells.countries(at: random.place())
                #expect(countries.allSatisfy { cells.codes.contains($0) })
            } catch is BordersError {
                continue
            }
        }
    }

    /// As many boxes as the roots and their divisions need. Nil if it never comes to an end.
    private func boxes(_ random: inout SplitMix64) -> [UInt8]? {
        var bytes: [UInt8] = []
        var open = 32
        while open > 0 {
            guard bytes.count < 10_000 else { return nil }
            let isDivided = random.index(below: 6) == 0
            open += isDivided ? 3 : -1
            bytes.append(isDivided ? 0 : random.pick([1, 2, 3]))
        }
        return bytes
    }
}
