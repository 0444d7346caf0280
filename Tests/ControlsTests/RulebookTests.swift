import Controls
import Documents
import Foundation
import Geodesy
import Testing

struct RulebookTests {
    /// A rule file whose condition is the given line.
    private func refusal(of condition: String) throws -> DocumentError {
        let folder = FileManager.default.temporaryDirectory.appending(path: "assay-rules-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = """
            id: test
            title: Test
            authority: Test
            regime: TEST
            jurisdiction: us
            kind: rule
            layer: tariff
            asks: What is tested?
            effective: { from: 2026-01-01 }
            knownSince: 2026-01-01
            enforcement: [{ from: 2026-01-01, status: inForce, citation: c }]
            citations: [{ id: c, title: C, url: "https://example.org", grade: A }]
            rules:
              - id: one
                title: One
                when: \(condition)
                answer: yes it is
                citations: [c]
            otherwise: { answer: none, citations: [c] }
            tests: []
            """
        try text.write(to: folder.appending(path: "test.yaml"), atomically: true, encoding: .utf8)
        return try #require(throws: DocumentError.self) { try Rulebook(folder: folder.path) }
    }

    @Test(arguments: [
        ("{ fact: tppp, atLeast: 1 }", "did you mean ‘tpp’"),
        ("{ all: [{ fact: tpp, atLeast: 1 }], fact: tpp }", "beside other keys"),
        ("{ fact: tpp, atLeast: 1, below: 2 }", "2 comparisons"),
        ("{ fact: tpp, atLeast: many }", "expected a number"),
    ])
    func `a condition that can't mean what it says is refused with its line`(condition: String, says: String) throws {
        let error = try refusal(of: condition)
        #expect(error.line == 16)
        #expect(error.description.contains(says), "\(error)")
    }

    @Test func `the rulebook loads, and every instrument holds its own tests`() throws {
        let rulebook = try Rulebook.bundled()
        #expect(rulebook.instruments.count >= 9)
        for instrument in rulebook.instruments.values {
            #expect(!instrument.tests.isEmpty, "\(instrument.id)")
            #expect(!instrument.citations.isEmpty, "\(instrument.id)")
            for test in instrument.tests {
                let read = instrument.bound(asOf: AsOf(test.date))
                #expect(read.answer(test.facts).text == test.answer, "\(instrument.id):\(test.line)")
            }
        }
    }

    @Test func `every demand cites something the instrument lists, and an answer asks for it once`() throws {
        for instrument in try Bundled.rulebook.get().instruments.values {
            for rule in instrument.rules {
                let demands = rule.outcome.conditions
                #expect(Set(demands.map(\.id)).count == demands.count, "\(rule.id)")
                for demand in demands {
                    #expect(instrument.citations.contains { $0.id == demand.citation }, "\(demand.id)")
                }
            }
        }
    }

    @Test func `the rules speak of the same country groups as region sets do`() throws {
        let own = try Bundled.rulebook.get().countryGroups
        let others = try CountryGroups.bundled()
        #expect(own.effective == others.effective)
        #expect(own.names == others.names)
        #expect(own.names.allSatisfy { own.countries(in: $0) == others.countries(in: $0) })
    }

    /// The bundled rules with one file changed, in a folder of its own.
    private func rulebook(changing name: String, _ change: (String) -> String) throws -> Rulebook {
        let bundled = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Rules")
        let folder = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: bundled, to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Data(change(String(contentsOf: file, encoding: .utf8)).utf8).write(to: file)
        return try Rulebook(folder: folder.path)
    }

    @Test func `a rule file whose own test fails is refused with the line of the test`() throws {
        let name = "us-section-232-2026.yaml"
        let error = try #require(throws: DocumentError.self) {
            try rulebook(changing: name) { $0.replacing("answer: band1 }", with: "answer: band2 }") }
        }
        #expect(error.file.hasSuffix("/\(name)"))
        #expect(error.line != nil)
        #expect(error.found == "the answer ‘band1’")
        #expect(error.expected == "‘band2’")
    }

    @Test func `an answer may cite only what is listed`() throws {
        let error = try #require(throws: DocumentError.self) {
            try rulebook(changing: "us-section-232-2026.yaml") {
                $0.replacing("citations: [proclamation-2026-01-14]", with: "citations: [hearsay]")
            }
        }
        #expect(error.found == "the unknown citation ‘hearsay’")
        #expect(error.line != nil)
    }

    @Test func `an answer without a citation is refused`() throws {
        let error = try #require(throws: DocumentError.self) {
            try rulebook(changing: "us-section-232-2026.yaml") {
                $0.replacing("citations: [proclamation-2026-01-14]", with: "citations: []")
            }
        }
        #expect(error.found == "an answer without a citation")
    }
}
