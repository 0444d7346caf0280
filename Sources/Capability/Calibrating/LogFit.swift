import Foundation

/// Finds the constants that make residuals small: Levenberg and Marquardt's method (SIAM J. Appl. Math. 11, 1963) on
/// the constants' logarithms, reweighted in each round so that the sum of absolute rather than squared residuals
/// falls: one wild measurement moves nothing. It draws nothing at random, so the same residuals give the same
/// constants.
enum LogFit {
    /// - Parameters:
    ///   - start: where to begin, when not at the constants' own starts.
    ///   - residuals: of one vector of constants: usually the logarithms of predicted ÷ measured.
    /// - Returns: the constants, each in its range.
    static func minimise(
        _ constants: [FittedConstant], from start: [Double]? = nil, rounds: Int = 60, residuals: ([Double]) -> [Double]
    ) -> [Double] {
        func evaluate(_ point: [Double]) -> [Double] { residuals(point.map(exp)) }
        var point = (start ?? constants.map(\.start)).map { log($0) }
        var current = evaluate(point)
        var damping = 1e-2
        for _ in 0..<rounds {
            let step = step(from: point, current, constants, damping: damping, evaluate)
            let next = clamped(zip(point, step).map(+), constants)
            let changed = evaluate(next)
            let gain = loss(current) - loss(changed)
            if gain > 0 {
                let isDone = gain < 1e-5 * loss(current) && damping < 1
                point = next
                current = changed
                damping = max(damping / 3, 1e-6)
                if isDone { break }
            } else {
                damping *= 4
                if damping > 1e6 { break }
            }
        }
        return point.map(exp)
    }

    /// Mean absolute residual with a rounded tip.
    static func loss(_ residuals: [Double]) -> Double {
        residuals.reduce(0) { $0 + ($1 * $1 + 1e-4).squareRoot() } / Double(max(residuals.count, 1))
    }

    private static func clamped(_ point: [Double], _ constants: [FittedConstant]) -> [Double] {
        zip(point, constants).map { min(max($0, log($1.range.lowerBound)), log($1.range.upperBound)) }
    }

    /// Whether a constant is at the end of its range that the slope pulls it to.
    private static func isHeld(_ value: Double, _ range: ClosedRange<Double>, towards pull: Double) -> Bool {
        pull > 0 ? value > log(range.upperBound) - 1e-9 : value < log(range.lowerBound) + 1e-9
    }

    /// The damped step that lowers the weighted sum of squares: (JᵀWJ + λ diag) δ = −JᵀWr.
    private static func step(
        from point: [Double], _ residuals: [Double], _ constants: [FittedConstant], damping: Double,
        _ evaluate: ([Double]) -> [Double]
    ) -> [Double] {
        let width = 1e-3
        let slopes = point.indices.map { index in
            var moved = point
            // Inwards at the upper end, so that the moved point is a possible one.
            let isHigh = moved[index] + width > log(constants[index].range.upperBound)
            moved[index] += isHigh ? -width : width
            return zip(evaluate(moved), residuals).map { ($0 - $1) / (isHigh ? -width : width) }
        }
        let weights = residuals.map { 1 / ($0 * $0 + 1e-4).squareRoot() }
        var matrix = point.map { _ in [Double](repeating: 0, count: point.count) }
        var right = [Double](repeating: 0, count: point.count)
        for row in point.indices {
            for column in row..<point.count {
                var sum = 0.0
                for k in residuals.indices { sum += weights[k] * slopes[row][k] * slopes[column][k] }
                matrix[row][column] = sum
                matrix[column][row] = sum
            }
            for k in residuals.indices { right[row] -= weights[k] * slopes[row][k] * residuals[k] }
        }
        for index in point.indices {
            matrix[index][index] = matrix[index][index] * (1 + damping) + 1e-9
            guard isHeld(point[index], constants[index].range, towards: right[index]) else { continue }
            // At the end of its range and pulled further out: the others are solved for without it.
            for other in point.indices where other != index {
                matrix[index][other] = 0
                matrix[other][index] = 0
            }
            right[index] = 0
        }
        return LinearSystem.solve(matrix, right)
    }
}
