import Documents
import Foundation

/// All published measurements under a folder, told apart by the headings of their tables, whatever their files are
/// called. Only files of operator times go by place and name; they are listed, not read.
///
/// ```swift
/// let measurements = try PublishedMeasurements(under: folder)
/// for point in measurements.serving.rows where point.model == "deepseek-r1" { … }
/// ```
package struct PublishedMeasurements: Sendable {
    package private(set) var serving = ReadRows<ServingPoint>()
    package private(set) var offline = ReadRows<OfflineThroughput>()
    package private(set) var questions = ReadRows<ServingQuestion>()
    package private(set) var exchanges = ReadRows<ExchangeMeasurement>()
    package private(set) var operators: [OperatorFile] = []
    /// Tables whose heading isn't one of ours, sorted.
    package private(set) var otherTables: [String] = []
    /// Tables that were read, sorted.
    package private(set) var tables: [String] = []

    /// Folders under the root that are looked into.
    static let deepest = 4
    /// More files than anybody keeps together.
    static let mostFiles = 20_000
    /// Most bytes of a table with mixed text.
    static let largestTable = 32 << 20

    /// - Throws: `DocumentError` when there is no such folder, when nothing in it is a measurement, and for a table of
    ///   our form that is broken.
    package init(under root: String) throws {
        for path in try Self.files(under: root) {
            if let file = OperatorFile(path: path) {
                operators.append(file)
                continue
            }
            let heading = TableHeading(try MeasurementBytes(path: path, first: TableHeading.longest).bytes)
            guard let form = MeasurementForm(heading) else {
                otherTables.append(path)
                continue
            }
            tables.append(path)
            try read(MeasurementBytes(path: path, largestContent: Self.largestTable).text(), as: form)
        }
        guard !tables.isEmpty || !operators.isEmpty else {
            throw DocumentError(
                file: root, line: nil, found: "no measurements in it or in folders under it",
                expected: "tables of serving points, throughput, results or operator times")
        }
    }

    private mutating func read(_ file: DocumentFile, as form: MeasurementForm) throws {
        switch form {
        case .serving: serving += try ServingPoint.read(file)
        case .validation: questions += try ValidationRows.read(file)
        case .overview: offline += try OfflineThroughput.readOverview(file)
        case .benchmark: offline += try OfflineThroughput.readBenchmark(file)
        case .exchange: exchanges += try ExchangeMeasurement.read(file)
        case .paper:
            let table = try PublishedTable(file)
            questions += table.questions
            exchanges += table.exchanges
        }
    }

    /// Paths of tables, sorted. What a link leads to is looked at where it is, since a link may lead back up.
    ///
    /// - Parameter deepest: folders under the root that are looked into.
    static func files(under root: String, deepest: Int = Self.deepest) throws -> [String] {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
            throw DocumentError(
                file: root, line: nil, found: "no such folder", expected: "a folder with published measurements")
        }
        var files: [String] = []
        var pending = [(path: root, depth: 0)]
        while let (path, depth) = pending.popLast() {
            for name in (try? manager.contentsOfDirectory(atPath: path)) ?? [] {
                let inner = "\(path)/\(name)"
                let kind = (try? manager.attributesOfItem(atPath: inner))?[.type] as? FileAttributeType
                if kind == .typeDirectory, depth < deepest { pending.append((inner, depth + 1)) }
                guard kind == .typeRegular, name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") else { continue }
                files.append(inner)
                guard files.count <= mostFiles else {
                    throw DocumentError(
                        file: root, line: nil, found: "more than \(mostFiles) tables", expected: "fewer")
                }
            }
        }
        return files.sorted()
    }
}

/// The forms of tables of published measurements.
package enum MeasurementForm: String, Sendable, Hashable, CaseIterable {
    case serving, validation, paper, exchange, overview, benchmark

    /// Nil for a heading of none of them.
    package init?(_ heading: TableHeading) {
        let exact: [(MeasurementForm, [String])] = [
            (.serving, ServingPoint.columns), (.validation, ValidationRows.columns), (.paper, PublishedTable.columns),
            (.exchange, ExchangeMeasurement.columns), (.overview, OfflineThroughput.columns),
        ]
        if let form = exact.first(where: { heading.names(all: $0.1) })?.0 {
            self = form
        } else if OfflineThroughput.BenchmarkColumns(heading.names) != nil {
            self = .benchmark
        } else {
            return nil
        }
    }
}
