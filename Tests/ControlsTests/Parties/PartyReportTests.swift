import Controls
import Documents
import Foundation
import Testing

struct PartyReportTests {
    private func report(_ name: String) throws -> PartyReport {
        var party = ListedParty(name: "Quillheron Ltd", source: .entityList)
        party.notice = "90 FR 1"
        let list = ScreeningList(parties: [party], made: CalendarDate("2026-11-20"))
        let screen = try PartyScreen(list)
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        let stamp = ListStamp(list, origin: "list.json", retrieved: now, digest: nil, now: now)
        return PartyReport([screen.answer(PartyQuery(name: name))], list: stamp, thresholds: screen.thresholds)
    }

    @Test func `no answer in any format says that a party is cleared`() throws {
        for name in ["Quillheron", "Kelapa Compute"] {
            for format in OutputFormat.allCases {
                let text = try report(name).rendered(as: format).lowercased()
                #expect(!text.contains("cleared"))
            }
        }
        #expect(try report("Kelapa Compute").rendered(as: .table).contains("No match is not clearance."))
        #expect(try report("Kelapa Compute").rendered(as: .json).contains("No match is not clearance."))
    }

    @Test func `a name without a letter to compare isn't called one without a match`() throws {
        let report = try report("— ??? —")
        #expect(report.answers.first?.note == PartyAnswer.notCompared)
        #expect(report.table.rows.first?.contains("not screened") == true)
    }

    @Test func `every hit carries list, notice and the list's date`() throws {
        let report = try report("Quillheron")
        #expect(report.withHits == 1)
        let hit = try #require(report.answers.first?.hits.first)
        #expect(hit.list == "EL" && hit.notice == "90 FR 1" && hit.listDate == CalendarDate("2026-11-20"))
        #expect(report.table.rows.first?.contains("90 FR 1") == true)
    }
}
