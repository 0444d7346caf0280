import Documents
import Foundation
import Geodesy
import Testing

struct CountryGroupsTests {
    struct Refusal: Sendable {
        let text: String
        let line: Int
        let says: String
    }

    @Test(arguments: [
        ("cn", "D:5", true), ("mo", "D:5", false), ("mo", "D:1", true), ("ae", "A:5", true), ("my", "D:1", false),
        ("sg", "A:6", true), ("us", "D:5", false),
    ])
    func `countries stand in their groups`(country: String, group: String, isMember: Bool) throws {
        // 15 CFR 740, Supplement 1, issue of 2026-07-23.
        let groups = try Bundled.groups.get()
        #expect(groups.words(for: country).split(separator: " ").contains { $0 == group } == isMember)
        #expect(try #require(groups.countries(in: group)).contains(country) == isMember)
    }

    @Test func `the Emirates moved into A:5 in July 2026`() throws {
        let groups = try Bundled.groups.get()
        let before = try #require(CalendarDate("2026-07-22"))
        let after = try #require(CalendarDate("2026-07-23"))
        #expect(groups.words(for: "ae", on: before) == "D:4")
        #expect(groups.words(for: "ae", on: after) == "A:5 B")
        #expect(groups.words(for: "cn", on: before) == groups.words(for: "cn", on: after))
    }

    @Test func `Hong Kong is handled as China, and is no member of its groups`() throws {
        let groups = try Bundled.groups.get()
        #expect(groups.words(for: "hk") == groups.words(for: "cn"))
        #expect(try #require(groups.countries(in: "D:5")).contains("hk") == false)
    }

    @Test func `the union of D:1, D:4 and D:5 without A:5 and A:6 has 45 members, and only Israel drops out`() throws {
        let groups = try Bundled.groups.get()
        func members(_ names: [String]) -> Set<String> { Set(names.flatMap { groups.countries(in: $0) ?? [] }) }
        let union = members(["D:1", "D:4", "D:5"])
        let left = union.subtracting(members(["A:5", "A:6"]))
        #expect(left.count == 45)
        #expect(union.subtracting(left) == ["il"])
    }

    @Test func `a country in no group is a dash`() throws {
        #expect(try Bundled.groups.get().words(for: "zz") == "-")
    }

    @Test func `groups have names and a date from which they hold`() throws {
        let groups = try Bundled.groups.get()
        #expect(
            groups.names == [
                "A:1", "A:2", "A:3", "A:4", "A:5", "A:6", "B", "D:1", "D:2", "D:3", "D:4", "D:5", "E:1", "E:2",
            ])
        #expect(groups.effective.description == "2026-07-23")
        #expect(groups.countries(in: "D:9") == nil)
    }

    @Test(arguments: [
        Refusal(text: "- citation\n", line: 1, says: "a mapping"),
        Refusal(text: "citation: c\neffective: 2026-07-23\n", line: 1, says: "without ‘groups’"),
        Refusal(text: "citation: c\ngroups: { \"D:5\": [cn] }\n", line: 1, says: "without ‘effective’"),
        Refusal(text: "citation: c\neffective: soon\ngroups: { \"D:5\": [cn] }\n", line: 2, says: "‘soon’"),
        Refusal(text: "citation: c\neffective: 2026-02-30\ngroups: {}\n", line: 2, says: "‘2026-02-30’"),
        Refusal(text: "effective: 2026-07-23\ngroups: {}\nmembers: {}\n", line: 3, says: "‘members’"),
        Refusal(text: "effective: 2026-07-23\ngroups: [cn]\n", line: 2, says: "a mapping"),
        Refusal(text: "effective: 2026-07-23\ngroups:\n  \"D:5\": cn\n", line: 3, says: "a list"),
        Refusal(text: "effective: 2026-07-23\ngroups:\n  \"D:5\": [cn,\n    china]\n", line: 4, says: "5 characters"),
        Refusal(text: "effective: 2026-07-23\ngroups:\n  a: [cn]\n  a: [ru]\n", line: 3, says: "twice"),
    ])
    func `a file that isn't one of groups is refused with its line`(row: Refusal) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "assay-groups-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(row.text.utf8).write(to: file)
        let error = try #require(throws: DocumentError.self) { try CountryGroups(file: file.path) }
        #expect(error.file == file.path)
        #expect(error.line == row.line, "\(error)")
        #expect(error.description.contains(row.says), "\(error)")
    }

    @Test func `a missing file is refused by name`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString).yaml").path
        let error = try #require(throws: DocumentError.self) { try CountryGroups(file: path) }
        #expect(error.file == path)
        #expect(error.found == "no such file")
    }
}
