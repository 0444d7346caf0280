import Foundation
import SimulatedAccelerator
import SwiftASN1
import Testing
import X509

struct StoredMakerTests {
    private let maker: SimulatedMaker
    private let stored: Data

    init() throws {
        maker = try SimulatedMaker()
        stored = maker.rawRepresentation
    }

    private func keys(_ board: SimulatedBoard) throws -> [[Certificate.PublicKey]] {
        try board.devices.map { try $0.certificates.map { try Certificate(derEncoded: $0).publicKey } }
    }

    @Test func `a maker that was stored makes the same devices`() throws {
        let again = try SimulatedMaker(rawRepresentation: stored)
        #expect(again.rawRepresentation == stored)
        #expect(again.rootFingerprint == maker.rootFingerprint)
        let (first, second) = (try maker.board(3), try again.board(3))
        #expect(first.devices.map(\.identity) == second.devices.map(\.identity))
        #expect(try keys(first) == keys(second))
        #expect(first.accelerators[5].certificates[4] == second.accelerators[5].certificates[4])
    }

    @Test func `what a stored maker's device says differs only in its own nonce and signature`() throws {
        let again = try SimulatedMaker(rawRepresentation: stored)
        for (first, second) in zip(try maker.board().devices, try again.board().devices) {
            let before = try ReportReading(first.report(nonce: Nonces.one))
            let after = try ReportReading(second.report(nonce: Nonces.one))
            #expect(before.blocks == after.blocks)
            #expect(before.fields.map(\.type) == after.fields.map(\.type))
            #expect(before.fields.map(\.bytes) == after.fields.map(\.bytes))
            #expect(before.answer != after.answer)
            #expect(before.signature != after.signature)
        }
    }

    @Test func `the same number is the same accelerator, alone or on a board`() throws {
        #expect(try maker.accelerator(13).identity == maker.board(1).accelerators[5].identity)
        #expect(try maker.accelerator(13).identity != maker.accelerator(14).identity)
    }

    @Test func `two makers share no device`() throws {
        let other = try SimulatedMaker()
        #expect(other.rootFingerprint != maker.rootFingerprint)
        let here = Set(try maker.board().devices.map(\.identity))
        #expect(here.count == 12)
        #expect(here.isDisjoint(with: try other.board().devices.map(\.identity)))
    }

    enum Damage: CaseIterable, Sendable {
        case empty, shortSecret, noRoot, otherSecret, cutRoot, longerRoot, otherRoot, anotherCertificate, tooLong
    }

    @Test(arguments: Damage.allCases) func `bytes that no maker stored are refused`(damage: Damage) throws {
        let bytes =
            switch damage {
            case .empty: Data()
            case .shortSecret: stored.prefix(47)
            case .noRoot: stored.prefix(48)
            case .otherSecret: Data([stored[0] ^ 1]) + stored.dropFirst()
            case .cutRoot: stored.dropLast()
            case .longerRoot: stored + [0]
            case .otherRoot: stored.prefix(48) + (try SimulatedMaker()).rawRepresentation.dropFirst(48)
            case .anotherCertificate: stored.prefix(48) + (try maker.accelerator(0).certificates[3])
            case .tooLong: stored + Data(count: 5_000)
            }
        #expect(throws: SimulationProblem.self) { try SimulatedMaker(rawRepresentation: bytes) }
    }

    @Test func `a part of a larger buffer is read as it stands`() throws {
        let slice = (Data([1, 2, 3]) + stored).dropFirst(3)
        #expect(try SimulatedMaker(rawRepresentation: slice).rootFingerprint == maker.rootFingerprint)
    }
}
