extension MerkleTree {
    /// The hashes that lead from a leaf to the root of the tree of `size` leaves, lowest first
    /// (PATH in RFC 9162, section 2.1.3.1). `MerkleProof.verifyInclusion` checks it.
    ///
    /// - Throws: `LedgerError` when the tree has not held `size` leaves, or they do not include the index.
    package func inclusionProof(of index: Int, in size: Int) throws(LedgerError) -> [TreeHash] {
        try requireSize(size)
        guard (0..<size).contains(index) else { throw .leafOutsideTree(index: index, size: size) }
        var proof: [TreeHash] = []
        var leaves = 0..<size
        while let split = Self.split(of: leaves) {
            let left = leaves.lowerBound..<split
            let right = split..<leaves.upperBound
            proof.append(hash(of: index < split ? right : left))
            leaves = index < split ? left : right
        }
        return proof.reversed()
    }

    /// The hashes that show that the first `oldSize` leaves of the tree of `newSize` leaves are those of the
    /// earlier tree (PROOF in RFC 9162, section 2.1.4.1). `MerkleProof.verifyConsistency` checks it.
    ///
    /// The proof is empty between equal sizes and from the empty tree, which every tree extends.
    ///
    /// - Throws: `LedgerError` when a size has not been reached, or the sizes are in the wrong order.
    package func consistencyProof(from oldSize: Int, to newSize: Int) throws(LedgerError) -> [TreeHash] {
        try requireSize(newSize)
        try requireSize(oldSize)
        guard oldSize <= newSize else { throw .sizesReversed(from: oldSize, to: newSize) }
        guard oldSize > 0 else { return [] }
        var proof: [TreeHash] = []
        var leaves = 0..<newSize
        while leaves.upperBound != oldSize, let split = Self.split(of: leaves) {
            let left = leaves.lowerBound..<split
            let right = split..<leaves.upperBound
            proof.append(hash(of: oldSize <= split ? right : left))
            leaves = oldSize <= split ? left : right
        }
        // A subtree that is the whole earlier tree needs no hash: the verifier holds that root.
        if leaves.lowerBound > 0 { proof.append(hash(of: leaves)) }
        return proof.reversed()
    }
}
