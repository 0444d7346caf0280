import Attestation
import Crypto
import Foundation
import Location
import Proof
import ProofSupport
import Quantities
import Ranging
import TestSupport
import Testing

/// An evidence file as bytes: one file has one form, and its name is the digest of that.
struct EvidenceFormTests {
    private let scene: ProofScene
    private let file: EvidenceFile
    private let bytes: [UInt8]

    init() throws {
        scene = try #require(ProofScene())
        let absences = [
            Absence(landmark: "manila", reason: .silent), Absence(landmark: "bangkok", reason: .impostor),
        ]
        file = try scene.evidence(at: ProofScene.johor, absences: absences)
        bytes = Array(try file.bytes())
    }

    private func isMalformed(_ bytes: [UInt8]) -> Bool {
        do throws(Refusal) {
            _ = try EvidenceFile(bytes)
            return false
        } catch {
            if case .malformed = error { return true }
            return false
        }
    }

    /// The same file with two neighbouring parts the other way round; nil when they don't stand together.
    private func swapped(_ first: [UInt8], _ second: [UInt8]) -> [UInt8]? {
        guard let range = Data(bytes).range(of: Data(first + second)) else { return nil }
        var changed = bytes
        changed.replaceSubrange(range, with: second + first)
        return changed
    }

    @Test func `the file comes back from its bytes with the same digest and bytes`() throws {
        let again = try EvidenceFile(bytes)
        #expect(again == file)
        #expect(again.digest == file.digest)
        #expect(Array(try again.bytes()) == bytes)
    }

    @Test func `its name is the SHA-256 of its bytes`() throws {
        #expect(file.digest == Hex.string(SHA256.hash(data: bytes)))
        let verified = try file.verify(trusted: nil, trust: AttestationTrust(), atlas: ProofScene.atlas.get())
        #expect(verified.digest == file.digest)
    }

    @Test func `records and absences come in the order of their landmarks, whatever order they are given in`() throws {
        let statement = file.statement
        let again = EvidenceStatement(
            question: statement.question, grant: statement.grant, opening: statement.opening,
            directory: statement.directory, directorySignature: statement.directorySignature,
            records: statement.records.reversed(), absences: statement.absences.reversed())
        #expect(again == statement)
        #expect(again.transcript == statement.transcript)
        #expect(statement.records.map(\.record.landmark) == ["jakarta", "kuala-lumpur", "singapore"])
        #expect(statement.absences.map(\.landmark) == ["bangkok", "manila"])
    }

    @Test func `records out of order are refused`() throws {
        let records = file.statement.records.map(\.encoded)
        for (first, second) in zip(records, records.dropFirst()) {
            let changed = try #require(swapped(first, second))
            #expect(isMalformed(changed))
        }
    }

    @Test func `absences out of order are refused`() throws {
        let absences = try file.statement.absences.map { try CanonicalDER.encode($0) }
        let changed = try #require(swapped(absences[0], absences[1]))
        #expect(isMalformed(changed))
    }

    @Test func `a second form of the same file is refused`() {
        let forms: [[UInt8]] = [
            DERBytes.withLongLength(bytes), DERBytes.withIndefiniteLength(bytes), bytes + [0], bytes + bytes,
            Array(bytes.dropLast()), Array(bytes.dropFirst()), [],
        ]
        for form in forms { #expect(isMalformed(form)) }
    }

    @Test func `a long length deep inside is refused, though all lengths about it fit`() throws {
        // The question stands behind the format, and both behind the heads of statement and file.
        let question = try CanonicalDER.encode(file.statement.question)
        let long = DERBytes.withLongLength(question)
        let rest = try parts(of: file.statement, question: long)
        let whole = DERBytes.sequence(rest, try tail())
        #expect(DERBytes.sequence(try parts(of: file.statement, question: question), try tail()) == bytes)
        #expect(isMalformed(whole))
    }

    @Test func `another format is named`() throws {
        var other = bytes
        let format = Array(EvidenceStatement.format.utf8)
        let range = try #require(Data(bytes).range(of: Data(format)))
        other.replaceSubrange(range, with: Array("assay-evidence-3".utf8))
        #expect {
            try EvidenceFile(other)
        } throws: {
            "\($0)".contains("assay-evidence-3")
        }
    }

    @Test func `no single changed byte is accepted`() throws {
        let atlas = try ProofScene.atlas.get()
        var random = SplitMix64(seed: 3)
        for _ in 0..<300 {
            var changed = bytes
            changed[random.index(below: changed.count)] ^= UInt8(1 + random.index(below: 255))
            #expect(throws: Refusal.self) {
                try EvidenceFile(changed).verify(trusted: nil, trust: AttestationTrust(), atlas: atlas)
            }
        }
    }

    @Test func `noise is refused and never traps`() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<2_000 { #expect(isMalformed(random.bytes(random.index(below: 200)))) }
        #expect(isMalformed(DERBytes.nested(100_000)))
        #expect(isMalformed([UInt8](repeating: 0x30, count: EvidenceFile.sizeLimit + 1)))
        // The form of version 1.
        #expect(isMalformed(Array(#"{"format":"assay-evidence-1"}"#.utf8)))
    }

    /// The statement, put together from its parts by hand.
    private func parts(of statement: EvidenceStatement, question: [UInt8]) throws -> [UInt8] {
        func list(_ elements: [[UInt8]]) -> [UInt8] { DERBytes.element(0x30, elements.flatMap(\.self)) }
        return DERBytes.sequence(
            DERBytes.element(0x0C, Array(EvidenceStatement.format.utf8)), question, statement.grant.encoded,
            list(try statement.opening.map { try CanonicalDER.encode($0) }), statement.directory.encoded,
            DERBytes.element(0x04, statement.directorySignature), list(statement.records.map(\.encoded)),
            list(try statement.absences.map { try CanonicalDER.encode($0) }))
    }

    /// What follows the statement.
    private func tail() throws -> [UInt8] {
        try DERBytes.element(0x30, file.closing.flatMap { try CanonicalDER.encode($0) })
            + DERBytes.element(0x04, file.signature)
    }
}
