package import Catalog
package import Documents
import Foundation

/// Everything that `assay calibrate` fits: operators and collectives from files of their times, then what a step takes
/// beside them from measured serving points. Its JSON is stable; see docs/json.md.
package struct CapabilityCalibration: Report, Sendable {
    /// Of the families that something was fitted for, in the catalogue's form.
    package let calibrations: [Calibration]
    package let groups: [Group]
    package let skipped: [Skipped]

    enum CodingKeys: CodingKey { case groups, skipped }

    /// One group that was fitted.
    package struct Group: Sendable, Encodable {
        package let family: String
        package let kind: String
        package let variant: String
        package let software: String
        package let rows: Int
        /// Of |predicted ÷ measured − 1|.
        package let median: Double
        package let p90: Double
    }

    package struct Skipped: Sendable, Encodable {
        package let path: String
        package let reason: String
    }

    /// - Parameters:
    ///   - folder: with files of operator times, tables of serving points, or both.
    ///   - progress: told what is being done, from any thread.
    /// - Throws: `DocumentError` when the folder holds no measurements, or a broken one.
    package init(
        data folder: String, catalog: Catalog, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let measurements = try PublishedMeasurements(under: folder)
        var families = catalog.calibrations
        var groups: [Group] = []
        var skipped: [Skipped] = []
        if !measurements.operators.isEmpty {
            let run = try CalibrationRun(data: folder, catalog: catalog) { progress($0.description) }
            for calibration in run.calibrations { families[calibration.family] = calibration }
            groups = run.fitted.map { fitted in
                Group(
                    family: fitted.group.family, kind: fitted.group.kind.rawValue, variant: fitted.group.variant,
                    software: fitted.group.software, rows: fitted.errors.count, median: fitted.errors.median,
                    p90: fitted.errors.p90)
            }
            skipped = run.skipped.map { Skipped(path: $0.path, reason: $0.reason) }
        }
        for fit in Self.steps(measurements, catalog.with(families), progress: progress) {
            families[fit.family] = families[fit.family]?.with(fit)
            groups.append(
                Group(
                    family: fit.family, kind: "step", variant: "any", software: fit.software, rows: fit.errors.count,
                    median: fit.errors.median, p90: fit.errors.p90))
        }
        let changed = Set(groups.map(\.family))
        calibrations = families.values.filter { changed.contains($0.family) }.sorted { $0.family < $1.family }
        self.groups = groups
        self.skipped = skipped
    }

    /// One fit for each family and software that was measured, with operators' constants as they are now.
    private static func steps(
        _ measurements: PublishedMeasurements, _ catalog: Catalog, progress: (String) -> Void
    ) -> [StepFit] {
        let trials = measurements.trials(in: catalog).trials
        let groups = Dictionary(grouping: trials) { trial in
            [trial.hardware.accelerator.family, trial.machine().software]
        }
        progress("steps of all")
        let usual = StepFit.usual(trials)
        return groups.sorted { ($0.key[0], $0.key[1]) < ($1.key[0], $1.key[1]) }
            .filter { catalog.calibrations[$0.key[0]] != nil }
            .map { key, trials in
                progress("steps of \(key[0]) with \(key[1]), \(trials.count) measurements")
                return StepFit(trials, family: key[0], software: key[1], usual: usual)
            }
    }

    /// Writes each family's file.
    ///
    /// - Throws: what the file system says.
    package func write(to folder: String) throws {
        for calibration in calibrations { try calibration.write(to: folder) }
    }
}

extension Calibration {
    /// The same with another fit of one software's steps.
    func with(_ fit: StepFit) -> Calibration {
        let kept = groups.filter { !StepFit.kinds.contains($0.kind) || $0.software != fit.software }
        return Calibration(
            family: family, inherits: inherits, software: software, groups: kept + fit.groups(sources: StepFit.sources))
    }
}

extension CapabilityCalibration {
    package var table: Table {
        var table = Table([
            .text("family"), .text("kind"), .text("variant"), .text("software"), .figures("rows"), .figures("median"),
            .figures("p90"),
        ])
        for group in groups {
            table.add([
                group.family, group.kind, group.variant, group.software, NumberText.grouped(group.rows),
                "\(NumberText.short(group.median * 100)) %", "\(NumberText.short(group.p90 * 100)) %",
            ])
        }
        return table
    }

    package var notes: [String] {
        ["Errors are |predicted ÷ measured − 1|, of the rows that were fitted on."]
            + Dictionary(grouping: skipped, by: \.reason).sorted { $0.key < $1.key }.map {
                "\($0.value.count) tables skipped: \($0.key)"
            }
    }
}
