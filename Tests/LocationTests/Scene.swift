import Foundation
import Geodesy
import Location
import Quantities
import TestSupport
import Testing

/// The question that most tests ask, with the cells built once.
enum Scene {
    static let atlas = Result<RegionAtlas, any Error> { try RegionAtlas.bundled() }

    /// China, Hong Kong and Macau.
    static let china = Result<(regions: RegionSet, cells: RegionCells), any Error> {
        let regions = try atlas.get().regions("cn+hk+mo")
        return (regions, try atlas.get().cells(of: regions))
    }

    typealias Site = TestSupport.Site

    /// Where landmarks stand.
    static let landmarks = [
        Site("singapore", 1.2897, 103.8501), Site("kuala-lumpur", 3.1412, 101.6865), Site("bangkok", 13.754, 100.5014),
        Site("manila", 14.6042, 120.9822), Site("taipei", 25.0478, 121.5319), Site("tokyo", 35.6895, 139.6917),
        Site("seoul", 37.566, 126.9784), Site("hanoi", 21.0245, 105.8412), Site("mumbai", 19.0728, 72.8826),
        Site("frankfurt", 50.1155, 8.6842), Site("san-jose", 37.3394, -121.895), Site("beijing", 39.9042, 116.4074),
        Site("wuhan", 30.5928, 114.3055), Site("chengdu", 30.5728, 104.0668), Site("xian", 34.3416, 108.9398),
        Site("zhengzhou", 34.7466, 113.6254),
    ]

    /// Where devices truly are: within the region, up to its border.
    static let inside = [
        Site("Beijing", 39.9042, 116.4074), Site("Chengdu", 30.5728, 104.0668), Site("Xi'an", 34.3416, 108.9398),
        Site("Wuhan", 30.5928, 114.3055), Site("Kunming", 25.0389, 102.7183), Site("Harbin", 45.8038, 126.535),
        Site("Urumqi", 43.8256, 87.6168), Site("Lhasa", 29.652, 91.1721), Site("Guangzhou", 23.1291, 113.2644),
        Site("Shenzhen", 22.5431, 114.0579), Site("Hong Kong", 22.3193, 114.1694), Site("Macau", 22.1987, 113.5439),
    ]

    /// Where devices truly are: outside of the region.
    static let outside = [
        Site("Tokyo", 35.6762, 139.6503), Site("Seoul", 37.5665, 126.978), Site("Taipei", 25.033, 121.5654),
        Site("Hanoi", 21.0278, 105.8342), Site("Singapore", 1.2897, 103.8501), Site("Johor Bahru", 1.4655, 103.7578),
        Site("Bangkok", 13.7563, 100.5018), Site("Ulaanbaatar", 47.8864, 106.9057), Site("Almaty", 43.222, 76.8512),
        Site("Kathmandu", 27.7172, 85.324), Site("Vladivostok", 43.1198, 131.8869),
        Site("Pyongyang", 39.0392, 125.7625),
        Site("Manila", 14.5995, 120.9842),
    ]

    /// A round trip that a signal in straight fibre takes, made longer by `stretch`, to a device that is there.
    static func honest(_ landmark: Site, to device: Site, stretch: Double = 1) throws -> Observation {
        let distance = try #require(Vincenty.distance(try landmark.place, try device.place))
        let fastest = distance.value * 2 / SignalSpeed.fibre.value.value
        return try observation(landmark, Seconds(max(0.0001, fastest * stretch)))
    }

    static func observation(_ landmark: Site, _ roundTrip: Seconds) throws -> Observation {
        try #require(
            Observation(landmark: landmark.name, place: try landmark.place, placeError: 0, roundTrip: roundTrip))
    }

    /// Honest observations from different landmarks drawn at random.
    static func honest(
        to device: Site, count: Int, stretch: ClosedRange<Double>, _ random: inout SplitMix64
    ) throws -> [Observation] {
        var left = landmarks
        return try (0..<count).map { _ in
            let landmark = left.remove(at: random.index(below: left.count))
            return try honest(
                landmark, to: device, stretch: random.number(stretch.lowerBound, stretch.upperBound))
        }
    }

    /// The finding for another set of countries than the usual one.
    static func find(_ observations: [Observation], in codes: String, faultTolerance: Int = 0) throws -> Finding {
        let regions = try atlas.get().regions(codes)
        return FeasibleRegion(observations, speed: .fibre)
            .decide(regions, cells: try atlas.get().cells(of: regions), faultTolerance: faultTolerance)
    }

    static func find(_ observations: [Observation], faultTolerance: Int = 0) throws -> Finding {
        let (regions, cells) = try china.get()
        return FeasibleRegion(observations, speed: .fibre)
            .decide(regions, cells: cells, faultTolerance: faultTolerance)
    }
}
