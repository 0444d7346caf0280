import Foundation

/// Takes names one by one and keeps what `NameIndex` is made from.
struct NameIndexBuilder {
    private(set) var words: [[UInt8]] = []
    private(set) var numbers: [[UInt8]: UInt32] = [:]
    private(set) var nameStarts: [UInt32] = [0]
    private(set) var nameWords: [UInt32] = []
    private(set) var nameKinds: [WordClass] = []
    private(set) var parties: [UInt32] = []
    private(set) var aliases: [UInt16] = []

    /// Takes the names of a party. Beyond 16 million names or words no more are taken.
    ///
    /// - Returns: whether all of them were.
    mutating func add(_ party: ListedParty, number: UInt32) -> Bool {
        for (alias, text) in ([party.name] + party.otherNames).enumerated() {
            for form in ListedName.forms(of: text) {
                guard parties.count < WordKeys.limit - 1, words.count < WordKeys.limit - NameFolding.mostWords else {
                    return false
                }
                add(PartyName(form), party: number, alias: UInt16(clamping: alias))
            }
        }
        return true
    }

    private mutating func add(_ name: PartyName, party: UInt32, alias: UInt16) {
        guard !name.words.isEmpty else { return }
        for word in name.words {
            let number: UInt32
            if let known = numbers[word.bytes] {
                number = known
            } else {
                number = UInt32(words.count)
                numbers[word.bytes] = number
                words.append(word.bytes)
            }
            nameWords.append(number)
            nameKinds.append(word.kind)
        }
        nameStarts.append(UInt32(nameWords.count))
        parties.append(party)
        aliases.append(alias)
    }

    func range(of name: Int) -> Range<Int> { Int(nameStarts[name])..<Int(nameStarts[name + 1]) }

    /// Whether the word at a place hasn't stood in its name before.
    func isFirst(_ place: Int, of name: Int) -> Bool {
        !nameWords[Int(nameStarts[name])..<place].contains(nameWords[place])
    }

    func joinKeys() -> [UInt64] {
        var entries: [UInt64] = []
        entries.reserveCapacity(nameWords.count * 2)
        for name in parties.indices {
            NameJoins.forEach(range(of: name), word: { words[Int(nameWords[$0])] }) { start, count, hash in
                let kinds = nameKinds[start..<(start + count)]
                guard kinds.contains(where: { $0.identifies || $0.isDescriptive }) else { return }
                entries.append(WordKeys.entry(hash, UInt32(name)))
            }
        }
        return entries
    }
}

/// Neighbouring words of a name, written as one.
enum NameJoins {
    /// Two or three words at most: beyond that no one leaves out the blanks by mistake.
    static let most = 3

    static func forEach(
        _ places: Range<Int>, word: (Int) -> [UInt8], _ body: (_ start: Int, _ count: Int, _ hash: UInt64) -> Void
    ) {
        for start in places {
            var hash = WordKeys.hash(word(start))
            for count in 2...most where start + count <= places.upperBound {
                hash = WordKeys.hash(word(start + count - 1), from: hash)
                body(start, count, hash)
            }
        }
    }
}

extension Double {
    /// Natural logarithm.
    var logarithm: Double { log(self) }
}
