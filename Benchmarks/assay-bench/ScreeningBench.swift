import Controls
import Foundation
import Quantities

/// Times the screen: reading a list, making it ready, and one question, beside weighing every name of the list.
enum ScreeningBench {
    private static let questions = 2_000

    /// Prints the figures. The list is the file that `ASSAY_SCREENING_LIST` names, or as many invented parties as the
    /// published one had in July 2026.
    ///
    /// - Throws: `DocumentError` for a file that can't be used.
    static func run() throws {
        let data = try list()
        let clock = ContinuousClock()
        var read: ScreeningList?
        let reading = try clock.measure { read = try ScreeningList(json: data, name: "list") }
        guard let read else { return }
        var ready: PartyScreen?
        let preparing = try clock.measure { ready = try PartyScreen(read) }
        guard let screen = ready else { return }
        print(
            "screening list, \(read.parties.count) parties, \(data.count / 1_000) kB: read in \(milliseconds(reading)) ms"
        )
        print("made ready in \(milliseconds(preparing)) ms")
        var random = SplitMix64(seed: 1)
        let names = (0..<questions).map { _ in
            let party = read.parties[Int(random.next() % UInt64(read.parties.count))]
            let slip = Misspelling.allCases[Int(random.next() % UInt64(Misspelling.allCases.count))]
            return slip.applied(to: party.name, using: &random) ?? party.name
        }
        let quick = names.map { name in clock.measure { _ = screen.answer(PartyQuery(name: name)) } }.sorted()
        let slow = names.prefix(9).map { name in
            clock.measure { _ = screen.answerLookingAtAll(PartyQuery(name: name)) }
        }.sorted()
        let half = milliseconds(quick[questions / 2])
        print("a misspelt name: median \(half) ms, 99th percentile \(milliseconds(quick[questions * 99 / 100])) ms")
        print("ratio of weighing every name: \(Int((slow[4] / quick[questions / 2]).rounded()))")
    }

    private static func milliseconds(_ duration: Duration) -> String {
        String(format: "%.3f", duration / .milliseconds(1))
    }

    private static func list() throws -> Data {
        if let path = ProcessInfo.processInfo.environment["ASSAY_SCREENING_LIST"] {
            return try Data(contentsOf: URL(filePath: path))
        }
        var random = SplitMix64(seed: 7)
        let parts = ["ka", "ren", "tol", "vi", "sha", "mo", "ber", "lin", "qua", "dor", "zhe", "nim"]
        func word() -> String { (0..<3).map { _ in parts[Int(random.next() % 12)] }.joined() }
        let records = (0..<25_921).map { _ in
            ["name": "\(word()) \(word()) Technology Co., Ltd.", "source": "Entity List (EL)"]
        }
        return try JSONEncoder().encode(["results": records])
    }
}
