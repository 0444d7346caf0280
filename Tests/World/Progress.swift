import Foundation

/// What is going on, for people who wait: on standard error.
enum Progress {
    static func say(_ line: String) { FileHandle.standardError.write(Data("assay-world: \(line)\n".utf8)) }
}
