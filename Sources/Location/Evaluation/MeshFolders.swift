import Documents
import Foundation

/// The folders under one that hold measurements, sorted.
package struct MeshFolders: Sendable {
    /// Folders of a mesh; see `Mesh`.
    package let paths: [String]
    /// Folders of probes that timed addresses; see `AnycastSet`.
    package let anycast: [String]

    private static let deepest = 4

    /// - Throws: `DocumentError` when there is no such folder, no mesh in it, or half of one.
    package init(under root: String) throws {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
            throw DocumentError(
                file: root, line: nil, found: "no such folder", expected: "a folder with nodes.csv and rtts.csv")
        }
        var found: [String] = []
        var anycast: [String] = []
        var pending = [(path: root, depth: 0)]
        while let (path, depth) = pending.popLast() {
            let names = Set((try? files.contentsOfDirectory(atPath: path)) ?? [])
            let parts = ["nodes.csv", "rtts.csv"]
            let present = parts.filter(names.contains)
            if present.count == 1, let missing = parts.first(where: { !names.contains($0) }) {
                throw DocumentError(
                    file: "\(path)/\(missing)", line: nil, found: "no such file",
                    expected: "\(missing) beside \(present[0])")
            }
            if present.count == 2 { found.append(path) }
            if AnycastSet.files.allSatisfy(names.contains) { anycast.append(path) }
            guard depth < Self.deepest else { continue }
            for name in names {
                let inner = "\(path)/\(name)"
                // A link may lead back up; what it leads to is looked at where it is.
                let kind = (try? files.attributesOfItem(atPath: inner))?[.type] as? FileAttributeType
                if kind == .typeDirectory {
                    pending.append((inner, depth + 1))
                }
            }
        }
        guard !found.isEmpty || !anycast.isEmpty else {
            throw DocumentError(
                file: root, line: nil, found: "no nodes.csv and rtts.csv in it or in folders under it",
                expected: "measurements in the form of docs/location-data.md")
        }
        paths = found.sorted()
        self.anycast = anycast.sorted()
    }
}
