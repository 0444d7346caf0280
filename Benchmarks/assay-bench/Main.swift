import Capability
import Catalog
import Documents
import Foundation
import Geodesy
import Location
import Quantities

/// Times the hot paths, each beside something it can be compared with in the same run, so that the ratios mean
/// the same on any machine.
@main
struct Bench {
    static func main() throws {
        try compare()
        try verdicts()
        try RulesBench.run()
        try RangingBench.run()
    }

    /// Seconds of one call, the median of nine batches.
    private static func seconds(_ times: Int, _ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        var batches: [Double] = []
        for _ in 0..<9 {
            let duration = try clock.measure { for _ in 0..<times { try work() } }
            batches.append(Double(duration.components.attoseconds) / 1e18 + Double(duration.components.seconds))
        }
        return batches.sorted()[4] / Double(times)
    }

    /// A comparison of three racks, all deployments searched, and what one deployment costs of one core's time; beside it
    /// the loading of the catalogue that they come from.
    private static func compare() throws {
        let catalog = try Catalog.bundled()
        let model = try catalog.model(named: "deepseek-r1")
        let limits: [Seconds] = [0.015, 0.03, 0.05, 0.1]
        guard let workload = Workload(model: model, input: 4_096, output: 1_024, limits: limits),
            let date = CalendarDate("2026-11-30")
        else { return }
        let systems = ["cloudmatrix-384", "gb200-nvl72", "hgx-h200"]
        var evaluated = 0
        let before = clock()
        let once = try seconds(1) {
            evaluated =
                try Comparison(systems: systems, workload: workload, catalog: catalog, on: date).deploymentsEvaluated
        }
        // Nine batches of one; the processor's time is that of all cores together.
        let processor = Double(clock() - before) / Double(CLOCKS_PER_SEC) / 9
        let loading = try seconds(1) { _ = try Catalog.bundled() }
        print("compare, three racks, every deployment: \(text(once * 1e3)) ms, \(evaluated) deployments")
        print("per deployment evaluated: \(text(processor / Double(evaluated) * 1e6)) µs of one core")
        print("ratio to loading the catalogue (\(text(loading * 1e3)) ms): \(text(once / loading))")
    }

    /// Full verdicts of 20 landmarks against cn, beside the plainest way: every box against every disc. The device
    /// stands where each of the possible answers is given.
    private static func verdicts() throws {
        let atlas = try RegionAtlas.bundled()
        let regions = try atlas.regions("cn")
        let cells = atlas.cells(of: regions)
        let boxes = cells.undivided(.inside)
        for (place, stretch) in [((1.71, 103.53), 2.0), ((30.6, 114.3), 1.02), ((21.2, 107.9), 2.0)] {
            let observations = Self.observations(of: place, stretch: stretch)
            var verdict = Verdict.inconclusive
            func decide() {
                verdict =
                    FeasibleRegion(observations, speed: .fibre)
                    .decide(regions, cells: cells, faultTolerance: 1).verdict
            }
            let tree = seconds(200, decide)
            let memory = residentBytes
            for _ in 0..<20_000 { decide() }
            let growth = residentBytes - memory
            let discs = observations.map { Disc(centre: $0.place, radius: $0.reach(at: .fibre)) }
            var excluded = 0
            let flat = seconds(1) { excluded = boxes.count { box in isExcluded(box, by: discs) } }
            print("verdict, 20 landmarks against cn, f = 1: \(verdict.rawValue), \(text(1 / tree)) per second")
            print("every box against every disc (\(excluded) of \(boxes.count) excluded): \(text(1 / flat)) per second")
            print("ratio: \(text(flat / tree)); resident memory grew \(growth / 1_024) KiB in 20,000 verdicts")
        }
    }

    /// Whether at least two discs lie beyond a box.
    private static func isExcluded(_ box: Disc, by discs: [Disc]) -> Bool {
        discs.count { disc in
            let gap = GreatCircle.distance(disc.centre, box.centre) - box.radius
            return GreatCircle.shortestPossible(gap) > disc.radius
        } > 1
    }

    private static var residentBytes: Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4_096 : 0
    }

    /// A device timed from 20 places, `stretch` times slower than straight fibre would be.
    private static func observations(of place: (Double, Double), stretch: Double) -> [Observation] {
        let places: [(Double, Double)] = [
            (1.3, 103.8), (3.1, 101.7), (-6.2, 106.8), (13.8, 100.5), (14.6, 121), (25, 121.5), (35.7, 139.7),
            (37.6, 127), (21, 105.8), (19.1, 72.9), (25.1, 55.2), (-33.9, 151.2), (50.1, 8.7), (39, -77.5),
            (37.3, -121.9), (-23.5, -46.6), (51.5, -0.1), (48.9, 2.3), (-26.2, 28), (45.5, -73.6),
        ]
        guard let device = Coordinates(latitude: place.0, longitude: place.1) else { return [] }
        return places.enumerated().compactMap { index, site in
            guard let landmark = Coordinates(latitude: site.0, longitude: site.1) else { return nil }
            let roundTrip = GreatCircle.distance(device, landmark) / SignalSpeed.fibre.value * (2 * stretch)
            return Observation(landmark: "\(index)", place: landmark, placeError: 1, roundTrip: roundTrip)
        }
    }

    private static func text(_ number: Double) -> String {
        number >= 100 ? String(Int(number.rounded())) : String((number * 1_000).rounded() / 1_000)
    }
}
