/// `GET /api/v1/devices/ID`, as far as scenarios look at it.
struct DeviceAnswer: Sendable, Decodable {
    struct Device: Sendable, Decodable {
        let state: String
        let evidence: String?
    }

    struct Verdict: Sendable, Decodable {
        let verdict: String
    }

    struct Finding: Sendable, Decodable {
        let kind: String
        let reason: String
    }

    let device: Device
    /// Newest first.
    let verdicts: [Verdict]
    let findings: [Finding]
}
