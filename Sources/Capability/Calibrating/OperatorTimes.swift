package import Quantities

/// What an operator that was timed computed, of whatever form.
package enum OperatorShape: Sendable {
    case product(ProductShape)
    case elementwise(ElementwiseShape)
    case prefill(PrefillAttentionShape)
    case decode(DecodeAttentionShape)
    case collective(CollectiveShape)
    case exchange(ExchangeShape)
    // Much larger than the others, and tables hold hundreds of thousands.
    indirect case experts(ExpertsShape)
}

/// One measured time.
package struct OperatorTime: Sendable {
    package let shape: OperatorShape
    package let time: Seconds

    package init(_ shape: OperatorShape, takes time: Seconds) {
        self.shape = shape
        self.time = time
    }
}

/// Times of one group that stand in one file.
package struct OperatorTimes: Sendable {
    package let group: OperatorGroup
    package let source: OperatorSource
    /// Rows of the file that belong here.
    package let total: Int
    /// Those that were taken, evenly picked.
    package let rows: [OperatorTime]

    package init(_ group: OperatorGroup, from source: OperatorSource, total: Int, rows: [OperatorTime]) {
        self.group = group
        self.source = source
        self.total = total
        self.rows = rows
    }
}

/// Picks some of many rows evenly and always the same.
///
/// Tables count their sizes up like a clock, so that every n-th row may always have the same width. The fractional
/// parts of multiples of the golden ratio fill the interval evenly without any period (Weyl's theorem), and those below
/// the wanted share pick a row.
struct EvenPick {
    private let share: Double

    /// - Parameters:
    ///   - most: rows wanted at most, about.
    ///   - count: rows there are.
    init(_ most: Int, of count: Int) { share = count > most ? Double(most) / Double(count) : 1 }

    func takes(_ index: Int) -> Bool {
        guard share < 1 else { return true }
        let place = Double(index) * 0.618_033_988_749_894_9
        return place - place.rounded(.down) < share
    }
}
