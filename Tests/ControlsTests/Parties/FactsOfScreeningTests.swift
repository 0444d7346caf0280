import Controls
import Foundation
import TestSupport
import Testing

/// The table of names in the facts about rules, on the list of 2026-07-31.
@Suite(.enabled(if: SharedData.hasControls, "the controls data aren't there"))
struct FactsOfScreeningTests {
    @Test(arguments: [
        ("Huawei Technologies", "84 FR 22963"), ("Cambricon", "87 FR 77505"), ("Cambrian", "87 FR 77508"),
        ("Zhongke Cambricon", "87 FR 77505"), ("Hygon", "84 FR 29373"), ("Haiguang", "87 FR 62202"),
        ("Higon", "84 FR 29373"), ("THATIC", "84 FR 29373"), ("Sugon", "84 FR 29373"), ("Dawning", "84 FR 29373"),
        ("Shuguang", "84 FR 29373"), ("Moore Threads", "88 FR 71992"), ("Moore Thread", "88 FR 71992"),
        ("Mo'er Xianchen", "88 FR 71992"), ("Biren", "88 FR 71992"), ("Sophgo", "90 FR 4621"), ("Sophon", "90 FR 4621"),
        ("Suanneng", "90 FR 4621"), ("PengXinWei", "87 FR 77505"), ("PXW", "89 FR 96837"),
        ("Pengxin Micro", "87 FR 77505"), ("SwaySure", "89 FR 96837"), ("Sheng Weixu", "89 FR 96837"),
        ("SWX", "89 FR 96837"), ("Inspur Group", "88 FR 13675"),
    ])
    func `a name of the table is on the Entity List under its notice`(_ name: String, notice: String) throws {
        let answer = try SharedList.screen.get().answer(PartyQuery(name: name))
        let notices = answer.hits.filter { $0.party.source == .entityList }.compactMap(\.party.notice)
        #expect(notices.contains { $0.contains(notice) }, "\(name): \(notices)")
    }

    @Test(arguments: ["Huawei Technologies", "Sugon", "Inspur Group"])
    func `a name that stands on two lists is found on both`(_ name: String) throws {
        let sources = Set(try SharedList.screen.get().answer(PartyQuery(name: name)).hits.map(\.party.source))
        #expect(sources.isSuperset(of: [.entityList, .chineseMilitaryCompanies]))
    }

    @Test func `every record that carries the name Huawei Technologies is found`() throws {
        let screen = try SharedList.screen.get()
        let carrying = screen.list.parties.indices.filter { number in
            let party = screen.list.parties[number]
            return ([party.name] + party.otherNames).contains { $0.lowercased().contains("huawei technologies") }
        }
        let found = Set(screen.answer(PartyQuery(name: "Huawei Technologies"), limit: 1_000).hits.map(\.number))
        #expect(carrying.count >= 29)
        #expect(found.isSuperset(of: carrying))
    }

    @Test func `all seven records of Biren and both spellings of Hygon are found`() throws {
        let screen = try SharedList.screen.get()
        let biren = screen.answer(PartyQuery(name: "Biren")).hits.filter { $0.party.name.contains("Biren") }
        #expect(biren.count == 7)
        let hygon = screen.answer(PartyQuery(name: "Hygon")).hits.map(\.party.name)
        #expect(hygon.contains("Higon") && hygon.contains("Chengdu Haiguang Integrated Circuit"))
    }

    @Test(arguments: [
        "Aivres", "Aivres Systems Inc.", "Enflame", "Enflame Technology", "MetaX", "MetaX Integrated Circuits",
        "Iluvatar", "Iluvatar CoreX",
    ])
    func `a name that isn't listed has no hit, and isn't cleared by that`(_ name: String) throws {
        let answer = try SharedList.screen.get().answer(PartyQuery(name: name))
        #expect(answer.hits.map(\.party.name) == [])
        #expect(PartyAnswer.noMatch == "No match is not clearance.")
    }

    @Test(arguments: [
        ("华为技术有限公司", "Huawei"), ("摩尔线程", "Moore Thread"), ("中科寒武纪科技股份有限公司", "Cambricon"),
        ("中科曙光", "Sugon"), ("海光信息", "Higon"), ("壁仞科技", "Biren"), ("浪潮集团", "Inspur"), ("Газпром", "Gazprom"),
    ])
    func `a name in another script is found`(_ name: String, listed: String) throws {
        let hits = try SharedList.screen.get().answer(PartyQuery(name: name)).hits
        #expect(hits.contains { $0.party.name.localizedCaseInsensitiveContains(listed) })
    }

    @Test(arguments: [
        ("Technologies Huawei", "Huawei"), ("Moore Threads Intelligent Technology GmbH", "Moore Thread"),
        ("Sway Sure", "SwaySure"), ("Peng Xin Wei", "PXW"), ("Shanghai Biren Tech", "Biren"),
        ("Huawei Tecnologies Co Ltd", "Huawei"), ("HuaweiTechnologies", "Huawei"),
    ])
    func `word order, plurals, blanks, abbreviations and a slip don't hide a name`(_ name: String, listed: String)
        throws
    {
        let hits = try SharedList.screen.get().answer(PartyQuery(name: name)).hits
        #expect(hits.contains { $0.party.name.contains(listed) })
    }
}
