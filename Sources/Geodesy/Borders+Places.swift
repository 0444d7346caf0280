package import Quantities

extension Borders {
    /// Codes of the countries whose rings are drawn around a place, by the even-odd rule, sorted.
    package func countries(around place: Coordinates) -> [String] {
        countries.values.filter { country in
            country.rings.count { $0.isAround(place) }.isMultiple(of: 2) == false
        }.map(\.code).sorted()
    }

    /// The country with the nearest corner of a ring, if it is near enough.
    package func nearestCountry(to place: Coordinates, within limit: Kilometres) -> String? {
        let here = Direction(place)
        var best: (code: String, distance: Kilometres)?
        for country in countries.values {
            for ring in country.rings {
                for index in 0..<ring.count where abs(ring.latitudes[index] - place.latitude) < limit.value / 110 {
                    let corner = Coordinates(latitude: ring.latitudes[index], longitude: ring.longitudes[index])
                    guard let corner else { continue }
                    let distance = GreatCircle.distance(here, Direction(corner))
                    guard distance <= limit else { continue }
                    // Countries share corners: of those the first by code, so that the answer is always the same.
                    if let best, (best.distance, best.code) <= (distance, country.code) { continue }
                    best = (country.code, distance)
                }
            }
        }
        return best?.code
    }
}

extension Ring {
    /// Counts crossings of a ray to the east.
    fileprivate func isAround(_ place: Coordinates) -> Bool {
        var inside = false
        var previous = count - 1
        for index in 0..<count {
            let (y1, y2) = (latitudes[previous], latitudes[index])
            if (y1 > place.latitude) != (y2 > place.latitude) {
                let share = (place.latitude - y1) / (y2 - y1)
                let crossing = longitudes[previous] + share * (longitudes[index] - longitudes[previous])
                if place.longitude < crossing { inside.toggle() }
            }
            previous = index
        }
        return inside
    }
}
