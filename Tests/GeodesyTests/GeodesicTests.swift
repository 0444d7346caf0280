import Geodesy
import Quantities
import Testing

/// Geodesics against published ones. Sources: the suites of GeographicLib, C. F. F. Karney, as in the tests of
/// geographiclib 2.0 (MIT).
struct GeodesicTests {
    /// A row of the suite's `testcases`: degrees and metres. Longitudes may go past 180°.
    struct Row: Sendable {
        let latitude1, longitude1, azimuth1, latitude2, longitude2, azimuth2, metres: Double

        init(
            _ latitude1: Double, _ longitude1: Double, _ azimuth1: Double, _ latitude2: Double, _ longitude2: Double,
            _ azimuth2: Double, _ metres: Double
        ) {
            self.latitude1 = latitude1
            self.longitude1 = longitude1
            self.azimuth1 = azimuth1
            self.latitude2 = latitude2
            self.longitude2 = longitude2.remainder(dividingBy: 360)
            self.azimuth2 = azimuth2
            self.metres = metres
        }
    }

    static let published = [
        Row(35.60777, -139.44815, 111.098748429560326, -11.17491, -69.95921, 129.289270889708762, 8935244.5604818305),
        Row(55.52454, 106.05087, 22.020059880982801, 77.03196, 197.18234, 109.112041110671519, 4105086.1713924406),
        Row(-21.97856, 142.59065, -32.44456876433189, 41.84138, 98.56635, -41.84359951440466, 8394328.894657671),
        Row(-66.99028, 112.2363, 173.73491240878403, -12.70631, 285.90344, 2.512956620913668, 11150344.2312080241),
        Row(-17.42761, 173.34268, -159.033557661192928, -15.84784, 5.93557, -20.787484651536988, 16076603.1631180673),
        Row(32.84994, 48.28919, 150.492927788121982, -56.28556, 202.29132, 48.113449399816759, 16727068.9438164461),
        Row(6.96833, 52.74123, 92.581585386317712, -7.39675, 206.17291, 90.721692165923907, 17102477.2496958388),
        Row(-50.56724, -16.30485, -105.439679907590164, -33.56571, -94.97412, -47.348547835650331, 6455670.5118668696),
        Row(-58.93002, -8.90775, 140.965397902500679, -8.91104, 133.13503, 19.255429433416599, 11756066.0219864627),
        Row(-68.82867, -74.28391, 93.774347763114881, -50.63005, -8.36685, 34.65564085411343, 3956936.926063544),
        Row(-10.62672, -32.0898, -86.426713286747751, 5.883, -134.31681, -80.473780971034875, 11470869.3864563009),
        Row(-21.76221, 166.90563, 29.319421206936428, 48.72884, 213.97627, 43.508671946410168, 9098627.3986554915),
        Row(-19.79938, -174.47484, 71.167275780171533, -11.99349, -154.35109, 65.589099775199228, 2319004.8601169389),
        Row(-11.95887, -116.94513, 92.712619830452549, 4.57352, 7.16501, 78.64960934409585, 13834722.5801401374),
        Row(-87.85331, 85.66836, -65.120313040242748, 66.48646, 16.09921, -4.888658719272296, 17286615.3147144645),
        Row(1.74708, 128.32011, -101.584843631173858, -11.16617, 11.87109, -86.325793296437476, 12942901.1241347408),
        Row(
            -25.72959, -144.90758, -153.647468693117198, -57.70581, -269.17879, -48.343983158876487, 9413446.7452453107),
        Row(-41.22777, 122.32875, 14.285113402275739, -7.57291, 130.37946, 10.805303085187369, 3812686.035106021),
        Row(11.01307, 138.25278, 79.43682622782374, 6.62726, 247.05981, 103.708090215522657, 11911190.819018408),
        Row(-29.47124, 95.14681, -163.779130441688382, -27.46601, -69.15955, -15.909335945554969, 13487015.8381145492),
    ]

    /// The suite asks for 10 nm and 10⁻¹³°. Attained: 4 nm and 6 × 10⁻¹⁴°; the rest is for other C libraries.
    private static let tolerance: (metres: Double, degrees: Double) = (1e-7, 1e-12)

