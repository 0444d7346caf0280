import Documents
import Foundation
import Quantities

/// Addresses that many probes timed; some of them answer from several places at once.
package struct AnycastSet: Sendable {
    package let name: String
    /// What probes at known places saw, by measurement, in the order of the file.
    package let measurements: [(id: String, target: String, observations: [Observation])]
    package let probes: Int
    package let pairs: Int
    /// Rows left out because their probe or measurement isn't in the lists.
    package let rowsOfUnknown: Int

    private static let mostProbes = 50_000
    private static let mostRows = 1_000_000
    private static let mostBytes = 64 << 20
    /// The names of its files.
    static let files = ["measurements.csv", "probe_rtts.csv", "probes.csv"]

    /// Reads a folder with `measurements.csv` (measurement_id, target), `probes.csv` (probe_id, latitude, longitude)
    /// and `probe_rtts.csv` (measurement_id, probe_id, min_rtt_ms).
    ///
    /// - Throws: `DocumentError` with file and line for anything that isn't as described.
    package init(folder: String) throws {
        func table(_ name: String, _ columns: [String], limit: Int) throws -> [DelimitedText.Row] {
            let file = try DocumentFile(path: "\(folder)/\(name)", limit: Self.mostBytes)
            return try DelimitedText(file, columns: columns, limit: limit).rows
        }
        var places: [String: Coordinates] = [:]
        for row in try table("probes.csv", ["probe_id", "latitude", "longitude"], limit: Self.mostProbes) {
            places[row.text("probe_id")] = try row.place()
        }
        let listed = try table("measurements.csv", ["measurement_id", "target"], limit: Self.mostProbes)
        var observations: [String: [Observation]] = [:]
        for row in listed { observations[row.text("measurement_id")] = [] }
        var unknown = 0
        let rows = try table("probe_rtts.csv", ["measurement_id", "probe_id", "min_rtt_ms"], limit: Self.mostRows)
        for row in rows {
            let time = try row.roundTrip("min_rtt_ms")
            let probe = row.text("probe_id")
            let measurement = row.text("measurement_id")
            guard let place = places[probe], observations[measurement] != nil,
                let observation = Observation(landmark: probe, place: place, placeError: 0, roundTrip: time)
            else {
                unknown += 1
                continue
            }
            observations[measurement, default: []].append(observation)
        }
        name = URL(filePath: folder).lastPathComponent
        measurements = listed.map { row in
            let id = row.text("measurement_id")
            return (id, row.text("target"), observations[id] ?? [])
        }
        probes = places.count
        pairs = rows.count - unknown
        rowsOfUnknown = unknown
    }
}
