import Foundation
package import Geodesy
package import Quantities

/// Where a device most likely is. A guess that ranks what to inspect: no verdict function takes one.
package struct Estimate: Sendable, Codable {
    package let place: Coordinates
    /// Radius of the disc around the place that holds the device with `probability`.
    package let uncertainty: Kilometres

    /// The share of devices that the disc holds: four in five.
    package static let probability = 0.8

    enum CodingKeys: CodingKey { case place, uncertaintyKilometres }

    package init(place: Coordinates, uncertainty: Kilometres) {
        self.place = place
        self.uncertainty = uncertainty
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        place = try container.decode(Coordinates.self, forKey: .place)
        uncertainty = Kilometres(try container.decode(Double.self, forKey: .uncertaintyKilometres))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(place, forKey: .place)
        try container.encode(uncertainty.value, forKey: .uncertaintyKilometres)
    }

    /// The place at which the round trips are the most usual.
    ///
    /// For a place p and landmarks i, the sum of wᵢ·zᵢ² is least, where zᵢ is how many scatters the round trip
    /// deviates from the law over the distance from p to i. Near landmarks weigh more, wᵢ = 1/tᵢ, because their
    /// paths can't wander far; places that light in fibre can't reach in time are all but barred. Looked for on a
    /// grid around the nearest landmark, refined to 0.02°, on land only: few devices float.
    ///
    /// Where paths are much straighter than the calibration's, it takes distances for too short: calibrate on the mesh.
    ///
    /// - Parameters:
    ///   - observations: of one device.
    ///   - calibration: learned on a mesh like the landmarks'.
    ///   - land: nil looks everywhere.
    /// - Returns: nil with fewer than four landmarks.
    package init?(_ observations: [Observation], calibration: EstimateCalibration = .standard, land: BorderCells?) {
        // A landmark that reports often is still one.
        let quickest = Dictionary(observations.map { ($0.landmark, $0) }) { $0.roundTrip <= $1.roundTrip ? $0 : $1 }
        let nearest = quickest.values
            .sorted { ($0.roundTrip, $0.landmark) < ($1.roundTrip, $1.landmark) }.prefix(Self.landmarks)
        guard nearest.count >= 4, let first = nearest.first else { return nil }
        let fit = DelayFit(Array(nearest), law: calibration.law, land: land)
        var place = first.place
        var least = land?.isLand(at: place) ?? true ? fit.misfit(place) : .infinity
        // Farther than the first signal went, it can't be; a quarter of the earth is as good as anywhere.
        var reach = min(90, max(1, first.reach(at: .fibre).value / 111))
        repeat {
            (place, least) = fit.best(around: place, reach: reach, than: least)
            reach /= 6
            // The grid just searched had steps of half this.
        } while reach > 0.04
        self.init(place: place, uncertainty: calibration.uncertainty(nearest.map { $0.reach(at: .fibre) }))
    }

    /// The nearest so many landmarks are asked; farther ones add more noise than they tell.
    package static let landmarks = 15
}

/// How well a place explains the round trips.
private struct DelayFit {
    private let law: DelayLaw
    private let land: BorderCells?
    private let landmarks: [(direction: Direction, reach: Kilometres, logarithm: Double, weight: Double)]

    init(_ observations: [Observation], law: DelayLaw, land: BorderCells?) {
        self.law = law
        self.land = land
        let least = observations.map(\.roundTrip.value).min() ?? 1
        landmarks = observations.map {
            (Direction($0.place), $0.reach(at: .fibre), log($0.roundTrip.value), least / $0.roundTrip.value)
        }
    }

    /// Grows without bound beyond what light in fibre can reach.
    func misfit(_ place: Coordinates) -> Double {
        let here = Direction(place)
        return landmarks.reduce(0) { sum, landmark in
            let distance = GreatCircle.distance(here, landmark.direction)
            let deviation = law.deviation(ofLogarithm: landmark.logarithm, over: distance)
            let beyond = max(0, (distance - landmark.reach).value)
            return sum + landmark.weight * (deviation * deviation / 2 + beyond)
        }
    }

    /// The best place of a grid of 25 × 25, or the centre where none is better.
    func best(around centre: Coordinates, reach: Double, than least: Double) -> (place: Coordinates, misfit: Double) {
        var best = (place: centre, misfit: least)
        let widening = 1 / max(0.2, cos(centre.latitude * .pi / 180))
        for row in -12...12 {
            let latitude = min(89.9, max(-89.9, centre.latitude + reach * Double(row) / 12))
            for column in -12...12 {
                let longitude = centre.longitude + min(180, reach * widening) * Double(column) / 12
                let wrapped = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
                guard let place = Coordinates(latitude: latitude, longitude: wrapped),
                    land?.isLand(at: place) ?? true
                else { continue }
                let misfit = misfit(place)
                if misfit < best.misfit { best = (place, misfit) }
            }
        }
        return best
    }
}
