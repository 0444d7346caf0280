package import Foundation
import Glibc

/// Folders and files that only this user can read.
package enum PrivateFolder {
    /// A fresh folder that is removed afterwards with everything in it.
    package static func temporarily<Result>(
        _ work: (URL) throws(CollectorError) -> Result
    ) throws(CollectorError) -> Result {
        let pattern = FileManager.default.temporaryDirectory.appending(path: "assay-XXXXXX").path
        var path = pattern.utf8CString.map { $0 }
        // The folder is made with the mode 0700, never wider for a moment.
        guard mkdtemp(&path) != nil else {
            throw CollectorError.file(path: pattern, reason: "no temporary folder: \(String(cString: strerror(errno)))")
        }
        let folder = URL(filePath: String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
        defer { try? FileManager.default.removeItem(at: folder) }
        return try work(folder)
    }

    /// Makes the folder if it isn't there.
    package static func create(_ folder: URL) throws(CollectorError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CollectorError.file(path: folder.path, reason: "the folder can't be made: \(error)")
        }
    }
}

/// Small binary files, as tools exchange them.
enum SmallFile {
    static func read(_ file: URL, limit: Int) throws(CollectorError) -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            let bytes = Array(try handle.read(upToCount: limit + 1) ?? Data())
            if bytes.count <= limit { return bytes }
        } catch {
            throw CollectorError.file(path: file.path, reason: "can't be read: \(error)")
        }
        throw CollectorError.file(path: file.path, reason: "has more than \(limit) bytes")
    }

    /// Readable by this user only.
    static func write(_ bytes: [UInt8], to file: URL) throws(CollectorError) {
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw CollectorError.file(path: file.path, reason: "can't be written") }
    }
}
