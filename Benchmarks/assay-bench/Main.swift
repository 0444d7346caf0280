import Capability
import Catalog
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

    /// A comparison of three racks against loading the catalogue they come from.
    private static func compare() throws {
        let catalog = try Catalog.bundled()
        let model = try catalog.model(named: "deepseek-r1")
        guard let workload = Workload(model: model, input: 4_096, output: 1_024, timePerOutputToken: 0.05) else {
            return
        }
        let systems = ["cloudmatrix-384", "gb200-nvl72", "hgx-h200"]
        var evaluated = 0
        let once = try seconds(20) {
            evaluated = try Comparison(systems: systems, workload: workload, catalog: catalog).deploymentsEvaluated
        }
        let loading = try seconds(1) { _ = try Catalog.bundled() }
        print("compare, three racks: \(text(once * 1e3)) ms, \(evaluated) deployments")
        print("per deployment evaluated: \(text(once / Double(evaluated) * 1e6)) µs")
        print("ratio to loading the catalogue (\(text(loading * 1e3)) ms): \(text(once / loading))")
    }

    /// Full verdicts of 20 landmarks against cn, beside the plainest way: every leaf cell against every disc.
    private static func verdicts() throws {
        let borders = try Borders.bundled()
        let regions = try RegionSet("cn", in: borders)
        let cells = RegionCells(rings: regions.rings(in: borders))
        let observations = Self.observations()
        var verdict = Verdict.inconclusive
        let tree = seconds(20) {
            verdict =
                FeasibleRegion(observations, speed: .fibre)
                .decide(regions, cells: cells, speed: .fibre, faultTolerance: 1).verdict
        }
        let leaves = cells.cells.filter { $0.children == nil && $0.state != .outside }
        var excluded = 0
        let flat = seconds(2) {
            excluded =
                leaves.filter { leaf in
                    observations.filter {
                        GreatCircle.distance(Direction($0.place), leaf.cap.centre) - leaf.cap.radius
                            > $0.reach(at: .fibre)
                    }.count > 1
                }.count
        }
        print("verdict, 20 landmarks against cn, f = 1: \(verdict.rawValue), \(text(1 / tree)) per second")
        print("every leaf against every disc (\(excluded) of \(leaves.count) excluded): \(text(1 / flat)) per second")
        print("ratio: \(text(flat / tree))")
    }

    /// A device in Johor, timed from 20 places at twice the least time light in fibre takes.
    private static func observations() -> [Observation] {
        let places: [(Double, Double)] = [
            (1.3, 103.8), (3.1, 101.7), (-6.2, 106.8), (13.8, 100.5), (14.6, 121), (25, 121.5), (35.7, 139.7),
            (37.6, 127), (21, 105.8), (19.1, 72.9), (25.1, 55.2), (-33.9, 151.2), (50.1, 8.7), (39, -77.5),
            (37.3, -121.9), (-23.5, -46.6), (51.5, -0.1), (48.9, 2.3), (-26.2, 28), (45.5, -73.6),
        ]
        guard let device = Coordinates(latitude: 1.71, longitude: 103.53) else { return [] }
        return places.enumerated().compactMap { index, place in
            guard let landmark = Coordinates(latitude: place.0, longitude: place.1) else { return nil }
            let roundTrip = GreatCircle.distance(device, landmark) / SignalSpeed.fibre.value * 4
            return Observation(landmark: "\(index)", place: landmark, placeError: 1, roundTrip: roundTrip)
        }
    }

    private static func text(_ number: Double) -> String {
        number >= 100 ? String(Int(number.rounded())) : String((number * 1_000).rounded() / 1_000)
    }
}
