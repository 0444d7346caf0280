import Crypto
import Foundation
import Ledger
import Testing

struct CheckpointTests {
    private let name = "assay.example/log"
    private let key = Curve25519.Signing.PrivateKey()

    private func note(of tree: MerkleTree) throws -> String {
        try Checkpoint(origin: name, tree: tree).signed(by: key)
    }

    /// A note with any text, signed by the key of these tests.
    private func note(text: String) throws -> String { try SignedNote.sign(text, by: key, named: name) }

    private func verify(_ note: String) throws(LedgerError) -> Checkpoint {
        try Checkpoint.verify(note, key: key.publicKey, name: name)
    }

    @Test(arguments: [0, 1, 7, 40]) func `a signed checkpoint reads back as it was`(size: Int) throws {
        let tree = sampleTree(size)
        let checkpoint = try verify(note(of: tree))
        #expect(checkpoint == (try Checkpoint(origin: name, tree: tree)))
        #expect(checkpoint.size == size)
        #expect(checkpoint.root == tree.root)
    }

    @Test func `a checkpoint is written in the lines of the published form`() throws {
        let lines = try note(of: ReferenceTree.tree).components(separatedBy: "\n")
        #expect(lines.count == 6)
        #expect(lines[0..<4] == [name, "8", "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=", ""])
        #expect(lines[4].hasPrefix("— \(name) "))
        #expect(lines[5].isEmpty)
    }

    @Test func `a checkpoint with any one byte changed is refused`() throws {
        let original = Array(try note(of: sampleTree(9)).utf8)
        for index in original.indices {
            for mask: UInt8 in [0x01, 0x02, 0x20, 0x80] {
                var changed = original
                changed[index] ^= mask
                // Bytes that are no longer UTF-8 never become a String.
                guard let text = String(validating: changed, as: UTF8.self) else { continue }
                #expect(throws: LedgerError.self, "byte \(index), mask \(mask)") { try verify(text) }
            }
        }
    }

    @Test func `a checkpoint cut short anywhere is refused`() throws {
        let original = try note(of: sampleTree(9))
        for length in 0..<original.count {
            #expect(throws: LedgerError.self) { try verify(String(original.prefix(length))) }
        }
    }

    @Test func `a checkpoint of another key or another name is not signed`() throws {
        let note = try note(of: sampleTree(2))
        let other = Curve25519.Signing.PrivateKey().publicKey
        #expect(throws: LedgerError.notSignedBy(name: name)) { try Checkpoint.verify(note, key: other, name: name) }
        #expect(throws: LedgerError.notSignedBy(name: "b")) {
            try Checkpoint.verify(note, key: key.publicKey, name: "b")
        }
    }

    @Test func `a checkpoint of another log signed with the same key is refused unless asked for`() throws {
        let note = try Checkpoint(origin: "other log", tree: sampleTree(2)).signed(by: key, named: name)
        #expect(throws: LedgerError.otherOrigin(found: "other log", expected: name)) { try verify(note) }
        let checkpoint = try Checkpoint.verify(note, key: key.publicKey, name: name, origin: "other log")
        #expect(checkpoint.origin == "other log")
    }

    @Test func `signatures of strangers are passed over and a forged one of ours is not`() throws {
        let text = try Checkpoint(origin: name, tree: sampleTree(2)).text
        let ours = try note(text: text)
        let stranger = try SignedNote.sign(text, by: Curve25519.Signing.PrivateKey(), named: "witness.example")
        let line = stranger.dropFirst(text.count + 1)
        #expect(try verify(ours + line).size == 2)
        let forged = Data(SignedNote.keyHash(of: key.publicKey, named: name) + [UInt8](repeating: 7, count: 64))
        #expect(throws: LedgerError.wrongSignature(name: name)) {
            try verify(ours + "— \(name) \(forged.base64EncodedString())\n")
        }
    }

    @Test func `extension lines of other logs are kept`() throws {
        let text = try Checkpoint(origin: name, tree: sampleTree(2)).text + "an extension\n"
        let checkpoint = try verify(note(text: text))
        #expect(checkpoint.extensionLines == ["an extension"])
        #expect(checkpoint.text == text)
    }

    @Test(arguments: ["-1", "+1", "01", "1 ", "", "１", "0x1", "9223372036854775808"])
    func `a size that is not a plain number is refused though signed`(size: String) throws {
        let root = Data(sampleTree(1).root.bytes).base64EncodedString()
        let note = try note(text: "\(name)\n\(size)\n\(root)\n")
        #expect(throws: LedgerError.self) { try verify(note) }
    }

    @Test(arguments: [
        "", "AAAA", "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg", "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=",
    ])
    func `a root that is not 32 bytes in the one base64 is refused though signed`(root: String) throws {
        let note = try note(text: "\(name)\n8\n\(root)\n")
        #expect(throws: LedgerError.self) { try verify(note) }
    }

    @Test func `a note over 64 KiB is not looked into`() {
        let large = String(repeating: "a\n", count: 40_000)
        #expect(throws: LedgerError.noteTooLarge(bytes: 80_000, limit: 65_536)) { try verify(large) }
    }

    @Test(arguments: ["", "two\nlines", "a\ttab"]) func `an origin that is not one line is refused`(origin: String) {
        #expect(throws: LedgerError.invalidOrigin(origin)) { try Checkpoint(origin: origin, tree: MerkleTree()) }
    }

    @Test(arguments: ["", "a b", "a+b", "a\u{00a0}b", "a\nb"]) func `a key name that no line can hold is refused`(
        name: String
    ) throws {
        let checkpoint = try Checkpoint(origin: "log", tree: sampleTree(1))
        #expect(throws: LedgerError.invalidKeyName(name)) { try checkpoint.signed(by: key, named: name) }
    }

    @Test func `a tree without leaves has the empty root and no other tree has`() {
        let root = sampleTree(1).root
        #expect(throws: LedgerError.impossibleTree(size: 0, root: root)) {
            try Checkpoint(origin: "log", size: 0, root: root)
        }
        #expect(throws: LedgerError.impossibleTree(size: 3, root: .empty)) {
            try Checkpoint(origin: "log", size: 3, root: .empty)
        }
    }
}
