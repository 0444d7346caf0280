package import Quantities

/// A kernel that reads some values and writes some, with little to compute: norms, activations, rotations, residual
/// sums, quantisation, routing.
package struct ElementwiseShape: Sendable, Hashable {
    /// What is worked on one at a time: tokens.
    package var rows: Double
    /// Bytes read and written for one row.
    package var rowBytes: Double

    package init(rows: Double, rowBytes: Double) {
        self.rows = rows
        self.rowBytes = rowBytes
    }

    /// Reads values of one size and writes as many of another.
    ///
    /// - Parameters:
    ///   - rows: of the matrix.
    ///   - width: values in a row.
    ///   - reading: bytes of a value that is read.
    ///   - writing: bytes of a value that is written.
    package init(rows: Double, width: Double, reading: Double, writing: Double) {
        self.init(rows: rows, rowBytes: width * (reading + writing))
    }

    /// Bytes read and written.
    package var bytes: Double { rows * rowBytes }
}

/// Time of a small kernel that memory bounds: what it moves over what memory delivers, the rows that each core starts
/// one after another, and a launch:
///
///     time = launch + bytes / (bandwidth · bandwidthShare) + rows · rowCost / cores
package struct ElementwiseForm: CostForm {
    package typealias Shape = ElementwiseShape

    package static let constants = [
        // Seconds.
        FittedConstant("launch", start: 2e-6, in: 0.1e-6...20e-6),
        FittedConstant("bandwidthShare", start: 0.8, in: 0.02...1),
        // Seconds that a core spends on starting a row.
        FittedConstant("rowCost", start: 0.005e-6, in: 0.00001e-6...1e-6),
    ]

    private let launch, bandwidthShare, rowCost: Double

    package init(values: [Double]) {
        launch = values[0]
        bandwidthShare = values[1]
        rowCost = values[2]
    }

    package func time(_ shape: ElementwiseShape, on silicon: Silicon) -> Seconds {
        let memory = shape.bytes / (silicon.bandwidth * bandwidthShare)
        return Seconds(launch + memory + shape.rows * rowCost / silicon.cores)
    }
}
