/// Checks proofs with nothing but hashes: what an auditor runs.
///
/// Any input is allowed, however malformed: the answer is `false`, never a trap. At most 64 hashes of a proof
/// are looked at. What a proof does not bind is the tree size of a root: take both from one signed checkpoint.
package enum MerkleProof {
    /// Whether the leaf hash stands at `index` in the tree of `size` leaves with that root
    /// (RFC 9162, section 2.1.3.2).
    package static func verifyInclusion(
        leaf: TreeHash, index: Int, size: Int, proof: [TreeHash], root: TreeHash
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var path = Path(node: index, last: size - 1)
        var result = leaf
        for sibling in proof {
            guard let side = path.climb() else { return false }
            result = side == .left ? .node(sibling, result) : .node(result, sibling)
        }
        return path.isAtRoot && result == root
    }

    /// Whether the tree of `newSize` leaves extends the tree of `oldSize` leaves
    /// (RFC 9162, section 2.1.4.2).
    ///
    /// Equal sizes need equal roots and an empty proof. Every tree extends the empty one, whose root has to
    /// be `TreeHash.empty`, with an empty proof.
    package static func verifyConsistency(
        from oldSize: Int, fromRoot oldRoot: TreeHash, to newSize: Int, toRoot newRoot: TreeHash, proof: [TreeHash]
    ) -> Bool {
        guard oldSize >= 0, oldSize <= newSize else { return false }
        guard oldSize > 0 || oldRoot == .empty, newSize > 0 || newRoot == .empty else { return false }
        guard oldSize > 0, oldSize < newSize else { return proof.isEmpty && (oldSize == 0 || oldRoot == newRoot) }

        var path = Path(node: oldSize - 1, last: newSize - 1)
        path.skipRightEdges()
        // An earlier tree of 2ᵏ leaves is a subtree of the later one, and its root is left out of the proof.
        let isOldTreeWhole = oldSize.nonzeroBitCount == 1
        guard let start = isOldTreeWhole ? oldRoot : proof.first else { return false }
        var old = start
        var new = start
        for sibling in proof.dropFirst(isOldTreeWhole ? 0 : 1) {
            guard let side = path.climb() else { return false }
            if side == .left {
                old = .node(sibling, old)
                new = .node(sibling, new)
            } else {
                new = .node(new, sibling)
            }
        }
        return path.isAtRoot && old == oldRoot && new == newRoot
    }

    /// The way from a node up to the root: `fn` and `sn` of RFC 9162.
    private struct Path {
        enum Side { case left, right }

        /// The position of the node on its level.
        private var node: Int
        /// The position of the last node of that level.
        private var last: Int

        init(node: Int, last: Int) {
            self.node = node
            self.last = last
        }

        var isAtRoot: Bool { last == 0 }

        /// Leaves the levels on which the node is a right child: there the earlier tree is complete.
        mutating func skipRightEdges() {
            while node & 1 == 1 { rise() }
        }

        /// Goes up past the next sibling and says on which side that stands; nil at the root.
        mutating func climb() -> Side? {
            guard last > 0 else { return nil }
            guard node & 1 == 1 || node == last else {
                rise()
                return .right
            }
            // On the right edge a node without a sibling moves up as it is.
            while node & 1 == 0, node > 0 { rise() }
            rise()
            return .left
        }

        private mutating func rise() {
            node >>= 1
            last >>= 1
        }
    }
}
