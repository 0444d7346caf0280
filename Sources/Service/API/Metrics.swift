import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Registry

/// What monitoring reads at `/metrics`: Prometheus text, version 0.0.4.
enum Metrics {
    /// What each count is of, and the name of its label. Those that haven't happened stand with zero where they have no
    /// label, so that a query finds them.
    private static let counts: [(name: String, help: String, label: String?)] = [
        ("sessions_opened", "Sessions opened for devices", nil),
        ("sessions_refused", "Requests for a session that were refused", "reason"),
        ("sessions_unfinished", "Sessions that were opened and whose evidence never came", nil),
        ("evidence_accepted", "Evidence accepted, by verdict", "verdict"),
        ("evidence_refused", "Evidence refused, by reason", "reason"),
        ("replies_refused", "Replies that landmarks counted and refused, by kind", "kind"),
        ("landmarks_absent", "Landmarks that gave a device no record, by its word", "reason"),
    ]

    static func response(_ house: House) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: try text(house))))
    }

    static func text(_ house: House) throws -> String {
        let tallies = Dictionary(grouping: try house.registry.tallies(), by: \.name)
        var lines: [String] = []
        for (name, help, label) in counts {
            lines.append("# HELP assay_\(name)_total \(help).")
            lines.append("# TYPE assay_\(name)_total counter")
            let rows = tallies[name] ?? []
            if let label {
                lines += rows.map { "assay_\(name)_total{\(label)=\"\($0.label)\"} \($0.count)" }
            } else {
                lines.append("assay_\(name)_total \(rows.reduce(0) { $0 + $1.count })")
            }
        }
        lines.append("# HELP assay_devices Devices by where they stand now.")
        lines.append("# TYPE assay_devices gauge")
        let states = Dictionary(grouping: try house.statuses(), by: \.state)
        lines += DeviceStatus.State.allCases.map { "assay_devices{state=\"\($0.rawValue)\"} \(states[$0]?.count ?? 0)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
