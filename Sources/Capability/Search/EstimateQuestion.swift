package import Catalog

/// What is asked of a system: a model, how it is served, the load, and the limits.
package struct EstimateQuestion: Sendable {
    package var architecture: Architecture
    package var precision: Precision
    package var load: ServiceLoad
    package var limits: Limits
    /// Tokens predicted beside the next one in each decode step.
    package var predictions: Int
    /// How unevenly experts are used; nil for what the software's calibration says.
    package var skew: Double?

    package init(
        architecture: Architecture, precision: Precision, load: ServiceLoad, limits: Limits = Limits(),
        predictions: Int = 0, skew: Double? = nil
    ) {
        self.architecture = architecture
        self.precision = precision
        self.load = load
        self.limits = limits
        self.predictions = predictions
        self.skew = skew
    }
}
