/// Why the ledger could not answer, or why a note was refused: what was found and what was expected.
package enum LedgerError: Error, Equatable, CustomStringConvertible {
    /// A proof was asked for a leaf that a tree of that size does not have.
    case leafOutsideTree(index: Int, size: Int)
    /// A size was asked for that the tree has not reached, or a negative one.
    case sizeOutsideTree(size: Int, count: Int)
    /// A consistency proof was asked from a larger tree to a smaller one.
    case sizesReversed(from: Int, to: Int)
    /// A checkpoint with a negative tree size, or an empty tree with a root that is not the empty one.
    case impossibleTree(size: Int, root: TreeHash)
    /// An origin that is empty or holds a control character such as a newline.
    case invalidOrigin(String)
    /// A key name that is empty or holds a space, a plus sign or a control character.
    case invalidKeyName(String)
    /// The key would not sign.
    case signingFailed(reason: String)
    /// A note larger than is read.
    case noteTooLarge(bytes: Int, limit: Int)
    /// A note that is not in the form; lines are counted from 1.
    case malformedNote(line: Int, found: String, expected: String)
    /// No signature line carries the name and the hash of the trusted key.
    case notSignedBy(name: String)
    /// A line that claims to be of the trusted key does not verify.
    case wrongSignature(name: String)
    /// Properly signed, but for another log.
    case otherOrigin(found: String, expected: String)

    package var description: String {
        switch self {
        case .leafOutsideTree(let index, let size): "found leaf \(index); expected 0 ..< \(size), the size of the tree"
        case .sizeOutsideTree(let size, let count): "found tree size \(size); expected 0 … \(count), the leaves so far"
        case .sizesReversed(let from, let to): "found sizes \(from) to \(to); expected the smaller one first"
        case .impossibleTree(let size, let root):
            "found tree size \(size) with root \(root); expected a size of 0 with the empty root, or above 0"
        case .invalidOrigin(let origin): "found the origin ‘\(origin)’; expected one line of text"
        case .invalidKeyName(let name): "found the key name ‘\(name)’; expected text without spaces or plus signs"
        case .signingFailed(let reason): "the key did not sign: \(reason)"
        case .noteTooLarge(let bytes, let limit): "found a note of \(bytes) bytes; expected at most \(limit)"
        case .malformedNote(let line, let found, let expected):
            "line \(line) of the note: found \(found); expected \(expected)"
        case .notSignedBy(let name): "found no signature of ‘\(name)’ with the trusted key; expected one"
        case .wrongSignature(let name): "found a signature of ‘\(name)’ that does not fit the text: do not trust it"
        case .otherOrigin(let found, let expected): "found a checkpoint of ‘\(found)’; expected one of ‘\(expected)’"
        }
    }
}
