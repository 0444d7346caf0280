package import Documents
package import Quantities

/// A share of a peak, 0 … 1.
package enum Share: Unit { package static let symbol = "of peak" }

/// What the silicon and software of one family really attain, fitted on published measurements.
package struct Calibration: Sendable {
    package let family: String
    /// The software's date: age moves answers more than most hardware differences do.
    package let software: Sourced<CalendarDate>
    /// Share of peak that a large matrix product attains, by format.
    package let product: [NumberFormat: Figure<Share>]
    /// Share of peak 16-bit rate that compute-bound attention attains.
    package let attention: Figure<Share>
    /// Share of nominal memory bandwidth that a weight-bound kernel reads at.
    package let memory: Figure<Share>
    /// Share of its operators' best speed that a whole step keeps: published operator figures are of the best
    /// shapes, alone on the machine.
    package let inStep: Figure<Share>
    /// The shortest kernel.
    package let kernelFloor: Figure<Second>
    /// Host and graph launch, once a step.
    package let stepOverhead: Figure<Second>
    /// Expert dispatch and combine: share of the tier's nominal bandwidth, by plane.
    package let exchange: [FabricTier.Plane: Exchange]
    /// All-reduce of large messages: algorithm bandwidth as a share of the link's, and its floor.
    package let allReduce: Figure<Share>
    package let allReduceFloor: Figure<Second>
    /// Share of the exchange that runs hidden behind computation.
    package let overlap: Figure<Share>
    /// The busiest expert rank's load against the mean.
    package let expertImbalance: Figure<Each>
    /// Chance that a predicted token is kept, for models with prediction layers.
    package let acceptance: Figure<Share>

    package struct Exchange: Sendable {
        package let dispatch: Figure<Share>
        package let combine: Figure<Share>
    }
}
