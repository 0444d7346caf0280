import Controls
import Testing

struct PartyNameTests {
    private func words(_ name: String, _ kind: WordClass) -> [String] {
        PartyName(name).words.filter { $0.kind == kind }.map(\.text)
    }

    @Test(arguments: [
        ("Müller Straße GmbH", "muller strasse gmbh"), ("Łódź Søfart A/S", "lodz sofart a s"),
        ("Mo’er Xianchen", "moer xianchen"), ("Xi'an S.A.R.L.", "xian sarl"), ("ООО Ракета", "ooo raketa"),
        ("Ｆｕｌｌ Ｗｉｄｔｈ", "full width"), ("AT&T", "at and t"), ("Peng-Xin", "peng xin"),
    ])
    func `a name is folded to words of plain letters`(_ name: String, folded: String) {
        #expect(PartyName(name).words.map(\.text).joined(separator: " ") == folded)
    }

    @Test(arguments: [
        "Quillheron Co., Ltd.", "Quillheron GmbH", "OOO Quillheron", "Quillheron S.p.A.", "PT Quillheron Tbk",
        "Quillheron Sdn. Bhd.", "Joint Stock Company Quillheron", "Quillheron Kabushiki Kaisha",
        "Quillheron Limited Liability Company", "Quillheron 股份有限公司", "Quillheron 集团有限公司",
    ])
    func `a legal form is no part of the name, in whichever language`(_ name: String) {
        #expect(words(name, .own) == ["quillheron"])
        #expect(PartyName(name).hasLegalForm)
    }

    @Test func `letters with dots make no word that is longer than others may be`() {
        let words = PartyName(String(repeating: "a.", count: 500)).words
        #expect(words.map(\.bytes.count).max() == 64)
    }

    @Test func `places, trades, bodies and particles are told from a party's own words`() {
        let name = "Shanghai Quillheron Bank of Technology"
        #expect(words(name, .place) == ["shanghai"])
        #expect(words(name, .generic) == ["technology"])
        #expect(words(name, .institution) == ["bank"])
        #expect(words(name, .particle) == ["of"])
    }

    @Test func `a name of common words is known by them`() {
        #expect(words("China Electronics Technology Group", .own) == ["china", "electronics", "technology"])
    }

    @Test func `a name of any bytes is folded within bounds`() {
        let name = PartyName(String(repeating: "Ω漢ab1 ", count: 20_000))
        #expect(name.words.count <= 48)
        #expect(name.words.allSatisfy { $0.bytes.count <= 64 })
    }
}
