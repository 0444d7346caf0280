package import Documents

/// What the silicon and software of one family really attain: constants fitted on published measurements by
/// `assay calibrate`, each group with what it was fitted on and how far off it is.
package struct Calibration: Sendable {
    package let family: String
    /// The family whose groups stand in for those that this one has no measurements of; nil for none.
    package let inherits: String?
    /// The software's date: age moves answers more than most hardware differences do.
    package let software: Sourced<CalendarDate>
    package let groups: [ConstantGroup]

    package init(family: String, inherits: String?, software: Sourced<CalendarDate>, groups: [ConstantGroup]) {
        self.family = family
        self.inherits = inherits
        self.software = software
        self.groups = groups
    }
}

/// Constants of one cost form for one kind of arithmetic and one serving software.
package struct ConstantGroup: Sendable, Hashable {
    /// The form that they belong to, such as `product` or `allReduce`.
    package let kind: String
    /// What of that kind, such as a number format.
    package let variant: String
    /// Serving software, such as `sglang`; `any` where it makes no difference.
    package let software: String
    /// Values by name, in seconds, bytes, shares: see the form.
    package let constants: [String: Double]
    package let errors: FitErrors
    /// Ids into `Catalog.sources`; never empty.
    package let sources: [String]
    package let grade: Grade
    /// Versions of the software that was measured, oldest first; empty where it makes no difference or isn't known.
    package let versions: [String]
    /// Systems that were measured, as the measurements call them: `h200_sxm`.
    package let systems: [String]
    package let note: String?
    /// What it was fitted on, in words of `Capability`: doubt is greater where something else is asked.
    package let seen: [String]

    package init(
        kind: String, variant: String, software: String, constants: [String: Double], errors: FitErrors,
        sources: [String], grade: Grade, versions: [String] = [], systems: [String] = [], note: String? = nil,
        seen: [String] = []
    ) {
        self.kind = kind
        self.variant = variant
        self.software = software
        self.constants = constants
        self.errors = errors
        self.sources = sources
        self.grade = grade
        self.versions = versions
        self.systems = systems
        self.note = note
        self.seen = seen
    }
}

/// How far a group's predictions lie from what it was fitted on: relative errors, predicted ÷ measured − 1.
package struct FitErrors: Sendable, Hashable, Codable {
    /// Measurements.
    package let rows: Int
    /// Of the absolute errors.
    package let median: Double
    package let p90: Double
    /// Signed errors that one in ten lies below, and one in ten above.
    package let tenth: Double
    package let ninetieth: Double

    package init(rows: Int, median: Double, p90: Double, tenth: Double, ninetieth: Double) {
        self.rows = rows
        self.median = median
        self.p90 = p90
        self.tenth = tenth
        self.ninetieth = ninetieth
    }
}
