import Foundation
import Testing

@testable import Ranging

struct LandmarkTallyTests {
    @Test func `a finished session is counted with its refusals by kind`() throws {
        let fixture = try Fixture()
        var refusals = Refusals()
        refusals.late = 2
        refusals.replayed = 1
        let record = try fixture.record(try fixture.grant(fixture.directory()), refusals: refusals).record
        var tally = LandmarkTally()
        tally.finish(record)
        tally.finish(record)
        #expect(tally.records == 2)
        #expect(tally.challenges == 6)
        #expect(tally.samples == 4)
        #expect(tally.refusedReplies == ["late": 4, "replayed": 2])
    }

    @Test func `every count is one line of metrics, and a landmark's name can't add another`() {
        var tally = LandmarkTally()
        tally.malformed = 3
        tally.refusedReplies = ["late": 4]
        let lines = tally.metrics(landmark: "sing\"a\\pore\n").split(separator: "\n")
        #expect(lines.contains("assay_landmark_malformed_total{landmark=\"singapore\"} 3"))
        #expect(lines.contains("assay_landmark_refused_replies_total{landmark=\"singapore\",kind=\"late\"} 4"))
        #expect(lines.allSatisfy { $0.hasPrefix("assay_landmark_") })
        #expect(lines.count == 12)
    }
}
