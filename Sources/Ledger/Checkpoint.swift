package import Crypto
import Foundation

/// What a log commits to at one moment: that it is `origin`, with `size` leaves under `root`.
///
/// Written as c2sp.org/tlog-checkpoint: the origin, the size and the root in base64 on a line each, as a
/// signed note. Auditors compare checkpoints; two that no consistency proof connects convict the log.
///
/// ```swift
/// let note = try Checkpoint(origin: "assay.example/log", tree: tree).signed(by: key)
/// let checkpoint = try Checkpoint.verify(note, key: key.publicKey, name: "assay.example/log")
/// ```
package struct Checkpoint: Sendable, Hashable {
    /// The unique name of the log, best a URL without its scheme.
    package let origin: String
    /// The number of leaves.
    package let size: Int
    /// The root of the tree of that many leaves.
    package let root: TreeHash
    /// Further signed lines that other logs may add; ours have none.
    package let extensionLines: [String]

    /// The present state of a tree.
    ///
    /// - Throws: `LedgerError.invalidOrigin` for an origin that is not one line of text.
    package init(origin: String, tree: MerkleTree) throws(LedgerError) {
        try self.init(origin: origin, size: tree.count, root: tree.root)
    }

    /// A state from its parts, such as those of a stored earlier tree.
    ///
    /// - Throws: `LedgerError` for an origin that is not one line of text, or a size that no tree with that
    ///   root has.
    package init(origin: String, size: Int, root: TreeHash) throws(LedgerError) {
        try self.init(origin: origin, size: size, root: root, extensionLines: [])
    }

    private init(origin: String, size: Int, root: TreeHash, extensionLines: [String]) throws(LedgerError) {
        guard !origin.isEmpty, origin.utf8.allSatisfy({ $0 >= 0x20 }) else { throw .invalidOrigin(origin) }
        guard size >= 0, (size == 0) == (root == .empty) else { throw .impossibleTree(size: size, root: root) }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensionLines = extensionLines
    }

    /// The lines that are signed, each ending in a newline.
    package var text: String {
        ([origin, String(size), Data(root.bytes).base64EncodedString()] + extensionLines)
            .map { $0 + "\n" }.joined()
    }

    /// The signed note. The key is named after the origin, which the form recommends, unless a name is given.
    ///
    /// - Throws: `LedgerError.invalidKeyName` when the name has spaces or plus signs.
    package func signed(
        by key: Curve25519.Signing.PrivateKey, named name: String? = nil
    ) throws(LedgerError) -> String {
        try SignedNote.sign(text, by: key, named: name ?? origin)
    }

    /// The checkpoint in a note that the named key has signed.
    ///
    /// The origin has to be the name of the key, unless another is given: one key may sign for two logs, and
    /// their checkpoints must not be confused.
    ///
    /// - Throws: `LedgerError` saying why the note is refused.
    package static func verify(
        _ note: String, key: Curve25519.Signing.PublicKey, name: String, origin: String? = nil
    ) throws(LedgerError) -> Checkpoint {
        let checkpoint = try Checkpoint(text: SignedNote.open(note, key: key, name: name))
        let expected = origin ?? name
        // Strings compare by meaning, bytes exactly; a name is its bytes.
        guard checkpoint.origin.utf8.elementsEqual(expected.utf8) else {
            throw .otherOrigin(found: checkpoint.origin, expected: expected)
        }
        return checkpoint
    }

    /// Reads the lines of a note that has been verified.
    private init(text: String) throws(LedgerError) {
        let lines = text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard lines.count >= 3 else {
            throw .malformedNote(line: 1, found: "\(lines.count) lines", expected: "origin, tree size and root")
        }
        guard let size = Int(lines[1]), String(size).utf8.elementsEqual(lines[1].utf8), size >= 0 else {
            throw .malformedNote(
                line: 2, found: "‘\(lines[1].prefix(40))’", expected: "a tree size without sign or leading zeroes")
        }
        guard let root = Data(canonicalBase64: Array(lines[2].utf8)).flatMap({ TreeHash(bytes: $0) }) else {
            throw .malformedNote(line: 3, found: "‘\(lines[2].prefix(80))’", expected: "32 bytes in base64")
        }
        if let empty = lines.firstIndex(of: "") {
            throw .malformedNote(line: empty + 1, found: "an empty line", expected: "text")
        }
        try self.init(origin: lines[0], size: size, root: root, extensionLines: Array(lines.dropFirst(3)))
    }
}
