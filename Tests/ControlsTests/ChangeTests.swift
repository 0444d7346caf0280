import Controls
import Documents
import Testing

/// What would change a decision, one fact at a time.
struct ChangeTests {
    private func screening(
        _ name: String, _ changes: KeyValuePairs<String, String> = [:]
    ) throws -> Screening {
        try Screening(
            try Example.consignment(name, changes), catalog: try Bundled.catalog.get(),
            rulebook: try Bundled.rulebook.get())
    }

    @Test(arguments: DecisionGoldenTests.examples)
    func `every change leads to another decision, and names other values than there are`(name: String) throws {
        let screening = try screening(name)
        let decision = screening.decision
        let changes = screening.changes()
        #expect(!changes.isEmpty)
        for change in changes {
            let now = [
                decision.outcome.rawValue, decision.controlled.word, decision.licence.word, decision.barred.word,
            ]
            #expect([change.outcome.rawValue, change.controlled, change.licence, change.barred] != now)
            #expect(!change.instead.isEmpty)
            if let now = change.now { #expect(!change.instead.contains(now), "\(change.fact)") }
        }
    }

    @Test func `a parent elsewhere is what would bar the boards for Johor`() throws {
        let changes = try screening("h200-to-johor").changes().filter { $0.fact == "headquarters" }
        let barring = try #require(changes.first { $0.outcome == .barred })
        #expect(Set(barring.instead).isSuperset(of: ["cn", "hk", "mo", "ru", "ir"]))
        #expect(!barring.instead.contains("vn"))
        // What is said of each is so.
        for country in ["cn", "hk", "mo", "ru", "vn", "us", "sa", "tw"] {
            let other = try screening("h200-to-johor", ["headquarters: my": "headquarters: \(country)"]).decision
            let told = changes.first { $0.instead.contains(country) }?.outcome ?? .free
            #expect(other.outcome == told, "\(country)")
        }
    }

    @Test func `the limits that a figure stands between are told as ranges`() throws {
        let changes = try screening("h200-to-shenzhen").changes()
        #expect(changes.first { $0.fact == "memoryBandwidth" }?.instead == ["6500 or more"])
        #expect(changes.filter { $0.fact == "tpp" }.map(\.instead) == [["below 1600"], ["21000 or more"]])
    }

    @Test func `a missing figure is told with what each value would mean`() throws {
        let changes = try screening("mlu370-missing-figures").changes().filter { $0.fact == "performanceDensity" }
        #expect(changes.map(\.now) == [nil, nil])
        #expect(changes.map(\.instead) == [["below 3.2"], ["3.2 or more"]])
        #expect(changes.map(\.outcome) == [.free, .open])
    }
}
