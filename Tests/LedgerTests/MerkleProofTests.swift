import Ledger
import Testing

struct MerkleProofTests {
    private static let largest = 40
    private static let stranger = TreeHash.leaf([0xff])

    @Test func `every leaf of every tree up to 40 leaves proves its inclusion`() throws {
        let tree = sampleTree(Self.largest)
        for size in 1...Self.largest {
            let root = try tree.root(at: size)
            for index in 0..<size {
                let proof = try tree.inclusionProof(of: index, in: size)
                #expect(
                    MerkleProof.verifyInclusion(
                        leaf: tree.leafHashes[index], index: index, size: size, proof: proof, root: root))
            }
        }
    }

    @Test func `no leaf proves its inclusion at another index`() throws {
        let tree = sampleTree(Self.largest)
        for size in 1...Self.largest {
            let root = try tree.root(at: size)
            for index in 0..<size {
                let proof = try tree.inclusionProof(of: index, in: size)
                for other in -1...size where other != index {
                    #expect(
                        !MerkleProof.verifyInclusion(
                            leaf: tree.leafHashes[index], index: other, size: size, proof: proof, root: root))
                }
            }
        }
    }

    @Test func `a changed inclusion proof, leaf or root is refused`() throws {
        let tree = sampleTree(Self.largest)
        for size in 1...Self.largest {
            let root = try tree.root(at: size)
            for index in 0..<size {
                let proof = try tree.inclusionProof(of: index, in: size)
                let leaf = tree.leafHashes[index]
                func isAccepted(_ leaf: TreeHash, _ proof: [TreeHash], _ root: TreeHash) -> Bool {
                    MerkleProof.verifyInclusion(leaf: leaf, index: index, size: size, proof: proof, root: root)
                }
                #expect(!isAccepted(Self.stranger, proof, root))
                #expect(!isAccepted(leaf, proof, Self.stranger))
                for changed in Self.changes(of: proof) { #expect(!isAccepted(leaf, changed, root)) }
            }
        }
    }

    @Test func `every tree up to 40 leaves proves its consistency with every earlier one`() throws {
        let tree = sampleTree(Self.largest)
        for newSize in 0...Self.largest {
            for oldSize in 0...newSize {
                let proof = try tree.consistencyProof(from: oldSize, to: newSize)
                let isConsistent = MerkleProof.verifyConsistency(
                    from: oldSize, fromRoot: try tree.root(at: oldSize), to: newSize,
                    toRoot: try tree.root(at: newSize), proof: proof)
                #expect(isConsistent, "from \(oldSize) to \(newSize)")
            }
        }
    }

    @Test func `a changed consistency proof or root is refused`() throws {
        let tree = sampleTree(Self.largest)
        for newSize in 1...Self.largest {
            let newRoot = try tree.root(at: newSize)
            for oldSize in 1...newSize {
                let oldRoot = try tree.root(at: oldSize)
                let proof = try tree.consistencyProof(from: oldSize, to: newSize)
                func isAccepted(_ old: TreeHash, _ new: TreeHash, _ proof: [TreeHash]) -> Bool {
                    MerkleProof.verifyConsistency(
                        from: oldSize, fromRoot: old, to: newSize, toRoot: new, proof: proof)
                }
                #expect(!isAccepted(Self.stranger, newRoot, proof))
                #expect(!isAccepted(oldRoot, Self.stranger, proof))
                for changed in Self.changes(of: proof) { #expect(!isAccepted(oldRoot, newRoot, changed)) }
            }
        }
    }

    @Test func `a log that rewrites an entry cannot prove consistency`() throws {
        let honest = sampleTree(20)
        var hashes = honest.leafHashes
        hashes[3] = Self.stranger
        let rewritten = MerkleTree(leafHashes: hashes)
        for oldSize in 4..<20 {
            let proof = try rewritten.consistencyProof(from: oldSize, to: 20)
            let isConsistent = MerkleProof.verifyConsistency(
                from: oldSize, fromRoot: try honest.root(at: oldSize), to: 20, toRoot: rewritten.root, proof: proof)
            #expect(!isConsistent)
        }
    }

    @Test func `nothing but the empty root stands for the empty tree`() {
        let root = sampleTree(3).root
        func isConsistent(_ oldRoot: TreeHash, _ newSize: Int, _ newRoot: TreeHash, _ proof: [TreeHash] = []) -> Bool {
            MerkleProof.verifyConsistency(from: 0, fromRoot: oldRoot, to: newSize, toRoot: newRoot, proof: proof)
        }
        #expect(isConsistent(.empty, 3, root))
        #expect(isConsistent(.empty, 0, .empty))
        #expect(!isConsistent(.empty, 3, root, [root]))
        #expect(!isConsistent(root, 3, root))
        #expect(!isConsistent(root, 0, root))
        #expect(!isConsistent(.empty, 0, root))
    }

    @Test(arguments: [Int.min, -1, 0, 1, 2, 3, 4, 1 << 62, .max - 1, .max])
    func `senseless sizes and proofs of any length are refused without a trap`(first: Int) {
        let root = sampleTree(3).root
        for second in [Int.min, -1, 0, 1, 2, 3, 4, 1 << 62, .max - 1, .max] {
            for length in [0, 1, 2, 62, 63, 64, 65, 1_000] {
                let proof = [TreeHash](repeating: Self.stranger, count: length)
                #expect(
                    !MerkleProof.verifyInclusion(
                        leaf: Self.stranger, index: first, size: second, proof: proof, root: root))
                #expect(
                    !MerkleProof.verifyConsistency(
                        from: first, fromRoot: root, to: second, toRoot: Self.stranger, proof: proof))
            }
        }
    }

    /// Each hash replaced, each removed, one added at either end, and the order reversed.
    private static func changes(of proof: [TreeHash]) -> [[TreeHash]] {
        var changes = [[stranger] + proof, proof + [stranger]]
        for index in proof.indices {
            var changed = proof
            changed[index] = stranger
            changes.append(changed)
            changed.remove(at: index)
            changes.append(changed)
        }
        if proof.count > 1 { changes.append(proof.reversed()) }
        return changes
    }
}
