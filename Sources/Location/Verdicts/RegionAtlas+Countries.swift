import Geodesy
package import Quantities

extension RegionAtlas {
    /// The country that a place most likely lies in, to label it with; no verdict rests on this.
    ///
    /// Where the borders leave several, the one that data call it by, else the one that is drawn around it; on the
    /// sea, the nearest within 100 km.
    ///
    /// - Parameter name: what the data call the country, such as `Hong Kong`; may be empty.
    package func country(at place: Coordinates, named name: String = "") -> String? {
        let possible = borderCells.countries(at: place)
        if possible.count == 1 { return possible[0] }
        let named = borders.countries.values.first {
            $0.name.lowercased() == name.lowercased() || $0.code == name.lowercased()
        }
        if possible.isEmpty {
            // The lines name a few areas that the boxes don't.
            return (borders.nearestCountry(to: place, within: 100) ?? named?.code)
                .flatMap { borderCells.codes.contains($0) ? $0 : nil }
        }
        if let named, possible.contains(named.code) { return named.code }
        return borders.countries(around: place).first(where: possible.contains) ?? possible[0]
    }
}
