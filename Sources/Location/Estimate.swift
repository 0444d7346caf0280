import Foundation
import Geodesy
package import Quantities

/// Where a device most likely is. A guess that ranks what to inspect: no verdict function takes one.
package struct Estimate: Sendable, Codable {
    package let place: Coordinates
    /// How far off it may well be: the scatter of the landmarks' own distances around the fit.
    package let uncertainty: Kilometres

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

    /// The place whose distances fit the round trips best, with the common speed of the paths fitted too.
    ///
    /// For a place p and landmarks i, log(distance(p, i)) − log(tᵢ) would be one constant if all paths were
    /// equally crooked; the place with the least weighted variance of it wins, held towards the crookedness that
    /// public meshes show. Near landmarks weigh more (1/tᵢ), because their paths can't wander far. Searched on a
    /// 4° grid and refined to 0.02°. A first method, without calibration on the landmark mesh.
    ///
    /// - Returns: nil with fewer than four landmarks.
    package init?(_ observations: [Observation]) {
        let nearest = observations.sorted { $0.roundTrip < $1.roundTrip }.prefix(8)
        guard nearest.count >= 4 else { return nil }
        let fit = DistanceFit(Array(nearest))
        var best = (latitude: 0.0, longitude: 0.0, variance: Double.infinity)
        func search(around centre: (Double, Double), reach: Double, step: Double) {
            for dLatitude in stride(from: -reach, through: reach, by: step) {
                for dLongitude in stride(from: -reach * 2, through: reach * 2, by: step) {
                    let latitude = min(89, max(-89, centre.0 + dLatitude))
                    let longitude = Self.wrapped(centre.1 + dLongitude)
                    let variance = fit.variance(latitude: latitude, longitude: longitude)
                    if variance < best.variance { best = (latitude, longitude, variance) }
                }
            }
        }
        search(around: (0, 0), reach: 90, step: 4)
        for (reach, step) in [(4.0, 0.5), (0.5, 0.1), (0.1, 0.02)] {
            search(around: (best.latitude, best.longitude), reach: reach, step: step)
        }
        guard let place = Coordinates(latitude: best.latitude, longitude: best.longitude) else { return nil }
        // The fit is off by about the scatter at the landmarks that carry it, the three nearest.
        let carrying = nearest.prefix(3).map { GreatCircle.distance($0.place, place) }
        let mean = carrying.reduce(Kilometres.zero, +) * (1.0 / 3)
        self.init(place: place, uncertainty: max(25, mean * best.variance.squareRoot()))
    }

    private static func wrapped(_ longitude: Double) -> Double {
        longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
    }
}

/// How well a place explains the round trips.
private struct DistanceFit {
    private let landmarks: [(direction: Direction, logTime: Double, weight: Double)]

    init(_ observations: [Observation]) {
        landmarks = observations.map {
            (Direction($0.place), log($0.roundTrip.value), 1 / $0.roundTrip.value)
        }
    }

    /// log(distance ÷ round trip) on a usual path: round trips take twice as long as straight fibre would (medians
    /// 1.7 to 2.3 on RIPE Atlas 2018, Azure 2026 and WonderProxy 2020).
    private static let usual = log(SignalSpeed.fibre.value.value / 2 / 2)

    /// Weighted variance of log(distance) − log(time); distances below 10 km count as 10.
    func variance(latitude: Double, longitude: Double) -> Double {
        guard let place = Coordinates(latitude: latitude, longitude: longitude) else { return .infinity }
        let here = Direction(place)
        var sum = 0.0
        var squares = 0.0
        var total = 0.0
        for landmark in landmarks {
            let distance = max(10, GreatCircle.distance(here, landmark.direction).value)
            let residual = log(distance) - landmark.logTime
            sum += landmark.weight * residual
            squares += landmark.weight * residual * residual
            total += landmark.weight
        }
        let mean = sum / total
        let astray = mean - Self.usual
        return max(0, squares / total - mean * mean) + astray * astray / 8
    }
}
