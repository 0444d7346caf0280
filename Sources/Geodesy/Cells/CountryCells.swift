/// For each box of the earth, all countries that it or any of its parts may belong to: what a search for the
/// countries that discs leave open needs. It takes 50 MB; where one region set is asked for, `RegionCells` do.
package struct CountryCells: Sendable {
    /// A set of up to 256 countries, by their index in `BorderCells.codes`.
    typealias Countries = SIMD4<UInt64>

    let links: [Int32]
    let countries: [Countries]
    /// Sorted, as in `BorderCells`.
    package let codes: [String]

    package init(_ cells: BorderCells) {
        let sets = cells.sets.map { $0.reduce(into: Countries.zero) { $0[$1 / 64 % 4] |= 1 << UInt64($1 % 64) } }
        var countries = cells.links.map { $0 < 0 ? sets[Int(~$0)] : .zero }
        // Quarters come after their parents, so backwards all parts are known before the whole.
        for index in cells.links.indices.reversed() where cells.links[index] >= 0 {
            let first = Int(cells.links[index])
            countries[index] =
                countries[first] | countries[first + 1] | countries[first + 2] | countries[first + 3]
        }
        links = cells.links
        codes = cells.codes
        self.countries = countries
    }

    func names(_ countries: Countries) -> [String] {
        codes.indices.filter { countries[$0 / 64 % 4] >> UInt64($0 % 64) & 1 == 1 }.map { codes[$0] }
    }
}