    @Test(arguments: published)
    func `published distances and azimuths come out to a tenth of a micrometre`(row: Row) throws {
        let from = try place(row.latitude1, row.longitude1)
        let to = try place(row.latitude2, row.longitude2)
        let there = Geodesic.inverse(from, to)
        let back = Geodesic.inverse(to, from)
        #expect(abs(there.distance.value * 1_000 - row.metres) < Self.tolerance.metres)
        #expect(turn(from: there.azimuth, to: row.azimuth1) < Self.tolerance.degrees)
        #expect(turn(from: back.azimuth, to: row.azimuth2 + 180) < Self.tolerance.degrees)
        #expect(Geodesic.distance(from, to) == there.distance)
    }

    @Test(arguments: published)
    func `published azimuths and distances lead to the published places, and back`(row: Row) throws {
        let from = try place(row.latitude1, row.longitude1)
        let to = try place(row.latitude2, row.longitude2)
        let distance = Kilometres(row.metres / 1_000)
        for (end, expected) in [
            (Geodesic.place(distance, towards: row.azimuth1, from: from), to),
            (Geodesic.place(Kilometres.zero - distance, towards: row.azimuth2, from: to), from),
        ] {
            #expect(Geodesic.distance(end, expected).value * 1_000 < Self.tolerance.metres)
        }
    }

    /// A special case, each once a fault of somebody's.
    struct Special: Sendable {
        let from: (latitude: Double, longitude: Double)
        let to: (latitude: Double, longitude: Double)
        let metres: Double
        let tolerance: Double
        /// At the first place; nil where the suite names none.
        let azimuth: Double?
        let azimuthTolerance: Double
        let source: String

        init(
            _ latitude1: Double, _ longitude1: Double, _ latitude2: Double, _ longitude2: Double, _ metres: Double,
            _ tolerance: Double, azimuth: Double? = nil, within azimuthTolerance: Double = 0.5e-5, _ source: String
        ) {
            from = (latitude1, longitude1)
            to = (latitude2, longitude2)
            self.metres = metres
            self.tolerance = tolerance
            self.azimuth = azimuth
            self.azimuthTolerance = azimuthTolerance
            self.source = source
        }
    }

    @Test(arguments: [
        Special(40.6, -73.8, 49.01666667, 2.55, 5_853_226, 0.5, azimuth: 53.47022, "GeodSolve0"),
        Special(36.493349428792, 0, 36.49334942879201, 0.0000008, 0.072, 0.5e-3, "GeodSolve4: short"),
        Special(88.202499451857, 0, -88.202499451857, 179.981022032992859592, 20_003_898.214, 0.5e-3, "GeodSolve6"),
        Special(89.262080389218, 0, -89.262080389218, 179.992207982775375662, 20_003_925.854, 0.5e-3, "GeodSolve6"),
        Special(
            89.333123580033, 0, -89.333123580032997687, 179.99295812360148422, 20_003_926.881, 0.5e-3, "GeodSolve6"),
        Special(56.320923501171, 0, -56.320923501171, 179.664747671772880215, 19_993_558.287, 0.5e-3, "GeodSolve9"),
        Special(
            52.784459512564, 0, -52.784459512563990912, 179.634407464943777557, 19_991_596.095, 0.5e-3, "GeodSolve10"),
        Special(
            48.522876735459, 0, -48.52287673545898293, 179.599720456223079643, 19_989_144.774, 0.5e-3, "GeodSolve11"),
        Special(0, 179, 0, -179, 222_639, 0.5, "GeodSolve29: over the antimeridian"),
        Special(0, 0, 0, 179, 19_926_189, 0.5, azimuth: 90, "GeodSolve33: along the equator"),
        Special(0, 0, 0, 179.5, 19_980_862, 0.5, azimuth: 55.96650, "GeodSolve33: off the equator"),
        Special(0, 0, 0, 180, 20_003_931, 0.5, azimuth: 0, "GeodSolve33: over the pole"),
        Special(0, 0, 1, 180, 19_893_357, 0.5, azimuth: 0, "GeodSolve33"),
        Special(
            5, 0.00000000000001, 10, 180, 18_345_191.174332713, 1e-7, azimuth: 0.000000000000035, within: 1.5e-14,
            "GeodSolve59: almost half a turn apart"),
        Special(
            54.1589, 15.3872, 54.1591, 15.3877, 39.527686385, 5e-9, azimuth: 55.723110355, within: 5e-9, "GeodSolve74"),
        Special(
            -(41 + 19 / 60.0), 174 + 49 / 60.0, 40 + 58 / 60.0, -(5 + 30 / 60.0), 19_960_543.857179, 0.5e-6,
            azimuth: 160.39137649664, within: 0.5e-11, "GeodSolve76: Wellington to Salamanca, where Vincenty fails"),
        Special(
            27.2, 0, -27.1, 179.5, 19_974_354.765767, 0.5e-6, azimuth: 45.82468716758, within: 0.5e-11,
            "GeodSolve78: where the NGS's calculator fails"),
        Special(20.001, 0, 20.001, 0, 0, 0, azimuth: 180, within: 1e-13, "GeodSolve80: no distance"),
        Special(90, 0, 90, 180, 0, 0, azimuth: 0, within: 1e-13, "GeodSolve80: one pole, two longitudes"),
        Special(
            37.757540000000006, -122.47018, 37.75754, -122.470177, 0.264, 0.5e-3, azimuth: 89.99999923, within: 1e-7,
            "GeodSolve92"),
        Special(-0.0, 0, -0.0, 179.5, 19_980_862, 0.5, azimuth: 124, within: 1, "SignTest: to the south of −0"),
        Special(-0.0, 0, -0.0, 180, 20_003_931, 0.5, azimuth: 180, within: 0, "SignTest: over the south pole"),
        Special(-0.0, 0, -0.0, -180, 20_003_931, 0.5, azimuth: -180, within: 0, "SignTest: over the south pole"),
    ])
    func `what once was hard to somebody is right`(special: Special) throws {
        let from = try place(special.from.latitude, special.from.longitude)
        let to = try place(special.to.latitude, special.to.longitude)
        let (distance, azimuth) = Geodesic.inverse(from, to)
        #expect(abs(distance.value * 1_000 - special.metres) <= special.tolerance, "\(special.source)")
        if let expected = special.azimuth {
            #expect(abs(azimuth - expected) <= special.azimuthTolerance, "\(special.source)")
        }
    }

