package import Catalog
import Foundation

/// How well a catalogue's constants predict measured times of operators.
///
/// Every table is asked: the constants are those that a machine of that family, served with that software, would be
/// given. For a system that nothing was fitted on this is a prediction from its data sheet.
package struct OperatorEvaluation: Sendable {
    package let lines: [Line]

    /// One group of one table, or a table that was set aside.
    package struct Line: Sendable, Hashable, Encodable {
        package let file: String
        package let system: String
        package let kind: String
        package let variant: String
        package let software: String
        /// Whose constants were used, when they are of another family, variant or software.
        package let standIn: String?
        /// Rows that were predicted.
        package let rows: Int
        /// Of the absolute relative errors.
        package let median: Double
        package let p90: Double
        /// Median of the signed errors: above zero when predictions are too slow.
        package let bias: Double
        /// Share of the rows inside the band that should hold eight in ten.
        package let coverage: Double
        /// Median of the absolute errors with constants that were fitted without this system.
        package let leftOut: Double?
        /// Why the table wasn't asked; nil when it was.
        package let skipped: String?
    }

    /// What a long run tells as it goes.
    package enum Progress: Sendable, CustomStringConvertible {
        case read(Int, of: Int)
        case leftOut(Int, of: Int)

        package var description: String {
            switch self {
            case .read(let done, let all): "held \(done) of \(all) tables against the catalogue"
            case .leftOut(let done, let all): "fitted \(done) of \(all) groups without one system"
            }
        }
    }

    /// Rows of a table at most.
    static let most = 4_000

    /// - Parameters:
    ///   - folder: with tables of operator times at any depth.
    ///   - leaveOneOut: whether to fit every group of at least two systems again without each of them: minutes.
    ///   - progress: called from any thread.
    /// - Throws: `DocumentError` for a folder without measurements and for a broken table.
    package init(
        data folder: String, catalog: Catalog, leaveOneOut: Bool = false,
        progress: (@Sendable (Progress) -> Void)? = nil
    ) throws {
        let tables = try OperatorFolder(under: folder, catalog: catalog)
        let left = leaveOneOut ? try LeftOut.fits(tables, progress) : [:]
        let count = tables.newest.count
        let answers = ParallelWork.map(tables.newest, progress: { progress?(.read($0, of: count)) }) { source in
            Result { try Self.lines(source, catalog, left) }
        }
        let asked = try answers.flatMap { try $0.get() }
        lines = (asked + tables.skipped.map { Line($0) }).sorted {
            ($0.file, $0.kind, $0.variant) < ($1.file, $1.kind, $1.variant)
        }
    }

    private static func lines(
        _ source: OperatorSource, _ catalog: Catalog, _ left: [LeftOut: [Double]]
    ) throws -> [Line] {
        let calibrations = catalog.calibrations(of: source.family)
        let groups = try OperatorTables.read(source, all: most)
        guard !groups.isEmpty else {
            return [Line(SkippedTable(path: source.path, system: source.system, reason: "no row that a form is for"))]
        }
        return groups.map { times in
            let group = times.group
            let parts = group.kind.kept.map { kind, constants in
                calibrations.constants(
                    kind, group.kind.ladder(group.variant), software: group.software, family: group.family
                ).map { (found: $0, values: $0.group.values(constants)) }
            }
            guard let found = parts.last??.found, parts.allSatisfy({ $0 != nil }) else {
                return Line(
                    SkippedTable(
                        path: source.path, system: source.system,
                        reason: "the catalogue has no constants for \(group)"))
            }
            let values = parts.flatMap { $0?.values ?? [] }
            let without = left[LeftOut(group: group, system: source.system)].map {
                ErrorSummary(GroupPredictor(group.kind, values: $0).errors(times)).median
            }
            return Line(times, found, GroupPredictor(group.kind, values: values).errors(times), leftOut: without)
        }
    }
}

extension OperatorEvaluation.Line {
    init(_ skipped: SkippedTable) {
        self.init(
            file: skipped.path, system: skipped.system, kind: "", variant: "", software: "", standIn: nil, rows: 0,
            median: 0, p90: 0, bias: 0, coverage: 0, leftOut: nil, skipped: skipped.reason)
    }

    init(_ times: OperatorTimes, _ found: FoundConstants, _ errors: [Double], leftOut: Double?) {
        let group = times.group
        let summary = ErrorSummary(errors)
        let band = found.band
        let isOwn = !found.isInherited && found.group.software == group.software
        self.init(
            file: times.source.path, system: times.source.system, kind: group.kind.rawValue, variant: group.variant,
            software: group.software,
            standIn: isOwn ? nil : "\(found.family) \(found.group.variant) \(found.group.software)",
            rows: summary.count, median: summary.median, p90: summary.p90, bias: summary.bias,
            coverage: Double(errors.filter(band.contains).count) / Double(max(errors.count, 1)), leftOut: leftOut,
            skipped: nil)
    }
}

/// A group without one of the systems that it was measured on.
struct LeftOut: Hashable, Sendable {
    let group: OperatorGroup
    let system: String

    /// Constants of every group of at least two systems, fitted without each of them.
    static func fits(
        _ tables: OperatorFolder, _ progress: (@Sendable (OperatorEvaluation.Progress) -> Void)?
    ) throws -> [LeftOut: [Double]] {
        let groups = Dictionary(grouping: try CalibrationRun.read(tables), by: \.group).sorted { $0.key < $1.key }
        let work = groups.flatMap { group, times -> [(left: LeftOut, times: [OperatorTimes])] in
            let systems = Set(times.map(\.source.system)).sorted()
            guard systems.count > 1 else { return [] }
            return systems.map { system in
                (LeftOut(group: group, system: system), times.filter { $0.source.system != system })
            }
        }
        let fits = ParallelWork.map(work, progress: { progress?(.leftOut($0, of: work.count)) }) { item in
            GroupFit(item.times)?.values
        }
        return zip(work, fits).reduce(into: [:]) { found, pair in found[pair.0.left] = pair.1 }
    }
}
