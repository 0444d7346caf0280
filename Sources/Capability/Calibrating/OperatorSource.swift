package import Catalog
import Documents
import Foundation

/// A table of operator times: where it lies, what it measures, on what.
package struct OperatorSource: Sendable, Hashable {
    package let path: String
    /// The system's own name there, such as `h200_sxm`; what is left out when a system is left out.
    package let system: String
    /// What was timed, as the file calls it: `gemm_perf`.
    package let operation: String
    /// Such as `trtllm`.
    package let software: String
    /// Nil where the file doesn't tell.
    package let version: SoftwareVersion?
    /// Of the accelerators.
    package let family: String
    /// One device of it.
    package let silicon: Silicon
    /// What joins its devices.
    package let fabric: Fabric
    /// Id in `Catalog/sources` of who measured.
    package let publisher: String

    package init(
        path: String, system: String, operation: String, software: String, version: SoftwareVersion?, family: String,
        silicon: Silicon, fabric: Fabric, publisher: String
    ) {
        self.path = path
        self.system = system
        self.operation = operation
        self.software = software
        self.version = version
        self.family = family
        self.silicon = silicon
        self.fabric = fabric
        self.publisher = publisher
    }
}

/// A table that no form is fitted to.
package struct SkippedTable: Sendable, Hashable, CustomStringConvertible {
    package let path: String
    package let system: String
    package let reason: String

    package var description: String { "\(path): \(reason)" }
}

/// The tables of operator times under a folder.
package struct OperatorFolder: Sendable {
    /// Of the newest version of each framework for each system and operation, sorted by path; `older` apart.
    package private(set) var newest: [OperatorSource] = []
    /// Of older versions, where a group may be taken from them that the newest file no longer has.
    package private(set) var older: [OperatorSource] = []
    package private(set) var skipped: [SkippedTable] = []

    /// Folders under the root that are looked into: `infersim/bench_data/mha/decode/h20` is five down.
    private static let deepest = 6
    /// Weight-only and SmoothQuant products were last measured with older versions.
    private static let keepsOlder: Set = ["gemm_perf"]

    /// - Parameter catalog: knows the accelerators.
    /// - Throws: `DocumentError` when there is no such folder or no operator times in it.
    package init(under root: String, catalog: Catalog) throws {
        var files: [OperatorFile] = []
        for path in try PublishedMeasurements.files(under: root, deepest: Self.deepest) {
            if let file = OperatorFile(path: path) {
                files.append(file)
            } else if let kernel = try KernelTable(path: path) {
                add(path, system: kernel.system, hardware: kernel.hardware, catalog) { family, silicon, fabric in
                    OperatorSource(
                        path: path, system: kernel.system, operation: kernel.operation, software: kernel.software,
                        version: nil, family: family, silicon: silicon, fabric: fabric, publisher: kernel.publisher)
                }
            }
        }
        let newestFiles = Set(OperatorFile.newest(files))
        for file in files {
            let isNewest = newestFiles.contains(file)
            guard isNewest || Self.keepsOlder.contains(file.operation) else { continue }
            if let reason = OperatorTables.reasonAgainst(file.operation, software: file.framework) {
                skipped.append(SkippedTable(path: file.path, system: file.system, reason: reason))
                continue
            }
            add(file.path, system: file.system, hardware: file.hardware, catalog, isNewest: isNewest) {
                OperatorSource(
                    path: file.path, system: file.system, operation: file.operation, software: file.framework,
                    version: file.version, family: $0, silicon: $1, fabric: $2,
                    publisher: "aiconfigurator-operators")
            }
        }
        newest.sort { $0.path < $1.path }
        guard !newest.isEmpty || !skipped.isEmpty else {
            throw DocumentError(
                file: root, line: nil, found: "no operator times in it or in folders under it",
                expected: "files such as h200_sxm/gemm_perf__sglang-0.5.14.csv.gz")
        }
    }

    private mutating func add(
        _ path: String, system: String, hardware: PublishedHardware?, _ catalog: Catalog, isNewest: Bool = true,
        _ make: (String, Silicon, Fabric) -> OperatorSource
    ) {
        guard let hardware, let accelerator = catalog.accelerators[hardware.accelerator] else {
            let reason = hardware.map { "the catalogue has no accelerator ‘\($0.accelerator)’" }
            skipped.append(
                SkippedTable(path: path, system: system, reason: reason ?? "the system ‘\(system)’ isn't known"))
            return
        }
        let source = make(
            accelerator.family, Silicon(accelerator), Fabric(of: hardware, with: accelerator, in: catalog))
        if isNewest { newest.append(source) } else { older.append(source) }
    }
}
