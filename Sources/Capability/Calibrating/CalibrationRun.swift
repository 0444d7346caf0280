package import Catalog
import Documents
import Foundation
import Quantities

/// Fits the constants of every group that a folder of measurements holds times of.
///
/// ```swift
/// let run = try CalibrationRun(data: folder, catalog: catalog) { print($0) }
/// for calibration in run.calibrations { try calibration.write(to: "Catalog/calibration") }
/// ```
package struct CalibrationRun: Sendable {
    /// Of the families that something was fitted for, by name: their fitted groups, and those of the catalogue that the
    /// folder has no data for.
    package let calibrations: [Calibration]
    package let fitted: [Fitted]
    /// Tables that no form is fitted to.
    package let skipped: [SkippedTable]

    /// A group and how well its constants suit it.
    package struct Fitted: Sendable {
        package let group: OperatorGroup
        package let values: [Double]
        package let errors: ErrorSummary
        /// Of each system.
        package let systems: [String: ErrorSummary]
        package let versions: [SoftwareVersion]
        package let publishers: [String]
        /// Whose constants they are, when there were too few rows to fit all of them.
        package let borrowed: Loan?
    }

    /// Constants of another group.
    package struct Loan: Sendable, CustomStringConvertible {
        package let from: OperatorGroup
        /// The one constant that was fitted all the same.
        package let except: String?

        package var description: String { "\(from)\(except.map { " but for \($0)" } ?? "")" }
    }

    /// What a long run tells as it goes.
    package enum Progress: Sendable, CustomStringConvertible {
        case read(Int, of: Int)
        case fitted(Int, of: Int)
        case refined(Int, of: Int)

        package var description: String {
            switch self {
            case .read(let done, let all): "read \(done) of \(all) tables"
            case .fitted(let done, let all): "fitted \(done) of \(all) groups"
            case .refined(let done, let all): "refined \(done) of \(all) groups"
            }
        }
    }

    /// - Parameters:
    ///   - folder: with tables of operator times at any depth.
    ///   - catalog: knows the accelerators, and the groups that are kept.
    ///   - progress: called from any thread.
    /// - Throws: `DocumentError` for a folder without measurements and for a broken table.
    package init(
        data folder: String, catalog: Catalog, progress: (@Sendable (Progress) -> Void)? = nil
    ) throws {
        let tables = try OperatorFolder(under: folder, catalog: catalog)
        let times = try Self.read(tables, progress)
        let groups = Dictionary(grouping: times, by: \.group).sorted { $0.key < $1.key }.map(\.value)
        fitted = Self.fit(groups, progress)
        skipped = tables.skipped.sorted { $0.path < $1.path }
        let fitted = fitted
        calibrations = try Set(fitted.map(\.group.family)).sorted().map { family in
            try Calibration(family: family, fitted: fitted.filter { $0.group.family == family }, in: catalog)
        }
    }

    /// Times of all tables, those of the newest version that has a group.
    static func read(
        _ tables: OperatorFolder, _ progress: (@Sendable (Progress) -> Void)? = nil
    ) throws -> [OperatorTimes] {
        let sources = tables.newest + tables.older
        let read = ParallelWork.map(sources, progress: { progress?(.read($0, of: sources.count)) }) { source in
            Result { try OperatorTables.read(source) }
        }
        let all = try read.flatMap { try $0.get() }
        struct Place: Hashable { let group: OperatorGroup, system: String }
        let newest = Dictionary(grouping: all) { Place(group: $0.group, system: $0.source.system) }
            .mapValues { $0.compactMap(\.source.version).max() }
        return all.filter {
            $0.source.version == nil
                || $0.source.version == newest[Place(group: $0.group, system: $0.source.system)] ?? nil
        }
    }
}

extension CalibrationRun {
    /// Rows for each constant below which nothing is fitted.
    private static let rowsPerConstant = 2
    /// How many other groups' constants a fit starts from again.
    private static let loans = 2

    /// Fits all groups from their forms' starts, and once more from the constants that others found.
    static func fit(_ groups: [[OperatorTimes]], _ progress: (@Sendable (Progress) -> Void)?) -> [Fitted] {
        let first = ParallelWork.map(groups, progress: { progress?(.fitted($0, of: groups.count)) }) { times in
            isEnough(times) ? GroupFit(times) : nil
        }
        let places = Array(groups.indices)
        return ParallelWork.map(places, progress: { progress?(.refined($0, of: groups.count)) }) { place -> Fitted? in
            let times = groups[place]
            guard let group = times.first?.group else { return nil }
            let others = places.filter { $0 != place }.compactMap { other -> (OperatorGroup, GroupFit)? in
                guard let lender = groups[other].first?.group, lender.kind.form == group.kind.form,
                    let values = first[other]?.values, let fit = GroupFit(taking: values, for: times)
                else { return nil }
                return (lender, fit)
            }.sorted { ($0.1.loss, $0.0) < ($1.1.loss, $1.0) }
            guard let own = first[place] else {
                // One's own family before the best of all.
                let lender = others.first { $0.0.family == group.family } ?? others.first
                return lender.map { lender, fit in
                    let one = fit.changingOne(for: times)
                    return Fitted(
                        group, (one?.fit ?? fit).values, times,
                        borrowed: .init(from: lender, except: one?.changed))
                }
            }
            let again = GroupFit(times, from: others.prefix(loans).map(\.1.values))
            let best = again.map { $0.loss < own.loss ? $0 : own } ?? own
            return Fitted(group, best.values, times)
        }.compactMap(\.self)
    }

    private static func isEnough(_ times: [OperatorTimes]) -> Bool {
        guard let kind = times.first?.group.kind else { return false }
        return times.map(\.rows.count).reduce(0, +) >= rowsPerConstant * kind.form.constants.count
    }
}

extension CalibrationRun.Fitted {
    init(_ group: OperatorGroup, _ values: [Double], _ times: [OperatorTimes], borrowed: CalibrationRun.Loan? = nil) {
        let predictor = GroupPredictor(group.kind, values: values)
        self.group = group
        self.values = values
        self.borrowed = borrowed
        errors = ErrorSummary(predictor.errors(times))
        systems = Dictionary(grouping: times, by: \.source.system)
            .mapValues { ErrorSummary(predictor.errors($0)) }
        versions = Set(times.compactMap(\.source.version)).sorted()
        publishers = Set(times.map(\.source.publisher)).sorted()
    }
}
