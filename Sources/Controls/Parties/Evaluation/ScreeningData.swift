import Documents
import Foundation

/// Finds the list in a folder of data.
package enum ScreeningData {
    /// The path itself when it is a file; in a folder the last of its lists by name, which is the newest where names
    /// carry dates; and then the same in the folders under it, three deep.
    ///
    /// - Throws: `DocumentError` when there is none.
    package static func list(at path: String) throws -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DocumentError(file: path, line: nil, found: "no such file", expected: "a screening list or a folder")
        }
        guard isFolder.boolValue else { return path }
        guard let list = search(path, depth: 3) else {
            throw DocumentError(
                file: path, line: nil, found: "no screening list", expected: "a file csl*.json or consolidated*.json")
        }
        return list
    }

    private static func search(_ folder: String, depth: Int) -> String? {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        let lists = names.filter { name in
            name.hasSuffix(".json") && (name.hasPrefix("csl") || name.hasPrefix("consolidated"))
        }
        if let list = lists.last { return folder + "/" + list }
        guard depth > 0 else { return nil }
        return names.lazy.compactMap { name -> String? in
            var isFolder: ObjCBool = false
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                return nil
            }
            return search(path, depth: depth - 1)
        }.first
    }
}
