import Documents
import Foundation
import Testing

struct CalendarDateTests {
    @Test(arguments: ["2026-11-22", "2024-02-29", "2000-02-29", "1999-12-31", "0001-01-01", "9999-12-31", "2026-04-30"])
    func `a day of the calendar is read and printed the same`(text: String) throws {
        #expect(try #require(CalendarDate(text)).description == text)
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2100-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
        "2026-01-32", "2026-1-1", "26-01-01", "2026/11/22", "20261122", "2026-11-22T00:00", " 2026-11-22",
        "2026-11-22 ",
        "2026-11", "2026-11-22-", "-2026-11-22", "+026-11-22", "2026--1-22", "２０２６-11-22", "٢٠٢٦-11-22", "", "-", "--",
    ])
    func `anything else is no day`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `days are ordered as they follow`() throws {
        let days = try ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].map { try #require(CalendarDate($0)) }
        #expect(days.reversed().sorted() == days)
    }

    @Test func `a day is encoded as its text and refused as anything else`() throws {
        let day = try #require(CalendarDate("2026-11-22"))
        #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == #"["2026-11-22"]"#)
        #expect(try JSONDecoder().decode([CalendarDate].self, from: Data(#"["2026-11-22"]"#.utf8)) == [day])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDate].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
    }
}
