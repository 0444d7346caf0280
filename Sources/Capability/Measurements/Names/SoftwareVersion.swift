/// A version of serving software as its makers number it: `0.5.6.post2`, `1.3.0rc20`, `2.26.2`.
///
/// Ordered as Python orders them (PEP 440): a release candidate comes before its release, a post-release after it.
package struct SoftwareVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// As written, without a leading `v`.
    package let description: String
    private let numbers: [Int]
    private let stage: Stage
    private let stageNumber: Int

    private enum Stage: Int, Sendable, Comparable {
        case development, alpha, beta, candidate, release, post

        static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    private static let stages: [(String, Stage)] = [
        ("dev", .development), ("alpha", .alpha), ("beta", .beta), ("rc", .candidate), ("post", .post), ("a", .alpha),
        ("b", .beta),
    ]

    /// Nil for what doesn't begin with a number, a point and a number. What follows a `-`, `+` or `_` is no part of it:
    /// builds are named after their toolkit and machine there.
    package init?(_ text: some StringProtocol) {
        let folded = text.lowercased().prefix(64)
        let own = folded.drop { $0 == "v" }.prefix { $0 != "-" && $0 != "+" && $0 != "_" }
        var numbers: [Int] = []
        var rest = own
        while let first = rest.first, first.isASCII, first.isNumber {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.count <= 9, let number = Int(digits) else { return nil }
            numbers.append(number)
            rest = rest.dropFirst(digits.count)
            let after = rest.dropFirst()
            guard rest.first == ".", let next = after.first, next.isASCII, next.isNumber else { break }
            rest = after
        }
        guard numbers.count >= 2, let (stage, stageNumber) = Self.stage(rest) else { return nil }
        while numbers.count > 2, numbers.last == 0 { numbers.removeLast() }
        self.numbers = numbers
        self.stage = stage
        self.stageNumber = stageNumber
        description = String(own)
    }

    /// What follows the numbers.
    private static func stage(_ text: Substring) -> (Stage, Int)? {
        let text = text.first == "." ? text.dropFirst() : text
        guard !text.isEmpty else { return (.release, 0) }
        for (word, stage) in stages where text.hasPrefix(word) {
            // A further stage (`rc2.post1`) is left out of the order; it stays in the text.
            let digits = text.dropFirst(word.count).prefix { $0.isASCII && $0.isNumber }
            let rest = text.dropFirst(word.count + digits.count)
            guard digits.count <= 9, rest.isEmpty || rest.first == "." else { continue }
            return (stage, Int(digits) ?? 0)
        }
        return nil
    }

    package static func < (left: SoftwareVersion, right: SoftwareVersion) -> Bool {
        if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
        return (left.stage, left.stageNumber, left.description) < (right.stage, right.stageNumber, right.description)
    }

    package static func == (left: SoftwareVersion, right: SoftwareVersion) -> Bool {
        left.description == right.description
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
