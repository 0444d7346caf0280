// A port of part of geodesic.py in geographiclib 2.0.
// Copyright (c) Charles Karney (2011-2022) <charles@karney.com>, licensed under the MIT/X11 License; see NOTICE.

/// A stretch of the great circle that stands for a geodesic on the auxiliary sphere; σ counts from where it crosses
/// the equator northwards.
struct Arc: Sendable {
    /// σ₁ and σ₂, normalised.
    let start: SineCosine
    let end: SineCosine
    /// σ₂ − σ₁ in radians.
    let length: Double

    init(from start: SineCosine, to end: SineCosine, length: Double) {
        self.start = start
        self.end = end
        self.length = length
    }

    /// The shorter way, at most half a turn.
    init(from start: SineCosine, to end: SineCosine) {
        self.init(from: start, to: end, length: (end - start).withoutNegativeSine.radians)
    }
}

/// Σ cₗ sin 2lσ for l from 1 to 6.
struct SineSeries: Sendable {
    let c1, c2, c3, c4, c5, c6: Double

    /// Coefficients cₗ = εˡ pₗ.
    init(_ epsilon: Double, _ p1: Double, _ p2: Double, _ p3: Double, _ p4: Double, _ p5: Double, _ p6: Double) {
        let square = epsilon * epsilon
        let cube = square * epsilon
        c1 = epsilon * p1
        c2 = square * p2
        c3 = cube * p3
        c4 = square * square * p4
        c5 = square * cube * p5
        c6 = cube * cube * p6
    }

    /// By Clenshaw's recurrence.
    func callAsFunction(_ sigma: SineCosine) -> Double {
        let twice = 2 * (sigma.cosine - sigma.sine) * (sigma.cosine + sigma.sine)
        let b5 = twice * c6 + c5
        let b4 = twice * b5 - c6 + c4
        let b3 = twice * b4 - b5 + c3
        let b2 = twice * b3 - b4 + c2
        let b1 = twice * b2 - b3 + c1
        return 2 * sigma.sine * sigma.cosine * b1
    }

    func change(over arc: Arc) -> Double { self(arc.end) - self(arc.start) }
}

/// An integral along a geodesic in the form the paper gives all three: A (σ + Σ cₗ sin 2lσ).
struct ArcIntegral: Sendable {
    /// A − 1, which is small and keeps its digits.
    let excess: Double
    let terms: SineSeries

    func callAsFunction(_ arc: Arc) -> Double { (1 + excess) * (arc.length + terms.change(over: arc)) }

    /// This integral less another over the same arc, without the loss of digits of two whole ones.
    func less(_ other: ArcIntegral, over arc: Arc) -> Double {
        (excess - other.excess) * arc.length
            + ((1 + excess) * terms.change(over: arc) - (1 + other.excess) * other.terms.change(over: arc))
    }
}

extension ArcIntegral {
    /// I₁, the distance in units of b: equations 17 and 18.
    static func distance(_ e: Double) -> ArcIntegral {
        let e2 = e * e
        return ArcIntegral(
            excess: (((e2 + 4) * e2 + 64) * e2 / 256 + e) / (1 - e),
            terms: SineSeries(
                e, ((6 - e2) * e2 - 16) / 32, ((64 - 9 * e2) * e2 - 128) / 2_048, (9 * e2 - 16) / 768,
                (3 * e2 - 5) / 512, -7 / 1_280, -7 / 2_048))
    }

    /// I₂, which with I₁ gives the reduced length: equations 42 and 43.
    static func reducedLength(_ e: Double) -> ArcIntegral {
        let e2 = e * e
        return ArcIntegral(
            excess: (((-11 * e2 - 28) * e2 - 192) * e2 / 256 - e) / (1 + e),
            terms: SineSeries(
                e, ((e2 + 2) * e2 + 16) / 32, ((35 * e2 + 64) * e2 + 384) / 2_048, (15 * e2 + 80) / 768,
                (7 * e2 + 35) / 512, 63 / 1_280, 77 / 2_048))
    }
}

extension SineSeries {
    /// I₁ turned round: what to add to τ = s / (b A₁) for σ, equation 21.
    static func arcOfDistance(_ e: Double) -> SineSeries {
        let e2 = e * e
        return SineSeries(
            e, ((205 * e2 - 432) * e2 + 768) / 1_536, ((4_005 * e2 - 4_736) * e2 + 3_840) / 12_288,
            (116 - 225 * e2) / 384, (2_695 - 7_173 * e2) / 7_680, 3_467 / 7_680, 38_081 / 61_440)
    }
}

/// The coefficients of I₃ as polynomials in ε for one ellipsoid: equations 24 and 25.
struct LongitudeSeries: Sendable {
    /// c₀ + c₁x + … + c₅x⁵.
    private struct Polynomial: Sendable {
        var c0 = 0.0
        var c1 = 0.0
        var c2 = 0.0
        var c3 = 0.0
        var c4 = 0.0
        var c5 = 0.0

        func callAsFunction(_ x: Double) -> Double { c0 + x * (c1 + x * (c2 + x * (c3 + x * (c4 + x * c5)))) }
    }

    private let scale: Polynomial
    private let p1, p2, p3, p4: Polynomial

    init(thirdFlattening n: Double) {
        let n2 = n * n
        scale = Polynomial(
            c1: (n - 1) / 2, c2: (3 * n2 - n - 2) / 8, c3: (-n2 - 3 * n - 1) / 16, c4: (-2 * n - 3) / 64, c5: -3 / 128)
        p1 = Polynomial(
            c0: (1 - n) / 4, c1: (1 - n2) / 8, c2: (3 + 3 * n - n2) / 64, c3: (5 + 2 * n) / 128, c4: 3 / 128)
        p2 = Polynomial(
            c0: (2 - 3 * n + n2) / 32, c1: (3 - 2 * n - 3 * n2) / 64, c2: (3 + n) / 128, c3: 5 / 256)
        p3 = Polynomial(c0: (5 - 9 * n + 5 * n2) / 192, c1: (9 - 10 * n) / 384, c2: 7 / 512)
        p4 = Polynomial(c0: (7 - 14 * n) / 512, c1: 7 / 512)
    }

    /// A₃ − 1.
    func excess(_ epsilon: Double) -> Double { scale(epsilon) }

    func integral(_ epsilon: Double) -> ArcIntegral {
        ArcIntegral(
            excess: scale(epsilon),
            terms: SineSeries(epsilon, p1(epsilon), p2(epsilon), p3(epsilon), p4(epsilon), 21 / 2_560, 0))
    }
}
