package import Catalog
package import Quantities

/// Total processing performance and performance density, as 3A090's technical notes define them.
package struct ProcessingPerformance: Sendable {
    /// 2 × MacTOPS × bit length, the greatest over all formats. A data sheet's TOPS is 2 × MacTOPS already, and
    /// dense figures count.
    package let total: Double
    /// The format that gives the greatest product.
    package let format: NumberFormat
    /// Area of all logic dies made with non-planar transistors, cache and I/O dies included; nil when one such
    /// die's area isn't known.
    package let applicableArea: SquareMillimetres?
    /// `total` ÷ `applicableArea`; nil when the area is unknown. With planar dies only the density is undefined
    /// and counts as 0.
    package let density: Double?
    /// Where the rate comes from.
    package let origin: String

    /// Nil when the catalogue has no rate at all.
    ///
    /// Where sources differ, the highest rate is taken: the rule takes the highest figure that is claimed, even
    /// if it is never reached.
    package init?(_ accelerator: Accelerator) {
        let products = accelerator.peak.map { format, figure in
            (format: format, product: figure.value.high.value / 1e12 * Double(format.bits), figure: figure)
        }
        // Ties go to the wider format, then by name, so that the trace is stable.
        let greatest = products.max {
            ($0.product, $0.format.bits, $1.format.rawValue) < ($1.product, $1.format.bits, $0.format.rawValue)
        }
        guard let greatest else { return nil }
        total = greatest.product
        format = greatest.format
        origin = "\(greatest.format.rawValue) from \(greatest.figure.sources.joined(separator: ", "))"
        let applicable = accelerator.dies.filter { $0.kind != .memory && $0.transistors == .nonPlanar }
        let areas = applicable.map { die in die.area.map { $0.value.best * Double(die.count) } }
        if areas.contains(where: { $0 == nil }) {
            applicableArea = nil
            density = nil
        } else {
            let area = areas.compactMap(\.self).reduce(.zero, +)
            applicableArea = area
            density = area > .zero ? greatest.product / area.value : 0
        }
    }
}
