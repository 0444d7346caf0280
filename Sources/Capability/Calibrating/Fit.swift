import Foundation
package import Quantities

/// One measured time of an operator.
package struct MeasuredTime<Shape: Sendable>: Sendable {
    package let shape: Shape
    package let silicon: Silicon
    package let time: Seconds

    package init(_ shape: Shape, on silicon: Silicon, takes time: Seconds) {
        self.shape = shape
        self.silicon = silicon
        self.time = time
    }
}

/// A form's constants, fitted to measured times.
package struct Fit<Form: CostForm>: Sendable {
    /// The constants found, in the form's order.
    package let values: [Double]
    /// Of predicted ÷ measured − 1 over all measurements given.
    package let errors: ErrorSummary

    package var form: Form { Form(values: values) }

    /// - Parameters:
    ///   - measured: at least one.
    ///   - start: where to begin, when not at the constants' own starts.
    ///   - most: how many of them steer the fit, evenly picked; the errors are of all.
    ///   - rounds: steps at most.
    ///   - prior: what a constant that is e times its own start, or a part of it, costs in mean error.
    package init(
        _ measured: [MeasuredTime<Form.Shape>], from start: [Double]? = nil, most: Int = 4_000, rounds: Int = 60,
        prior: Double = 0
    ) {
        let stride = max(0, measured.count - 1) / most + 1
        let sample = Swift.stride(from: 0, to: measured.count, by: stride).map { measured[$0] }
        values = LogFit.minimise(Form.constants, from: start, rounds: rounds) { values in
            let form = Form(values: values)
            return sample.map { log(max(form.time($0.shape, on: $0.silicon) / $0.time, 1e-9)) }
                + zip(Form.constants, values).map { prior * Double(sample.count) * log($1 / $0.start) }
        }
        let form = Form(values: values)
        errors = ErrorSummary(measured.map { form.time($0.shape, on: $0.silicon) / $0.time - 1 })
    }
}
