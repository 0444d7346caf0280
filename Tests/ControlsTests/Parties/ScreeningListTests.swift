import Controls
import Documents
import Foundation
import TestSupport
import Testing

struct ScreeningListTests {
    private static let published = """
        {"search_performed_at": "2026-07-31T13:15:00Z", "results": [
          {"id": "1", "source": "Entity List (EL) - Bureau of Industry and Security", "entity_number": null,
           "type": null, "name": "Quillheron Ltd.", "alt_names": ["Heronquill", null], "title": null,
           "addresses": [{"address": "12 Lantern Road", "city": "Sedenak", "state": null, "postal_code": 81000,
                          "country": "MY"}, {"country": "CN"}],
           "federal_register_notice": "90 FR 1", "license_requirement": "All items", "license_policy": "Denial",
           "programs": [], "ids": [{"type": "Registration", "number": "A-12345", "country": "MY"}],
           "start_date": "2025-01-02", "vessel_type": null},
          {"source": "Specially Designated Nationals (SDN) - Treasury Department", "entity_number": 77,
           "type": "Individual", "name": "TESSARI, Qorvain", "alt_names": "Tessari Q.; Q. Tessari",
           "programs": ["SDGT"]},
          {"source": "Entity List (EL)"},
          {"name": "Nobody"},
          {"name": 5, "source": "Entity List (EL)"},
          "no record at all"
        ]}
        """

    private func list(_ text: String) throws -> ScreeningList {
        try ScreeningList(json: Data(text.utf8), name: "list.json")
    }

    @Test func `the published form is read, with fields missing, null or of another kind`() throws {
        let list = try list(Self.published)
        #expect(list.parties.map(\.name) == ["Quillheron Ltd.", "TESSARI, Qorvain"])
        #expect(list.made == CalendarDate("2026-07-31"))
        let first = try #require(list.parties.first)
        #expect(first.source == .entityList)
        #expect(first.otherNames == ["Heronquill"])
        #expect(first.countries == ["my", "cn"])
        #expect(first.addresses == ["12 Lantern Road, Sedenak, 81000, MY", "CN"])
        #expect(first.identifiers == ["A-12345"])
        #expect(first.notice == "90 FR 1")
        let second = try #require(list.parties.last)
        #expect(second.kind == .individual)
        #expect(second.entityNumber == "77")
        #expect(second.otherNames == ["Tessari Q.", "Q. Tessari"])
        #expect(second.programmes == ["SDGT"])
    }

    @Test func `a broken record is set aside with its number and reason`() throws {
        let setAside = try list(Self.published).setAside
        #expect(setAside.map(\.record) == [3, 4, 5, 6])
        #expect(setAside.map(\.reason).prefix(2) == ["no name", "no source"])
        #expect(setAside.allSatisfy { !$0.reason.isEmpty })
    }

    @Test(arguments: [
        ("", "text that isn't JSON"), ("{", "text that isn't JSON"), ("{}", "no ‘results’"),
        ("[]", "no record that can be used"),
        ("{\"results\": 5}", "another kind of value at results"), ("{\"results\": []}", "no record that can be used"),
        ("{\"results\": [{\"name\": \"X\"}]}", "no source"), ("\u{0}\u{1}", "text that isn't JSON"),
    ])
    func `a file that is no list is refused with a sentence`(_ text: String, found: String) throws {
        let error = #expect(throws: DocumentError.self) { try list(text) }
        #expect(error?.description.contains(found) == true, "\(String(describing: error))")
        #expect(error?.file == "list.json")
    }

    @Test func `names beyond the bounds set a record aside`() throws {
        let long = String(repeating: "x", count: ScreeningListBounds.nameLength + 1)
        let many = (0...ScreeningListBounds.namesPerRecord).map { "\"n\($0)\"" }.joined(separator: ",")
        let list = try list(
            """
            {"results": [{"name": "Good", "source": "Entity List (EL)"}, {"name": "\(long)", "source": "Entity List (EL)"},
            {"name": "Many", "source": "Entity List (EL)", "alt_names": [\(many)]}]}
            """)
        #expect(list.parties.map(\.name) == ["Good"])
        #expect(list.setAside.count == 2)
    }

    @Test func `deep nesting is refused`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: DocumentError.self) { try list("{\"results\": [\(deep)") }
    }

    @Test func `places beyond the tables of the short form set a record aside`() throws {
        let list = try list(
            """
            {"entries": [{"n": "A", "s": 0, "lr": 9, "c": ["CN"]}, {"n": "B", "s": 7}, {"n": "C", "s": -1}],
             "tables": {"sources": ["Entity List (EL)"]}, "sourceGeneratedAt": "2026-07-31T13:15:00.01+00:00"}
            """)
        #expect(list.parties.map(\.name) == ["A"])
        #expect(list.parties.first?.licenceRequirement == nil)
        #expect(list.setAside.map(\.record) == [2, 3])
        #expect(list.made == CalendarDate("2026-07-31"))
    }

    @Test(.enabled(if: SharedData.hasControls, "the controls data aren't there"))
    func `all 25,921 parties of the list of 2026-07-31 are read`() throws {
        let list = try SharedList.screen.get().list
        #expect(list.parties.count == 25_921)
        #expect(list.setAside.isEmpty)
        #expect(list.parties.count { $0.source == .entityList } == 3_420)
        #expect(list.parties.count { $0.source == .speciallyDesignated } == 19_181)
        #expect(!list.parties.contains { $0.source == .other })
    }
}
