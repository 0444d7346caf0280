import Quantities

/// Asks a screen for names, and counts.
struct ScreeningTrial {
    /// How many of how many.
    struct Count {
        var found = 0
        var all = 0

        var share: Double { all == 0 ? 0 : Double(found) / Double(all) }

        mutating func add(_ isFound: Bool) {
            all += 1
            if isFound { found += 1 }
        }
    }

    private let screen: PartyScreen
    private var random: SplitMix64
    private(set) var anyName = Count()
    private(set) var firstName = Count()
    private(set) var byMisspelling: [Misspelling: Count] = [:]
    private(set) var missed: [ScreeningEvaluation.Missed] = []
    private(set) var cleanNames = 0
    private(set) var falseHits: [ScreeningEvaluation.FalseHit] = []
    /// Microseconds of each question.
    private(set) var times: [Double] = []

    init(screen: PartyScreen, seed: UInt64) {
        self.screen = screen
        random = SplitMix64(seed: seed)
    }

    /// Misspells a name drawn from the list, and looks whether its party is found.
    mutating func misspell(anyName isAnyName: Bool) {
        guard !screen.list.parties.isEmpty else { return }
        let (number, name) = draw(isAnyName)
        let slip = Misspelling.allCases[Int(random.next() % UInt64(Misspelling.allCases.count))]
        guard let written = slip.applied(to: name, using: &random) else { return }
        let answer = ask(written)
        let isFound = answer.hits.contains { $0.number == number }
        if isAnyName { anyName.add(isFound) } else { firstName.add(isFound) }
        byMisspelling[slip, default: Count()].add(isFound)
        if !isFound { missed.append(.init(name: name, written: written)) }
    }

    mutating func tryClean(_ name: String) {
        cleanNames += 1
        guard let hit = ask(name).hits.first else { return }
        falseHits.append(.init(name: name, listed: hit.matchedName, score: hit.score))
    }

    /// Every name is as likely as any other.
    private mutating func draw(_ isAnyName: Bool) -> (number: Int, name: String) {
        let parties = screen.list.parties
        guard isAnyName, screen.index.count > 0 else {
            let number = Int(random.next() % UInt64(parties.count))
            return (number, parties[number].name)
        }
        let name = Int(random.next() % UInt64(screen.index.count))
        let number = Int(screen.index.parties[name])
        let alias = Int(screen.index.aliases[name])
        let party = parties[number]
        return (number, alias > 0 && alias <= party.otherNames.count ? party.otherNames[alias - 1] : party.name)
    }

    private mutating func ask(_ name: String) -> PartyAnswer {
        let clock = ContinuousClock()
        let start = clock.now
        // A name that many parties carry has many hits; every one counts.
        let answer = screen.answer(PartyQuery(name: name), limit: 1_000)
        let time = start.duration(to: clock.now).components
        times.append(Double(time.seconds) * 1e6 + Double(time.attoseconds) / 1e12)
        return answer
    }
}

/// The names of a list by their words, whatever their order and legal form.
struct ListedSpellings {
    private let spellings: Set<[[UInt8]]>

    init(_ screen: PartyScreen) {
        var spellings: Set<[[UInt8]]> = []
        for party in screen.list.parties {
            for name in [party.name] + party.otherNames {
                for form in ListedName.forms(of: name) { spellings.insert(Self.spelling(form)) }
            }
        }
        self.spellings = spellings
    }

    func contains(_ name: String) -> Bool { spellings.contains(Self.spelling(name)) }

    private static func spelling(_ name: String) -> [[UInt8]] {
        PartyName(name).words.filter { $0.kind != .legal && $0.kind != .particle }.map { PartyName.stem(of: $0.bytes) }
            .sorted { $0.lexicographicallyPrecedes($1) }
    }
}
