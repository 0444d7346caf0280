import Foundation

/// A folder that lasts as long as what is done with it.
enum TemporaryFolder {
    /// - Parameters:
    ///   - files: texts by path in the folder.
    ///   - work: is given the folder's path.
    static func holding<Answer>(_ files: [String: String], _ work: (String) throws -> Answer) throws -> Answer {
        let folder = FileManager.default.temporaryDirectory.appending(path: "assay-location-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try work(folder.path)
    }
}
