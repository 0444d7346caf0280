/// Numbers that stand together in a description: `96`, `1k/1k`, `4 / 16 / 64`, `4096-token`, `15ms`, `70%`.
struct NumberList: Sendable, Hashable {
    /// Numbers joined by a slash without spaces lie in one item: `1k/1k / 8k/1k` holds two items of two numbers.
    let items: [[Double]]
    /// What follows the last number without a space, such as `ms`, `%`, `token`; empty for nothing.
    let suffix: String
    /// Whether a number had a `k` or `M`.
    let isScaled: Bool

    /// All numbers in their order.
    var all: [Double] { items.flatMap(\.self) }
    /// Two numbers joined by a slash, as a prompt and its answer are.
    var isPair: Bool { items.count == 1 && items[0].count == 2 }
    var isSingle: Bool { items.count == 1 && items[0].count == 1 }

    /// In serving, `4K` tokens are 4,096.
    private static let scales: [(Character, Double)] = [("k", 1_024), ("m", 1_048_576)]
    private static let most = 64

    /// Nil for a text that isn't made of numbers.
    init?(_ text: some StringProtocol) {
        var items: [[Double]] = []
        var suffix = ""
        var isScaled = false
        for item in text.split(separator: " / ") {
            var numbers: [Double] = []
            for part in item.split(separator: "/", omittingEmptySubsequences: false) {
                guard suffix.isEmpty || suffix == "%", let (number, scaled, rest) = Self.number(part) else {
                    return nil
                }
                numbers.append(number)
                suffix = rest
                isScaled = isScaled || scaled
            }
            items.append(numbers)
        }
        guard !items.isEmpty, items.count <= Self.most, items.allSatisfy({ !$0.isEmpty && $0.count <= Self.most })
        else { return nil }
        self.items = items
        self.suffix = suffix
        self.isScaled = isScaled
    }

    private static func number(_ text: some StringProtocol) -> (value: Double, isScaled: Bool, rest: String)? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard digits.first?.isNumber == true, digits.count <= 15, let value = Double(String(digits)) else { return nil }
        var rest = text.dropFirst(digits.count)
        for (letter, scale) in scales where rest.first == letter {
            guard rest.dropFirst().first?.isLetter != true else { continue }
            rest = rest.dropFirst()
            return (value * scale, true, String(rest.drop { $0 == "-" }))
        }
        return (value, false, String(rest.drop { $0 == "-" }))
    }

    /// The numbers as counts; nil when one is no whole number from 1 to 10⁹.
    var counts: [Int]? {
        var counts: [Int] = []
        for number in all {
            guard (1...1e9).contains(number), let count = Int(exactly: number) else { return nil }
            counts.append(count)
        }
        return counts
    }
}
