/// A column of words, of which there are few: each row holds the number of its word.
package struct WordColumn: Sendable {
    /// The different words, in the order in which they first appear.
    package fileprivate(set) var words: [String] = []
    /// For each row, the index of its word in `words`.
    package fileprivate(set) var codes: [Int32] = []

    package subscript(row: Int) -> String { words[Int(codes[row])] }

    /// The number of a word; nil when no row has it.
    package func code(of word: String) -> Int32? { words.firstIndex(of: word).map { Int32($0) } }
}

/// Makes a column of words from bytes, with a string for each different word only.
struct WordColumnBuilder {
    private(set) var column = WordColumn()
    /// The spellings of all words, end to end, and where each begins; the last entry is the end.
    private var spellings: [UInt8] = []
    private var starts = [0]
    /// Words by a hash of their spelling.
    private var known: [UInt64: [Int32]] = [:]
    private var last: Int32 = -1

    /// A table of words with more different ones isn't one.
    static let most = 65_536
    /// Words that are tried before their hash is looked up: a column of formats or kernels has a few.
    private static let few = 8

    /// Appends a row; false when there are too many different words.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Rows of one kernel or format stand together.
        if last >= 0, isWord(last, bytes) {
            column.codes.append(last)
            return true
        }
        guard let code = find(bytes) ?? add(bytes) else { return false }
        last = code
        column.codes.append(code)
        return true
    }

    private func isWord(_ code: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = starts[Int(code)]
        guard starts[Int(code) + 1] - start == bytes.count else { return false }
        // From the end: kernels and formats begin alike.
        for place in bytes.indices.reversed() where spellings[start + place] != bytes[place] { return false }
        return true
    }

    private func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
        for code in 0..<Int32(min(Self.few, column.words.count)) where isWord(code, bytes) { return code }
        guard column.words.count > Self.few else { return nil }
        return known[Self.hash(bytes)]?.first { isWord($0, bytes) }
    }

    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
        guard column.words.count < Self.most else { return nil }
        let code = Int32(column.words.count)
        known[Self.hash(bytes), default: []].append(code)
        spellings += bytes
        starts.append(spellings.count)
        column.words.append(String(decoding: bytes, as: UTF8.self))
        return code
    }

    /// FNV-1a (Fowler, Noll and Vo). Whoever makes words collide only makes his own file slow to read.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
