package import Documents
import Quantities

/// How well names are found, and how often a name that isn't listed is taken for one that is.
package struct ScreeningEvaluation: Report {
    /// Of listed names with one slip, the share whose party is among the hits.
    package let recall: Double
    /// The same of parties' first names alone.
    package let recallOfFirstNames: Double
    package let recallByMisspelling: [String: Double]
    package let misspelt: Int
    /// Clean names with a hit, of a thousand.
    package let falseHitsPerThousand: Double
    package let cleanNames: Int
    /// Generated names that were the name of somebody on the list, and left out.
    package let listedByChance: Int
    package let falseHits: [FalseHit]
    package let missed: [Missed]
    /// Time of one question.
    package let p50Microseconds: Double
    package let p99Microseconds: Double
    package let threshold: Double
    package let parties: Int
    package let seed: UInt64

    /// A clean name that was taken for a listed one.
    package struct FalseHit: Sendable, Encodable, Equatable {
        package let name, listed: String
        package let score: Double
    }

    /// A misspelt name whose party wasn't found.
    package struct Missed: Sendable, Encodable, Equatable {
        package let name, written: String
    }

    /// - Parameters:
    ///   - screen: the list, ready to be asked.
    ///   - seed: of the random numbers.
    ///   - names: how many are misspelt.
    ///   - clean: how many clean names are made besides the known ones.
    ///   - progress: told of how many are done, of how many.
    package init(
        _ screen: PartyScreen, seed: UInt64 = 1, names: Int = 1_000, clean: Int = 4_000,
        progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) {
        var trial = ScreeningTrial(screen: screen, seed: seed)
        let all = names * 2 + clean
        for done in 0..<names {
            if done % 100 == 0 { progress(done * 2, all) }
            trial.misspell(anyName: true)
            trial.misspell(anyName: false)
        }
        let others = ListedSpellings(screen)
        for name in KnownNames.all where !others.contains(name) { trial.tryClean(name) }
        var generator = CleanNames(seed: seed)
        var byChance = 0
        for done in 0..<clean {
            if done % 100 == 0 { progress(names * 2 + done, all) }
            let name = generator.next()
            if others.contains(name) { byChance += 1 } else { trial.tryClean(name) }
        }
        recall = trial.anyName.share
        recallOfFirstNames = trial.firstName.share
        recallByMisspelling = Dictionary(
            uniqueKeysWithValues: trial.byMisspelling.map { ($0.key.rawValue, $0.value.share) })
        misspelt = trial.anyName.all + trial.firstName.all
        falseHitsPerThousand = 1_000 * Double(trial.falseHits.count) / Double(max(1, trial.cleanNames))
        cleanNames = trial.cleanNames
        listedByChance = byChance
        falseHits = trial.falseHits
        missed = trial.missed
        let times = trial.times.sorted()
        p50Microseconds = Self.quantile(0.5, times)
        p99Microseconds = Self.quantile(0.99, times)
        threshold = screen.thresholds.review
        parties = screen.list.parties.count
        self.seed = seed
    }

    /// What was asked of the screen: at least 95 % found, at most one false hit in a thousand.
    package var isGoodEnough: Bool {
        recall >= 0.95 && recallOfFirstNames >= 0.95 && falseHitsPerThousand <= 1
    }

    private static func quantile(_ share: Double, _ sorted: [Double]) -> Double {
        guard let last = sorted.indices.last else { return 0 }
        return (sorted[Int(share * Double(last))] * 100).rounded() / 100
    }

    package var table: Table {
        var table = Table([.text("measure"), .figures("value"), .text("of")])
        func percent(_ share: Double) -> String { NumberText.fixed(share * 100, digits: 2) + " %" }
        table.add(["recall, any name with one slip", percent(recall), "\(misspelt / 2) names"])
        table.add(["recall, first names with one slip", percent(recallOfFirstNames), "\(misspelt / 2) names"])
        for (slip, share) in recallByMisspelling.sorted(by: { $0.key < $1.key }) {
            table.add(["recall, \(slip)", percent(share), ""])
        }
        table.add([
            "false hits per thousand", NumberText.fixed(falseHitsPerThousand, digits: 2), "\(cleanNames) clean names",
        ])
        table.add(["median time", "\(NumberText.fixed(p50Microseconds, digits: 1)) µs", "\(parties) parties"])
        table.add(["99th percentile", "\(NumberText.fixed(p99Microseconds, digits: 1)) µs", ""])
        return table
    }

    package var notes: [String] {
        var notes = ["At threshold \(NumberText.fixed(threshold, digits: 3)), seed \(seed)."]
        notes += falseHits.map {
            "False hit: \($0.name) taken for \($0.listed), \(NumberText.fixed($0.score, digits: 3))."
        }
        if !missed.isEmpty { notes.append("Not found: \(missed.count), such as:") }
        notes += missed.prefix(10).map { "  \($0.written) for \($0.name)" }
        if listedByChance > 0 {
            notes.append("\(listedByChance) generated names were those of listed parties and were left out.")
        }
        return notes
    }
}
