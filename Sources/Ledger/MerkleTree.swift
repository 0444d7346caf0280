package import Foundation

/// An append-only Merkle tree over the entries of a log (RFC 6962; RFC 9162, section 2.1).
///
/// ```swift
/// var tree = MerkleTree()
/// let index = tree.append(Data("verdict".utf8))
/// let proof = try tree.inclusionProof(of: index, in: tree.count)
/// ```
///
/// It keeps hashes, not entries: 64 bytes per leaf. Appending n leaves hashes fewer than 2n times; a root or
/// a proof, of the present tree or an earlier one, hashes at most (log₂ n)² times.
package struct MerkleTree: Sendable {
    /// Level k holds, left to right, the hashes of all complete subtrees of 2ᵏ leaves. Level 0 always exists.
    private var levels: [[TreeHash]] = [[]]

    /// The tree without leaves.
    package init() {}

    /// A tree from the hashes of its leaves, in the order of the log.
    package init(leafHashes: some Sequence<TreeHash>) {
        for hash in leafHashes { append(leafHash: hash) }
    }

    /// The number of leaves.
    package var count: Int { levels[0].count }

    /// The hashes of all leaves, in the order of the log.
    package var leafHashes: [TreeHash] { levels[0] }

    /// The root of the present tree; `TreeHash.empty` without leaves.
    package var root: TreeHash { hash(of: 0..<count) }

    /// Adds an entry and returns its index, counted from 0.
    @discardableResult
    package mutating func append(_ data: some DataProtocol) -> Int {
        append(leafHash: .leaf(data))
    }

    /// Adds an entry of which only the leaf hash is at hand, and returns its index, counted from 0.
    @discardableResult
    package mutating func append(leafHash: TreeHash) -> Int {
        levels[0].append(leafHash)
        var level = 0
        // An even number of subtrees on a level: the last two have just become one on the next.
        while levels[level].count.isMultiple(of: 2) {
            let pair = levels[level].suffix(2)
            let parent = TreeHash.node(pair[pair.startIndex], pair[pair.startIndex + 1])
            if level + 1 == levels.count { levels.append([]) }
            levels[level + 1].append(parent)
            level += 1
        }
        return count - 1
    }

    /// The root that the tree had when it held `size` leaves.
    package func root(at size: Int) throws(LedgerError) -> TreeHash {
        try requireSize(size)
        return hash(of: 0..<size)
    }

    func requireSize(_ size: Int) throws(LedgerError) {
        guard (0...count).contains(size) else { throw .sizeOutsideTree(size: size, count: count) }
    }

    /// MTH of a range of leaves (RFC 9162, section 2.1.1). The range starts where a subtree of the tree starts.
    func hash(of leaves: Range<Int>) -> TreeHash {
        guard let split = Self.split(of: leaves) else { return leaves.isEmpty ? .empty : levels[0][leaves.lowerBound] }
        let level = leaves.count.trailingZeroBitCount
        if leaves.count == 1 << level, leaves.lowerBound.isMultiple(of: leaves.count) {
            return levels[level][leaves.lowerBound >> level]
        }
        return .node(hash(of: leaves.lowerBound..<split), hash(of: split..<leaves.upperBound))
    }

    /// Where the right subtree of a range begins: after the largest power of two smaller than its count. Nil
    /// for fewer than two leaves.
    static func split(of leaves: Range<Int>) -> Int? {
        guard leaves.count > 1 else { return nil }
        return leaves.lowerBound + 1 << (Int.bitWidth - 1 - (leaves.count - 1).leadingZeroBitCount)
    }
}
