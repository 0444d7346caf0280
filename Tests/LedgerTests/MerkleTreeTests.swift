import Foundation
import Ledger
import Testing

/// The reference leaves and roots of Certificate Transparency (google/certificate-transparency,
/// `merkle_tree_test`; the same in transparency-dev/merkle, `testonly/constants.go`).
enum ReferenceTree {
    static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57),
        Array(0x60...0x6f),
    ]

    /// The root of the tree of the first n leaves, for n = 0 … 8.
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    static var tree: MerkleTree {
        var tree = MerkleTree()
        for leaf in leaves { tree.append(leaf) }
        return tree
    }
}

/// A tree of `count` leaves, each with its own content.
func sampleTree(_ count: Int) -> MerkleTree {
    var tree = MerkleTree()
    for index in 0..<count { tree.append(Data("leaf \(index)".utf8)) }
    return tree
}

struct MerkleTreeTests {
    @Test func `the roots of the reference leaves are the published ones`() throws {
        var tree = MerkleTree()
        #expect(tree.root.description == ReferenceTree.roots[0])
        for (index, leaf) in ReferenceTree.leaves.enumerated() {
            #expect(tree.append(leaf) == index)
            #expect(tree.root.description == ReferenceTree.roots[index + 1])
        }
        for (size, root) in ReferenceTree.roots.enumerated() {
            #expect(try tree.root(at: size).description == root)
        }
    }

    @Test func `an inclusion proof of the reference tree is the published one`() throws {
        let proof = try ReferenceTree.tree.inclusionProof(of: 5, in: 8)
        #expect(
            proof.map(\.description) == [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
    }

    @Test func `consistency proofs of the reference tree are the published ones`() throws {
        #expect(
            try ReferenceTree.tree.consistencyProof(from: 6, to: 8).map(\.description) == [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
        #expect(
            try ReferenceTree.tree.consistencyProof(from: 2, to: 5).map(\.description) == [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ])
    }

    @Test func `a tree built from leaf hashes is the tree built from the entries`() {
        let tree = sampleTree(23)
        let rebuilt = MerkleTree(leafHashes: tree.leafHashes)
        #expect(rebuilt.count == 23)
        #expect(rebuilt.root == tree.root)
    }

    @Test func `a root asked for later is the root that was`() throws {
        let tree = sampleTree(40)
        for size in 0...40 { #expect(try tree.root(at: size) == sampleTree(size).root) }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a thousand roots on the way to a hundred thousand leaves take no quadratic time`() {
        var tree = MerkleTree()
        var roots: Set<TreeHash> = []
        for index in 0..<100_000 {
            tree.append(Data("\(index)".utf8))
            if index.isMultiple(of: 100) { roots.insert(tree.root) }
        }
        #expect(roots.count == 1_000)
    }

    @Test func `questions about leaves and sizes that the tree lacks are refused with the reason`() {
        let tree = sampleTree(5)
        #expect(throws: LedgerError.sizeOutsideTree(size: 6, count: 5)) { try tree.root(at: 6) }
        #expect(throws: LedgerError.sizeOutsideTree(size: -1, count: 5)) { try tree.root(at: -1) }
        #expect(throws: LedgerError.leafOutsideTree(index: 3, size: 3)) { try tree.inclusionProof(of: 3, in: 3) }
        #expect(throws: LedgerError.leafOutsideTree(index: -1, size: 3)) { try tree.inclusionProof(of: -1, in: 3) }
        #expect(throws: LedgerError.leafOutsideTree(index: 0, size: 0)) { try tree.inclusionProof(of: 0, in: 0) }
        #expect(throws: LedgerError.sizesReversed(from: 4, to: 3)) { try tree.consistencyProof(from: 4, to: 3) }
        #expect(throws: LedgerError.sizeOutsideTree(size: .min, count: 5)) {
            try tree.consistencyProof(from: .min, to: 3)
        }
    }

    @Test func `a hash reads its own hexadecimal and nothing else`() {
        let hash = TreeHash.leaf([1, 2, 3])
        #expect(TreeHash(hexadecimal: hash.description) == hash)
        #expect(TreeHash(hexadecimal: hash.description.uppercased()) == hash)
        #expect(TreeHash(bytes: hash.bytes) == hash)
        #expect(TreeHash(hexadecimal: String(hash.description.dropLast())) == nil)
        #expect(TreeHash(hexadecimal: hash.description + "é") == nil)
        #expect(TreeHash(hexadecimal: String(repeating: "g", count: 64)) == nil)
        #expect(TreeHash(bytes: [UInt8](repeating: 0, count: 33)) == nil)
    }
}
