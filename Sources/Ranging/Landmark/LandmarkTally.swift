/// What a landmark's process has seen since it began. Only counts: nothing of it names a session or an address.
package struct LandmarkTally: Sendable, Equatable {
    /// Datagrams that are no packet of this protocol and version, or of a kind that landmarks don't take.
    package var malformed: UInt64 = 0
    /// Hellos without this landmark's cookie: each was answered by one.
    package var strangers: UInt64 = 0
    /// Hellos with a cookie whose grant isn't by a trusted verifier, has run out, or isn't for this landmark.
    package var grantsRefused: UInt64 = 0
    /// Hellos that the grant's session key didn't sign.
    package var impostors: UInt64 = 0
    /// Hellos turned away because too many sessions were open.
    package var crowded: UInt64 = 0
    /// Replies and fetches for sessions that aren't here, or from another address.
    package var astray: UInt64 = 0
    package var sessions: UInt64 = 0
    package var records: UInt64 = 0
    /// Sessions given up unsigned, because this machine's wall clock was stepped meanwhile.
    package var clockSteps: UInt64 = 0
    package var challenges: UInt64 = 0
    package var samples: UInt64 = 0
    /// Refused replies of finished sessions, by kind.
    package var refusedReplies: [String: UInt64] = [:]

    package init() {}

    /// Prometheus text: one line for each count.
    package func metrics(landmark: String) -> String {
        let label = "landmark=\"\(landmark.filter { $0 != "\"" && $0 != "\\" && !$0.isNewline })\""
        let counts: [(String, UInt64)] = [
            ("malformed", malformed), ("strangers", strangers), ("grants_refused", grantsRefused),
            ("impostors", impostors), ("crowded", crowded), ("astray", astray), ("sessions", sessions),
            ("records", records), ("clock_steps", clockSteps), ("challenges", challenges), ("samples", samples),
        ]
        let plain = counts.map { "assay_landmark_\($0)_total{\(label)} \($1)\n" }
        let refused = refusedReplies.sorted { $0.key < $1.key }.map {
            "assay_landmark_refused_replies_total{\(label),kind=\"\($0)\"} \($1)\n"
        }
        return (plain + refused).joined()
    }

    mutating func finish(_ record: RangingRecord) {
        records += 1
        challenges += UInt64(record.challenges)
        samples += UInt64(record.samples.count)
        for (kind, count) in record.refusals.counts where count > 0 {
            refusedReplies[kind, default: 0] += UInt64(count)
        }
    }
}
