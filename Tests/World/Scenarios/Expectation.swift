import Foundation

/// What a scenario has to come to.
enum Expectation: Sendable {
    case cleared
    case notCleared
    /// Forged replies are refused, counted, and gain nothing.
    case refusedAndCounted
    /// Cleared by the other landmarks; this one has no record in the evidence, and is named.
    case clearedWithout(landmark: String)
    /// Evidence that came after its session's end is refused.
    case lateRefused
    /// Nothing is accepted, and the session is found unfinished.
    case unfinished

    var text: String {
        switch self {
        case .cleared: "cleared"
        case .notCleared: "not cleared"
        case .refusedAndCounted: "refused and counted"
        case .clearedWithout(let landmark): "cleared without \(landmark), which is named"
        case .lateRefused: "late evidence refused"
        case .unfinished: "nothing accepted, session found unfinished"
        }
    }

    /// What of an outcome isn't as expected; empty when all is.
    func problems(_ outcome: Outcome) -> [String] {
        switch self {
        case .cleared: Self.clearance(outcome)
        case .notCleared: Self.noClearance(outcome)
        case .refusedAndCounted:
            Self.noClearance(outcome)
                + [
                    outcome.forged > 0 ? nil : "no reply was forged",
                    outcome.refusals > 0 ? nil : "no refusal was counted",
                ].compactMap(\.self)
        case .clearedWithout(let landmark): Self.clearance(outcome) + Self.naming(outcome, landmark)
        case .lateRefused: Self.lateness(outcome)
        case .unfinished: Self.incompleteness(outcome)
        }
    }

    private static func clearance(_ outcome: Outcome) -> [String] {
        [
            outcome.isCleared ? nil : "verdict \(outcome.verdict ?? "none")",
            outcome.agent == .exited(0) ? nil : "the agent \(outcome.agent)",
        ].compactMap(\.self)
    }

    /// Neither proven outside nor inside, and the agent knows it.
    private static func noClearance(_ outcome: Outcome) -> [String] {
        [
            outcome.device.verdicts.contains { $0.verdict.hasPrefix("proven") }
                ? "verdict \(outcome.verdict ?? "")" : nil,
            outcome.device.device.state == "cleared" ? "state cleared" : nil,
            outcome.agent == .exited(1) ? nil : "the agent \(outcome.agent)",
        ].compactMap(\.self)
    }

    private static func naming(_ outcome: Outcome, _ landmark: String) -> [String] {
        let recorded = outcome.recorded
        return [
            recorded == nil ? "no evidence was kept" : nil,
            recorded?.isEmpty == true ? "its evidence names no landmark" : nil,
            recorded?.contains(landmark) == true ? "a record of \(landmark) was accepted" : nil,
            outcome.forged > 0 ? nil : "nobody posed as \(landmark)",
            outcome.agentText.contains(landmark) ? nil : "the agent doesn't name \(landmark)",
            outcome.isFound(landmark) ? nil : "no finding names \(landmark)",
            outcome.isCountedAsImpostor ? nil : "the metrics count no impostor",
        ].compactMap(\.self)
    }

    private static func lateness(_ outcome: Outcome) -> [String] {
        [
            outcome.agent == .exited(1) ? nil : "the agent \(outcome.agent)",
            outcome.device.verdicts.isEmpty ? nil : "verdict \(outcome.verdict ?? "")",
            outcome.refusals > 0 ? nil : "no refusal was counted",
            outcome.isFound("stale") ? nil : "no finding of a stale session",
        ].compactMap(\.self)
    }

    private static func incompleteness(_ outcome: Outcome) -> [String] {
        [
            outcome.agent == .killed(signal: SIGKILL) ? nil : "the agent \(outcome.agent)",
            outcome.device.verdicts.isEmpty ? nil : "verdict \(outcome.verdict ?? "")",
            outcome.device.device.evidence == nil ? nil : "evidence was accepted",
            outcome.isFound("unfinished") ? nil : "no finding of an unfinished session",
        ].compactMap(\.self)
    }
}
