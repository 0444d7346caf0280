import Geodesy
import Quantities
import Testing

/// The boxes that come with the program, against the lines and groups that do.
struct BundledCellsTests {
    /// Parts of a country that lie in its rings, and have a code of their own in the boxes.
    private static let overseas = [
        "fr": ["gf", "gp", "mq", "re", "yt"], "nl": ["bq"], "no": ["sj"], "nz": ["tk"],
    ]

    @Test func `codes are two lower-case letters, each once and sorted`() throws {
        let codes = try Bundled.cells.get().codes
        #expect(codes.count > 240)
        let areLetters = codes.allSatisfy { code in
            code.utf8.count == 2 && code.allSatisfy { ("a"..."z").contains($0) }
        }
        #expect(areLetters)
        #expect(codes == Set(codes).sorted())
    }

    @Test func `the stated error is some kilometres`() throws {
        #expect((0.5...20).contains(try Bundled.cells.get().statedError.value))
    }

    @Test func `every country that is drawn has boxes, but for those that only one source knows`() throws {
        let known = try Bundled.cells.get().codes
        let drawn = try Bundled.borders.get().countries.keys
        // Ashmore and Cartier, the Siachen Glacier, Northern Cyprus, the Indian Ocean Territories, Somaliland.
        #expect(Set(drawn).subtracting(known) == ["xa", "xg", "xn", "xo", "xs"])
    }

    @Test func `every country of a country group is known`() throws {
        let cells = try Bundled.cells.get()
        let groups = try Bundled.groups.get()
        for name in groups.names {
            let countries = try #require(groups.countries(in: name))
            #expect(countries.filter { !cells.codes.contains($0) } == [], "\(name)")
        }
    }

    @Test func `the corners of a country's border may be the country's`() throws {
        let cells = try Bundled.cells.get()
        var looked = 0
        for country in try Bundled.borders.get().countries.values where cells.codes.contains(country.code) {
            let codes = [country.code] + (Self.overseas[country.code] ?? [])
            for ring in country.rings {
                for index in stride(from: 0, to: ring.count, by: 50) {
                    let corner = try #require(
                        Coordinates(latitude: ring.latitudes[index], longitude: ring.longitudes[index]))
                    let possible = cells.countries(at: corner)
                    looked += 1
                    if !codes.contains(where: possible.contains) {
                        Issue.record("\(country.code) at \(corner): \(possible)")
                    }
                }
            }
        }
        // Each ring is looked at once at least.
        #expect(looked > 1_600)
    }
}
