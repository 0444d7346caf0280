import Documents
import Location
import Testing

struct MeshFoldersTests {
    private func refusal(_ files: [String: String], under path: String = "") throws -> DocumentError {
        try TemporaryFolder.holding(files) { folder in
            try #require(throws: DocumentError.self) { try MeshFolders(under: folder + path) }
        }
    }

    @Test func `every folder with both files is found, sorted`() throws {
        let files = [
            "b/nodes.csv": "", "b/rtts.csv": "", "a/deep/er/nodes.csv": "", "a/deep/er/rtts.csv": "", "nodes.csv": "",
            "rtts.csv": "", "c/LICENSE": "",
        ]
        try TemporaryFolder.holding(files) { folder in
            let all = try MeshFolders(under: folder).paths
            #expect(all == [folder, "\(folder)/a/deep/er", "\(folder)/b"])
            let one = try MeshFolders(under: "\(folder)/b").paths
            #expect(one == ["\(folder)/b"])
        }
    }

    @Test(arguments: [("nodes.csv", "rtts.csv"), ("rtts.csv", "nodes.csv")])
    func `half of a mesh is refused, and the missing file named`(present: String, missing: String) throws {
        let error = try refusal(["a/nodes.csv": "", "a/rtts.csv": "", "b/\(present)": ""])
        #expect(error.file.hasSuffix("/b/\(missing)"))
        #expect(error.found == "no such file")
        #expect(error.expected == "\(missing) beside \(present)")
    }

    @Test func `a folder without a mesh is refused`() throws {
        let error = try refusal(["a/measurements.csv": ""])
        #expect(error.found.contains("no nodes.csv and rtts.csv"))
    }

    @Test func `a path that is no folder is refused`() throws {
        for path in ["/absent", "/a.csv"] {
            let error = try refusal(["a.csv": ""], under: path)
            #expect(error.file.hasSuffix(path))
            #expect(error.found == "no such folder")
        }
    }
}
