/// Small dense systems of linear equations.
enum LinearSystem {
    /// Solves `matrix · x = right` by Gaussian elimination with partial pivoting. What the matrix doesn't determine
    /// comes out as zero.
    static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var rows = zip(matrix, right).map { $0 + [$1] }
        let size = rows.count
        for column in 0..<size {
            let pivot = (column..<size).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
            rows.swapAt(column, pivot)
            guard abs(rows[column][column]) > 1e-300 else { continue }
            for row in (column + 1)..<max(size, column + 1) {
                let factor = rows[row][column] / rows[column][column]
                guard factor != 0 else { continue }
                for k in column...size { rows[row][k] -= factor * rows[column][k] }
            }
        }
        var solution = [Double](repeating: 0, count: size)
        for row in stride(from: size - 1, through: 0, by: -1) {
            guard abs(rows[row][row]) > 1e-300 else { continue }
            var sum = rows[row][size]
            for column in (row + 1)..<max(size, row + 1) { sum -= rows[row][column] * solution[column] }
            solution[row] = sum / rows[row][row]
        }
        return solution
    }
}
