import Foundation
package import Quantities

/// All places within a distance of a centre, over the surface of the ellipsoid.
package struct Disc: Sendable {
    package let centre: Coordinates
    package let radius: Kilometres
    let direction: Direction
    /// On the sphere, every place of the disc lies within this angle of the centre.
    let outer: Angle
    /// On the sphere, every place within this angle of the centre lies in the disc.
    let inner: Angle

    /// An angle of at most π, with its sine and cosine.
    struct Angle {
        let radians: Double
        let sine: Double
        let cosine: Double

        init(radians: Double) {
            self.radians = min(.pi, max(0, radians))
            sine = sin(self.radians)
            cosine = cos(self.radians)
        }

        /// Whether a box lies wholly beyond this angle: the angle to its centre exceeds the sum of this one and
        /// the radius of the cap that holds the box.
        func isShort(of row: CellGrid.Row, cosine centre: Double) -> Bool {
            centre < row.capCosine * cosine - row.capSine * sine && row.cap + radians < .pi
        }

        /// Whether a box lies wholly within this angle: with the cap around it, it doesn't reach that far.
        func holds(_ row: CellGrid.Row, cosine centre: Double) -> Bool {
            centre > row.capCosine * cosine + row.capSine * sine && row.cap < radians
        }
    }

    /// What the rounding of a dot product can be wrong by, in radians: 6 m on the ground.
    private static let rounding = 1e-6

    /// - Parameter radius: half the earth's circumference or more means the whole earth, as does
    ///   what isn't a number.
    package init(centre: Coordinates, radius: Kilometres) {
        self.centre = centre
        self.radius = radius
        direction = Direction(centre)
        let distance = radius.value.isNaN ? .infinity : radius.value
        let angle = distance / PhysicalConstants.meanEarthRadius.value
        outer = Angle(radians: angle * (1 + GreatCircle.relativeError) + Self.rounding)
        inner = Angle(radians: angle * (1 - GreatCircle.relativeError) - Self.rounding)
    }

    /// Whether a box can't be halved, or is so small that the sphere's error decides over it: others had better be
    /// halved first.
    func isWorthMeasuring(_ cell: GridCell, _ row: CellGrid.Row) -> Bool {
        cell.depth == CellGrid.finestDepth || 2 * row.cap < outer.radians - inner.radians
    }

    /// The cosine of the angle between the disc's centre and that of a box.
    func cosine(_ row: CellGrid.Row, _ column: CellGrid.Column) -> Double {
        row.cosine * (direction.x * column.cosine + direction.y * column.sine) + direction.z * row.sine
    }

    /// Whether a place lies in the disc, or at most `error` beyond it.
    package func contains(_ place: Coordinates, within error: Kilometres = 0) -> Bool {
        Geodesic.distance(centre, place) <= radius + error
    }
}
