/// Weighs the listed names that may be one name.
struct NameSearch {
    private(set) var found: [(name: Int, comparison: NameComparison)] = []

    /// - Parameter isCarrier: whether a party's short name may stand for longer ones.
    init(_ query: PreparedName, index: NameIndex, looksAtAll: Bool, isCarrier: (UInt32) -> Bool) {
        guard !query.name.words.isEmpty else { return }
        if looksAtAll {
            for name in 0..<index.count { weigh(name, query, index, checksJoins: true) }
        } else {
            for (name, checksJoins) in Self.candidates(query, index) {
                weigh(name, query, index, checksJoins: checksJoins)
            }
        }
        raise(query, index, isCarrier)
    }

    private static func candidates(_ query: PreparedName, _ index: NameIndex) -> [(Int, Bool)] {
        var names: [UInt32] = []
        for number in query.matches.keys { names.append(contentsOf: index.names(with: number)) }
        var joined: Set<UInt32> = []
        for hash in query.joins.keys { index.forEachName(joining: hash) { joined.insert($0) } }
        names.append(contentsOf: joined)
        names.sort()
        var candidates: [(Int, Bool)] = []
        candidates.reserveCapacity(names.count)
        var last: UInt32?
        for name in names where name != last {
            last = name
            candidates.append((Int(name), joined.contains(name)))
        }
        return candidates
    }

    private mutating func weigh(_ name: Int, _ query: PreparedName, _ index: NameIndex, checksJoins: Bool) {
        guard let comparison = index.compare(query, with: name, checksJoins: checksJoins), comparison.score > 0.3 else {
            return
        }
        found.append((name, comparison))
    }

    /// Longer names that carry the whole name looked for, where the list uses that name by itself: for somebody, or with
    /// words of the trade and places for several parties.
    private mutating func raise(_ query: PreparedName, _ index: NameIndex, _ isCarrier: (UInt32) -> Bool) {
        func carries(_ found: (name: Int, comparison: NameComparison)) -> Bool {
            found.comparison.coversQuery && found.comparison.leavesNothing && !found.comparison.isCommonOnly
                && found.comparison.pairs.allSatisfy { $0.reason != .sound } && isCarrier(index.parties[found.name])
        }
        let carriers = found.filter(carries)
        let alone = carriers.filter(\.comparison.hasSameCore)
        guard
            alone.contains(where: \.comparison.isWholeListed)
                || Set(alone.map { index.parties[$0.name] }).count >= NameScoring.family
        else { return }
        for place in found.indices where carries(found[place]) {
            found[place].comparison.score = max(found[place].comparison.score, NameScoring.carried)
            found[place].comparison.scoreInOneCountry = max(
                found[place].comparison.scoreInOneCountry, NameScoring.carried)
        }
    }
}
