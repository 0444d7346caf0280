import Geodesy
import Quantities
import TestSupport
import Testing

/// Which country a place is drawn in, and which is near.
struct BorderPlacesTests {
    /// Two squares of 1° on the equator, 1° apart; a third of 4° with a hole and, in the hole, a fourth.
    private static let drawn = Result<Borders, any Error> {
        try Borders(
            parsing: """
                aa\tAland\touter\t0 0 100 0 0 100 -100 0
                bb\tBland\touter\t200 0 100 0 0 100 -100 0
                cc\tCland\touter\t1000 1000 400 0 0 400 -400 0
                cc\tCland\thole\t1100 1100 200 0 0 200 -200 0
                dd\tDland\touter\t1150 1150 100 0 0 100 -100 0
                """)
    }

    @Test(
        arguments: [
            (0.5, 0.5, ["aa"]), (0.5, 2.5, ["bb"]), (0.5, 1.5, []), (1.5, 0.5, []), (-0.5, 0.5, []), (0.5, -0.5, []),
            (10.5, 12, ["cc"]), (11.2, 12, []), (12, 12, ["dd"]), (12, 10.5, ["cc"]), (90, 0, []), (-90, 180, []),
        ] as [(Double, Double, [String])])
    func `a country is around a place that its rings enclose, but for its holes`(
        latitude: Double, longitude: Double, countries: [String]
    ) throws {
        let place = try #require(Coordinates(latitude: latitude, longitude: longitude))
        #expect(try Self.drawn.get().countries(around: place) == countries)
    }

    @Test func `rings that lie over each other are all around a place`() throws {
        let borders = try Borders(
            parsing: "bb\tBland\touter\t0 0 100 0 0 100 -100 0\naa\tAland\touter\t0 0 100 0 0 100 -100 0\n")
        #expect(borders.countries(around: try Site("", 0.5, 0.5).place) == ["aa", "bb"])
    }

    @Test(arguments: [
        ("cn", Site("Beijing", 39.9042, 116.4074)), ("fr", Site("Paris", 48.8566, 2.3522)),
        ("ls", Site("the middle of Lesotho", -29.5, 28.5)), ("za", Site("Pretoria", -25.7479, 28.2293)),
        ("ru", Site("Chukotka, past 180°", 67.0, -178.0)), ("aq", Site("the Antarctic", -85, 100)),
    ])
    func `the bundled borders are around the places they should be`(code: String, site: Site) throws {
        #expect(try Bundled.borders.get().countries(around: try site.place) == [code])
    }

    @Test func `nothing is drawn around the open sea`() throws {
        #expect(try Bundled.borders.get().countries(around: try Site("", 0, -140).place) == [])
    }

    // From 1.4° east the nearest corner of aa is 71 km away and that of bb 87 km, from 1.6° the other way round.
    @Test(
        arguments: [
            (0.5, 1.4, 100, "aa"), (0.5, 1.6, 100, "bb"), (0.5, 1.4, 72, "aa"), (0.5, 1.4, 70, nil), (0.5, 1.4, 0, nil),
            (0.5, 0.5, 100, "aa"), (1.6, 0.7, 80, "aa"), (-60, 100, 100, nil), (0, 0, 1, "aa"), (0.5, 1.4, -5, nil),
        ] as [(Double, Double, Double, String?)])
    func `the nearest corner says which country is near, within a limit`(
        latitude: Double, longitude: Double, limit: Double, code: String?
    ) throws {
        let place = try #require(Coordinates(latitude: latitude, longitude: longitude))
        #expect(try Self.drawn.get().nearestCountry(to: place, within: Kilometres(limit)) == code)
    }

    @Test func `a harbour that no ring holds is near its country`() throws {
        let borders = try Bundled.borders.get()
        #expect(borders.nearestCountry(to: try Site("off Kaohsiung", 22.55, 120.15).place, within: 100) == "tw")
        #expect(borders.nearestCountry(to: try Site("the Pacific", 0, -140).place, within: 100) == nil)
    }
}