    struct Departure: Sendable {
        let from: (latitude: Double, longitude: Double)
        let azimuth: Double
        let kilometres: Double
        let to: (latitude: Double, longitude: Double)
        /// In degrees.
        let tolerance: Double
        let source: String
    }

    @Test(arguments: [
        Departure(
            from: (40.63972222, -73.77888889), azimuth: 53.5, kilometres: 5_850, to: (49.01467, 2.56106),
            tolerance: 0.5e-5, source: "GeodSolve1"),
        Departure(
            from: (40, -75), azimuth: -10, kilometres: 20_000, to: (-39, 105), tolerance: 1, source: "GeodSolve17"),
        Departure(
            from: (45, 0), azimuth: -3e-18, kilometres: 10_000, to: (45.30632, -180), tolerance: 0.5e-5,
            source: "GeodSolve61: a little west of north, over the pole"),
        Departure(
            from: (1, 2), azimuth: 45, kilometres: 5_000, to: (30.92625, 37.54640), tolerance: 0.5e-5,
            source: "GeodSolve71"),
        Departure(
            from: (90, 10), azimuth: 180, kilometres: -1_000, to: (81.04623, -170), tolerance: 0.5e-5,
            source: "GeodSolve73: backwards from the pole"),
        Departure(
            from: (30, 0), azimuth: 180, kilometres: 20_000, to: (-30.03547, 180), tolerance: 0.5e-5,
            source: "GeodSolve65: over the south pole"),
    ])
    func `a path that leaves in an azimuth comes to the published place`(departure: Departure) throws {
        let from = try place(departure.from.latitude, departure.from.longitude)
        let end = Geodesic.place(Kilometres(departure.kilometres), towards: departure.azimuth, from: from)
        #expect(abs(end.latitude - departure.to.latitude) < departure.tolerance, "\(departure.source)")
        #expect(turn(from: end.longitude, to: departure.to.longitude) < departure.tolerance, "\(departure.source)")
    }

    @Test func `a path to the pole ends there`() throws {
        let end = Geodesic.place(10_000, towards: 0, from: try place(0.01777745589997, 30))
        #expect(abs(end.latitude - 90) < 0.5e-5, "GeodSolve5")
    }

    private func place(_ latitude: Double, _ longitude: Double) throws -> Coordinates {
        try #require(Coordinates(latitude: latitude, longitude: longitude))
    }

    /// Degrees between two directions, at most 180.
    private func turn(from first: Double, to second: Double) -> Double {
        abs((second - first).remainder(dividingBy: 360))
    }
}
