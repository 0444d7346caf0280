import Controls
import Quantities
import TestSupport
import Testing

/// How good the screen is, and that its index loses nothing, on the list of 2026-07-31.
@Suite(.enabled(if: SharedData.hasControls, "the controls data aren't there"))
struct ScreeningQualityTests {
    @Test(arguments: [3, 11] as [UInt64])
    func `misspelt names are found and clean ones are let pass`(_ seed: UInt64) throws {
        let evaluation = ScreeningEvaluation(try SharedList.screen.get(), seed: seed, names: 600, clean: 2_000)
        // Of 600 names two in a hundred more or less are chance.
        #expect(evaluation.recall >= 0.93)
        #expect(evaluation.recallOfFirstNames >= 0.935)
        #expect(evaluation.falseHitsPerThousand <= 2, "\(evaluation.falseHits)")
        #expect(evaluation.cleanNames > 2_300)
    }

    @Test func `no known company or university is taken for a listed party`() throws {
        let screen = try SharedList.screen.get()
        let evaluation = ScreeningEvaluation(screen, names: 1, clean: 0)
        #expect(evaluation.cleanNames > 350)
        #expect(evaluation.falseHits == [])
    }

    @Test func `the index finds what weighing every name finds`() throws {
        let screen = try SharedList.screen.get()
        var random = SplitMix64(seed: 5)
        for _ in 0..<12 {
            let party = random.pick(screen.list.parties)
            let name = random.pick([party.name] + party.otherNames)
            let slip = random.pick(Misspelling.allCases)
            let written = slip.applied(to: name, using: &random) ?? name
            let quick = screen.answer(PartyQuery(name: written), limit: 10_000)
            let slow = screen.answerLookingAtAll(PartyQuery(name: written), limit: 10_000)
            #expect(quick.hits.map(\.number) == slow.hits.map(\.number), "\(written)")
            #expect(quick.hits.map(\.score) == slow.hits.map(\.score), "\(written)")
        }
    }

    @Test func `every listed name finds its own party`() throws {
        let screen = try SharedList.screen.get()
        var random = SplitMix64(seed: 9)
        var lost: [String] = []
        for _ in 0..<1_500 {
            let number = random.index(below: screen.list.parties.count)
            let party = screen.list.parties[number]
            let name = random.pick([party.name] + party.otherNames)
            let hits = screen.answer(PartyQuery(name: name), limit: 10_000).hits
            if !hits.contains(where: { $0.number == number }) { lost.append(name) }
        }
        #expect(lost == [])
    }
}
