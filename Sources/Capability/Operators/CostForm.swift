package import Quantities

/// How the time of one kind of operator follows from its shape and the silicon, up to constants that are fitted.
///
/// A form is physics: what is computed, what is moved, how it falls into tiles and waves, what a launch costs. Its
/// constants are few, have names, and are fitted on measurements by `Fit`; they are kept in
/// `Catalog/calibration/`. Forms never get slower with more bandwidth or rate, nor faster with more work.
package protocol CostForm: Sendable {
    /// What is computed: sizes, formats.
    associatedtype Shape: Sendable

    /// The constants, in the order in which `init` takes their values.
    static var constants: [FittedConstant] { get }

    /// - Parameter values: one for each of `constants`, in their order, each in its range.
    init(values: [Double])

    /// Time of one launch of the operator.
    func time(_ shape: Shape, on silicon: Silicon) -> Seconds
}

/// One constant of a cost form.
package struct FittedConstant: Sendable, Hashable {
    /// What it is called in `Catalog/calibration/`.
    package let name: String
    /// Where a fit begins.
    package let start: Double
    /// What is physically possible; all positive, since constants are fitted by their logarithm.
    package let range: ClosedRange<Double>

    package init(_ name: String, start: Double, in range: ClosedRange<Double>) {
        self.name = name
        self.start = start
        self.range = range
    }
}
