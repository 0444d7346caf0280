// A port of part of geodesic.py in geographiclib 2.0.
// Copyright (c) Charles Karney (2011-2022) <charles@karney.com>, licensed under the MIT/X11 License; see NOTICE.

import Foundation

extension InverseProblem {
    /// Where the geodesic that leaves in some azimuth meets the second latitude.
    private struct Trial {
        let arrival: SineCosine
        let arc: Arc
        let epsilon: Double
        /// Longitude it comes to, less the one sought, in radians.
        let error: Double
        /// How the error grows with the azimuth at the first place; nil when it wasn't asked for.
        let slope: Double?
    }

    /// Azimuths between which the root lies. The error grows with the azimuth where it is nought.
    private struct Bracket {
        var least = SineCosine(sine: SineCosine.tiny, cosine: 1)
        var most = SineCosine(sine: SineCosine.tiny, cosine: -1)

        var middle: SineCosine {
            SineCosine(sine: (least.sine + most.sine) / 2, cosine: (least.cosine + most.cosine) / 2).normalised
        }

        mutating func narrow(to azimuth: SineCosine, error: Double, regardless: Bool) {
            let cotangent = azimuth.cosine / azimuth.sine
            if error > 0, regardless || cotangent > most.cosine / most.sine {
                most = azimuth
            } else if error < 0, regardless || cotangent < least.cosine / least.sine {
                least = azimuth
            }
        }

        /// Whether halving it again would change nothing.
        func isSpent(at middle: SineCosine) -> Bool {
            let enough = 0x1p-78
            return abs(least.sine - middle.sine) + (least.cosine - middle.cosine) < enough
                || abs(middle.sine - most.sine) + (middle.cosine - most.cosine) < enough
        }
    }

    /// Newton's method on the azimuth at the first place, and halving of the bracket when a step goes astray or after
    /// twenty steps. By its author's count WGS84 takes three steps on average, and sixteen for the worst pair tried.
    func iterated(from guess: SineCosine) -> Solution {
        let newtonSteps = 20
        let allSteps = 83
        var azimuth = guess
        var trial = trial(azimuth, wantsSlope: true)
        var bracket = Bracket()
        var isWithinRounding = false
        var isSpent = false
        for step in 1...allSteps {
            guard !isSpent, abs(trial.error) >= (isWithinRounding ? 8 : 1) * Double.ulpOfOne else { break }
            bracket.narrow(to: azimuth, error: trial.error, regardless: step > newtonSteps + 1)
            if step < newtonSteps, let better = newton(azimuth, trial) {
                azimuth = better
                // The slope may vanish, and with it quadratic convergence, so the error itself must become nought.
                isWithinRounding = abs(trial.error) <= 16 * Double.ulpOfOne
            } else {
                azimuth = bracket.middle
                isWithinRounding = false
                isSpent = bracket.isSpent(at: azimuth)
            }
            trial = self.trial(azimuth, wantsSlope: step < newtonSteps)
        }
        let length = ArcIntegral.distance(trial.epsilon)(trial.arc)
        return Solution(kilometres: length * ellipsoid.polarRadius, departure: azimuth, arrival: trial.arrival)
    }

    /// The azimuth one step on, or nil when the step goes uphill or out of 0 … 180°.
    private func newton(_ azimuth: SineCosine, _ trial: Trial) -> SineCosine? {
        guard let slope = trial.slope, slope > 0 else { return nil }
        let step = -trial.error / slope
        guard abs(step) < .pi else { return nil }
        let next = azimuth + SineCosine(radians: step)
        return next.sine > 0 ? next.normalised : nil
    }

    /// Solves the triangle of pole, first place and second latitude.
    private func trial(_ azimuth: SineCosine, wantsSlope: Bool) -> Trial {
        // Along the equator no other latitude is met.
        let isDegenerate = beta1.sine == 0 && azimuth.cosine == 0
        let departure = SineCosine(sine: azimuth.sine, cosine: isDegenerate ? -SineCosine.tiny : azimuth.cosine)
        // α₀ at the equator: sin α₀ = sin α₁ cos β₁
        let crossing = SineCosine(
            sine: departure.sine * beta1.cosine,
            cosine: SineCosine.length(departure.cosine, departure.sine * beta1.sine))
        let arrival = self.arrival(departure, crossing)
        // tan β = cos α tan σ, tan ω = sin α₀ tan σ
        let cosine1 = departure.cosine * beta1.cosine
        let cosine2 = arrival.cosine * beta2.cosine
        let arc = Arc(
            from: SineCosine(sine: beta1.sine, cosine: cosine1).normalised,
            to: SineCosine(sine: beta2.sine, cosine: cosine2).normalised)
        let omega =
            SineCosine(sine: crossing.sine * beta2.sine, cosine: cosine2)
            - SineCosine(sine: crossing.sine * beta1.sine, cosine: cosine1)
        let epsilon = ellipsoid.expansion(cosine: crossing.cosine)
        let lag = ellipsoid.flattening * crossing.sine * ellipsoid.longitudeIntegral(epsilon)(arc)
        return Trial(
            arrival: arrival, arc: arc, epsilon: epsilon,
            error: (omega.withoutNegativeSine - longitude).radians - lag,
            slope: wantsSlope ? slope(arrival, arc, epsilon) : nil)
    }

    /// α₂ from sin α₂ cos β₂ = sin α₀, going north. Equal latitudes are crossed in equal angles, exactly.
    private func arrival(_ departure: SineCosine, _ crossing: SineCosine) -> SineCosine {
        let isMirrored = beta2.cosine == beta1.cosine
        let sine = isMirrored ? departure.sine : crossing.sine / beta2.cosine
        if isMirrored, abs(beta2.sine) == -beta1.sine { return SineCosine(sine: sine, cosine: abs(departure.cosine)) }
        let along = departure.cosine * beta1.cosine
        // cos² β₂ − cos² β₁, by its more sensitive form
        let difference =
            beta1.cosine < -beta1.sine
            ? (beta2.cosine - beta1.cosine) * (beta1.cosine + beta2.cosine)
            : (beta1.sine - beta2.sine) * (beta1.sine + beta2.sine)
        // Nought at least, whatever rounding does: a distance must never be no number.
        return SineCosine(sine: sine, cosine: max(0, along * along + difference).squareRoot() / beta2.cosine)
    }

    /// dλ/dα₁ from the reduced length m₁₂: equations 38 and 46.
    private func slope(_ arrival: SineCosine, _ arc: Arc, _ epsilon: Double) -> Double {
        guard arrival.cosine != 0 else { return -2 * ellipsoid.axisRatio * stretch1 / beta1.sine }
        let j = ArcIntegral.distance(epsilon).less(.reducedLength(epsilon), over: arc)
        let reducedLength =
            stretch2 * (arc.start.cosine * arc.end.sine) - stretch1 * (arc.start.sine * arc.end.cosine)
            - arc.start.cosine * arc.end.cosine * j
        return reducedLength * ellipsoid.axisRatio / (arrival.cosine * beta2.cosine)
    }
}
