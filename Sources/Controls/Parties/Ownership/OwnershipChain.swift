/// Who owns whom, in percent, as far as it is known.
///
/// ```swift
/// let chain = try OwnershipChain([
///     .init(owner: "Listed Holding", owned: "Middle Ltd", percent: 60),
///     .init(owner: "Middle Ltd", owned: "Buyer Sdn. Bhd.", percent: 50),
/// ])
/// let finding = OwnershipFinding(of: "Buyer Sdn. Bhd.", in: chain, listed: ["Listed Holding": [.entityList]], under: rule)
/// ```
package struct OwnershipChain: Sendable, Equatable {
    /// A share of one party in another.
    package struct Holding: Sendable, Equatable, Encodable {
        package let owner: String
        package let owned: String
        /// 0 to 100; nil where the share isn't known.
        package let percent: Double?

        package init(owner: String, owned: String, percent: Double?) {
            self.owner = owner
            self.owned = owned
            self.percent = percent
        }
    }

    package let holdings: [Holding]

    /// The most holdings of one question.
    package static let limit = 10_000
    /// Published shares are rounded: so much more than 100 % is let pass.
    package static let rounding = 0.5

    /// - Throws: `OwnershipProblem` for shares that can't be. Circles are allowed: companies do own one another.
    package init(_ holdings: [Holding]) throws(OwnershipProblem) {
        guard holdings.count <= Self.limit else { throw .tooMany(holdings.count) }
        var sums: [String: Double] = [:]
        for holding in holdings {
            if let percent = holding.percent {
                guard percent.isFinite, (0...100).contains(percent) else {
                    throw .noShare(owner: holding.owner, owned: holding.owned, percent: percent)
                }
                sums[holding.owned, default: 0] += percent
            }
        }
        // Named in order, so that one input has one error.
        for owned in sums.keys.sorted() {
            if let sum = sums[owned], sum > 100 + Self.rounding { throw .moreThanWhole(owned: owned, sum: sum) }
        }
        self.holdings = holdings
    }
}

/// Shares that can't be.
package enum OwnershipProblem: Error, Equatable, CustomStringConvertible {
    case tooMany(Int)
    case noShare(owner: String, owned: String, percent: Double)
    case moreThanWhole(owned: String, sum: Double)

    package var found: String {
        switch self {
        case .tooMany(let count): "\(count) holdings"
        case .noShare(let owner, let owned, let percent): "a share of \(percent) % of \(owner) in \(owned)"
        case .moreThanWhole(let owned, let sum): "shares in \(owned) that add up to \(sum) %"
        }
    }

    package var expected: String {
        switch self {
        case .tooMany: "at most \(OwnershipChain.limit)"
        case .noShare: "0 to 100"
        case .moreThanWhole: "at most 100 %"
        }
    }

    package var description: String { "found \(found); expected \(expected)" }
}
