import Quantities

extension DelayLaw {
    /// Learned from RIPE Atlas anchors, 2018: `estimate.calibration` of `assay evaluate location --format json`.
    package static let ripeAnchors2018 = DelayLaw(
        table: [
            (2.4, 1.081, 0.732), (8.2, 1.412, 0.908), (26.7, 1.663, 0.516), (58.2, 2.741, 0.441),
            (103.4, 7.502, 0.779), (168.1, 7.502, 0.624), (260.8, 13.229, 0.645), (355.4, 13.229, 0.554),
            (467.9, 15.191, 0.393), (647.8, 19.217, 0.345), (872.9, 25.630, 0.304), (1_244.9, 35.349, 0.294),
            (1_726.6, 43.129, 0.259), (2_354.9, 57.428, 0.266), (3_764.1, 83.524, 0.362), (5_410.9, 104.928, 0.337),
            (6_963.3, 122.393, 0.286), (9_011.8, 176.208, 0.237), (11_191.7, 252.982, 0.274),
        ])

    /// - Parameter table: kilometres, milliseconds, scatter; in order.
    private init(table: [(Double, Double, Double)]) {
        knots = table.map { Knot(distance: Kilometres($0.0), median: Seconds($0.1 / 1_000), scatter: $0.2) }
    }
}
