import Foundation
import Testing

@testable import assay_world

struct ExpectationTests {
    private static func outcome(
        _ agent: EndStatus, state: String, verdict: String?, finding: String? = nil
    ) throws -> Outcome {
        let verdicts = verdict.map { "{\"verdict\":\"\($0)\"}" } ?? ""
        let findings = finding.map { "{\"kind\":\"\($0)\",\"reason\":\"\"}" } ?? ""
        let text = "{\"device\":{\"state\":\"\(state)\"},\"verdicts\":[\(verdicts)],\"findings\":[\(findings)]}"
        return Outcome(agent: agent, device: try JSONDecoder().decode(DeviceAnswer.self, from: Data(text.utf8)))
    }

    private static func cleared() throws -> Outcome {
        try outcome(.exited(0), state: "cleared", verdict: "provenOutside")
    }

    private static func inconclusive() throws -> Outcome {
        try outcome(.exited(1), state: "notCleared", verdict: "inconclusive")
    }

    @Test func `cleared takes a proof and an agent that says so`() throws {
        #expect(Expectation.cleared.problems(try Self.cleared()).isEmpty)
        #expect(Expectation.cleared.problems(try Self.inconclusive()).count == 2)
        var outcome = try Self.cleared()
        outcome.agent = .exited(1)
        #expect(Expectation.cleared.problems(outcome) == ["the agent ended with 1"])
    }

    @Test func `not cleared takes no proof of any kind`() throws {
        #expect(Expectation.notCleared.problems(try Self.inconclusive()).isEmpty)
        #expect(Expectation.notCleared.problems(try Self.cleared()).count == 3)
        let inside = try Self.outcome(.exited(1), state: "notCleared", verdict: "provenInside")
        #expect(Expectation.notCleared.problems(inside).count == 1)
        let crashed = try Self.outcome(.killed(signal: 11), state: "unmeasured", verdict: nil)
        #expect(Expectation.notCleared.problems(crashed) == ["the agent was killed by signal 11"])
    }

    @Test func `refused and counted takes forgeries and refusals`() throws {
        var outcome = try Self.inconclusive()
        #expect(Expectation.refusedAndCounted.problems(outcome).count == 2)
        outcome.forged = 3
        outcome.refusals = 3
        #expect(Expectation.refusedAndCounted.problems(outcome).isEmpty)
    }

    @Test func `an impostor has no record, and is named and counted`() throws {
        let expectation = Expectation.clearedWithout(landmark: "singapore")
        #expect(expectation.problems(try Self.cleared()).count == 5)
        var outcome = try Self.outcome(
            .exited(0), state: "cleared", verdict: "provenOutside", finding: "landmarkImpostor at singapore")
        outcome.recorded = ["jakarta", "singapore"]
        outcome.agentText = "no record of singapore: impostor"
        outcome.forged = 2
        outcome.isCountedAsImpostor = true
        #expect(expectation.problems(outcome) == ["a record of singapore was accepted"])
        outcome.recorded = ["jakarta"]
        #expect(expectation.problems(outcome).isEmpty)
        outcome.recorded = []
        #expect(expectation.problems(outcome) == ["its evidence names no landmark"])
    }

    @Test func `late evidence has to be refused for being late`() throws {
        var outcome = try Self.outcome(.exited(1), state: "refused", verdict: nil, finding: "staleSession")
        #expect(Expectation.lateRefused.problems(outcome) == ["no refusal was counted"])
        outcome.refusals = 1
        #expect(Expectation.lateRefused.problems(outcome).isEmpty)
        var other = try Self.outcome(.exited(1), state: "refused", verdict: nil, finding: "badClosing")
        other.refusals = 1
        #expect(Expectation.lateRefused.problems(other) == ["no finding of a stale session"])
        #expect(Expectation.lateRefused.problems(try Self.cleared()).count == 4)
    }

    @Test func `a killed agent leaves a finding and nothing else`() throws {
        let found = try Self.outcome(
            .killed(signal: 9), state: "unmeasured", verdict: nil, finding: "unfinishedSession")
        #expect(Expectation.unfinished.problems(found).isEmpty)
        let unseen = try Self.outcome(.killed(signal: 9), state: "unmeasured", verdict: nil)
        #expect(Expectation.unfinished.problems(unseen) == ["no finding of an unfinished session"])
    }

    @Test func `every scenario has a name of its own`() {
        #expect(Set(Scenario.all.map(\.name)).count == Scenario.all.count)
        #expect(Scenario.all.count == 10)
    }
}
