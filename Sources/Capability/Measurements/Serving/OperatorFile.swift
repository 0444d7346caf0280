import Foundation

/// A file of operator times, found by its place and name: `<system folder>/<op>__<framework>-<version>.csv[.gz]`, as
/// ai-dynamo/aiconfigurator keeps its measurements.
package struct OperatorFile: Sendable, Hashable {
    package let path: String
    /// The folder's name, such as `h200_sxm`.
    package let system: String
    /// Such as `gemm_perf`.
    package let operation: String
    /// Such as `trtllm`, `nccl`.
    package let framework: String
    package let version: SoftwareVersion
    /// The catalogue's hardware; nil when the folder's name isn't known.
    package let hardware: PublishedHardware?

    /// Nil for a path of another form.
    package init?(path: String) {
        var parts = path.split(separator: "/")
        if parts.count < 2 || parts[parts.count - 2].allSatisfy({ $0 == "." }) {
            // Only the whole path tells the folder's name.
            parts = URL(filePath: path).standardizedFileURL.path.split(separator: "/")
        }
        guard parts.count >= 2, let name = parts.last?.prefix(300) else { return nil }
        let suffix = [".csv.gz", ".csv"].first { name.hasSuffix($0) }
        guard let suffix, let join = name.firstRange(of: "__") else { return nil }
        let tail = name[join.upperBound...].dropLast(suffix.count)
        // A framework's own name may have dashes: the version begins after the first one that a digit follows.
        let dash = tail.indices.first { tail[$0] == "-" && (tail[tail.index(after: $0)...].first?.isNumber ?? false) }
        guard let dash, join.lowerBound > name.startIndex, dash > tail.startIndex,
            let version = SoftwareVersion(tail[tail.index(after: dash)...])
        else { return nil }
        self.path = path
        system = String(parts[parts.count - 2])
        operation = String(name[..<join.lowerBound])
        framework = String(tail[..<dash])
        self.version = version
        hardware = try? PublishedHardware.named(system).get()
    }

    /// Reads columns of it; see `ColumnTable`.
    ///
    /// - Throws: `DocumentError`.
    package func table(
        numbers: [String], words: [String] = [], optionalNumbers: [String] = [], optionalWords: [String] = [],
        every: Int = 1
    ) throws -> ColumnTable {
        try ColumnTable(
            MeasurementBytes(path: path), numbers: numbers, words: words, optionalNumbers: optionalNumbers,
            optionalWords: optionalWords, every: every)
    }

    /// Those of the newest version of each framework, for each system and operation.
    package static func newest(_ files: [OperatorFile]) -> [OperatorFile] {
        Dictionary(grouping: files) { "\($0.system)/\($0.operation)__\($0.framework)" }
            .values.compactMap { $0.max { $0.version < $1.version } }
            .sorted { $0.path < $1.path }
    }
}
