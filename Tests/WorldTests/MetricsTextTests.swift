import Testing

@testable import assay_world

struct MetricsTextTests {
    private static let text = """
        # HELP assay_landmark_refused_replies_total Replies refused, by reason.
        # TYPE assay_landmark_refused_replies_total counter
        assay_landmark_refused_replies_total{reason="unauthenticated"} 7
        assay_landmark_refused_replies_total{reason="a {bad} \\"word\\""} 2 1700000000000
        assay_landmark_sessions 3
        assay_service_absent_landmarks_total{landmark="singapore",why="no record"} 1
        assay_odd NaN
        broken
        """

    @Test func `the series that are asked for are summed, and nothing else`() {
        #expect(MetricsText(Self.text).sum { $0.contains("refused") } == 9)
        #expect(MetricsText(Self.text).sum { _ in true } == 13)
        #expect(MetricsText("").sum { _ in true } == 0)
    }

    @Test func `a label is named when its series grew`() {
        let before = MetricsText(Self.text)
        let after = MetricsText(Self.text.replacing("record\"} 1", with: "record\"} 2"))
        #expect(after.names("singapore", moreThan: before))
        #expect(!before.names("singapore", moreThan: before))
        #expect(before.names("singapore", moreThan: MetricsText("")))
        #expect(!after.names("tokyo", moreThan: before))
        #expect(!after.names("sing", moreThan: before))
    }
}
