import Documents
import Foundation
import Location
import TestSupport
import Testing

struct AnycastTests {
    /// Probes in Frankfurt, Singapore and Ashburn; one address is in Frankfurt, the other beside whoever asks.
    private static let files = [
        "measurements.csv": "measurement_id,campaign,target\n1,x,192.0.2.1\n2,x,192.0.2.2\n",
        "probes.csv": "probe_id,latitude,longitude\na,50.1,8.7\nb,1.3,103.8\nc,39.0,-77.5\n",
        "probe_rtts.csv": """
        measurement_id,probe_id,min_rtt_ms,replies
        1,a,1,3
        1,b,160,3
        1,c,95,3
        2,a,1,3
        2,b,1,3
        2,c,1,3
        2,z,1,3
        9,a,1,3
        """,
    ]

    @Test func `an address in several places is told from one in one place`() async throws {
        let set = try TemporaryFolder.holding(Self.files) { try AnycastSet(folder: $0) }
        #expect(set.probes == 3)
        #expect(set.pairs == 6)
        #expect(set.rowsOfUnknown == 2)
        let evaluation = await AnycastEvaluation(set)
        #expect(evaluation.measurements == 2)
        #expect(evaluation.noticed == 1)
        #expect(evaluation.noticedWithoutAnyOne == 1)
        #expect(evaluation.addresses == ["192.0.2.2"])
        #expect(LocationEvaluation(sets: [], anycast: [evaluation]).hasJudged)
    }

    @Test(arguments: [
        ("probes.csv", "probe_id,latitude,longitude\na,95,8.7\n", 2),
        ("probe_rtts.csv", "measurement_id,probe_id,min_rtt_ms\n1,a,1\n1,b,0\n", 3),
        ("probe_rtts.csv", "measurement_id,probe_id,min_rtt_ms\n1,a,nan\n", 2),
        ("measurements.csv", "id,target\n1,192.0.2.1\n", 1),
    ])
    func `a broken file is refused with its line`(file: String, text: String, line: Int) throws {
        let files = Self.files.merging([file: text]) { $1 }
        let error = try #require(throws: DocumentError.self) {
            try TemporaryFolder.holding(files) { try AnycastSet(folder: $0) }
        }
        #expect(error.file.hasSuffix(file))
        #expect(error.line == line)
    }

    @Test(.enabled(if: SharedData.hasLocation, "needs the public measurements"))
    func `the root servers of the Internet are in several places and Google's machines in one`() async throws {
        let root = try #require(SharedData.folder).appending(path: "location/ripe-probes-2023").path
        guard FileManager.default.fileExists(atPath: root) else { return }
        let evaluation = await AnycastEvaluation(try AnycastSet(folder: root))
        // F, K and L of root-servers.org.
        #expect(Set(evaluation.addresses).isSuperset(of: ["192.5.5.241", "193.0.14.129", "199.7.83.42"]))
        #expect(!evaluation.addresses.contains { $0.hasPrefix("142.250.") })
    }
}
