/// A cost form whose shapes are among those that tables of operator times hold.
package protocol MeasurableForm: CostForm {
    /// Nil for the shape of another form.
    static func shape(_ shape: OperatorShape) -> Shape?

    /// Where fits begin, the constants' own starts among them: a form with local minima has several.
    static var starts: [[Double]] { get }

    /// Steps of a fit at most.
    static var rounds: Int { get }
}

extension MeasurableForm {
    package static var starts: [[Double]] { [constants.map(\.start)] }
    package static var rounds: Int { 120 }

    /// The form's own starts with some of them changed.
    static func start(_ changes: [String: Double]) -> [Double] {
        constants.map { changes[$0.name] ?? $0.start }
    }
}

extension ProductForm: MeasurableForm {
    package static func shape(_ shape: OperatorShape) -> ProductShape? {
        if case .product(let shape) = shape { shape } else { nil }
    }

    /// Libraries that quantise first, that split k well or badly, that choose tiles badly, and whose cores load slowly
    /// lie in valleys of their own.
    package static let starts = [
        constants.map(\.start),
        start([
            "peakShare": 0.73, "coreBandwidth": 185e9, "launch": 5.4e-6, "tileStart": 1e-8, "overlapLoss": 0.144,
            "waveShare": 0.63, "splitCost": 5e-8, "activationExtra": 4.4, "resultExtra": 1.1, "tileLoss": 0.64,
        ]),
        start([
            "peakShare": 0.88, "coreBandwidth": 240e9, "launch": 5e-6, "tileStart": 1e-8, "overlapLoss": 0.12,
            "splitCost": 1e-5, "activationExtra": 3, "resultExtra": 1.1, "tileLoss": 0.7,
        ]),
        start(["coreBandwidth": 400e9, "launch": 4e-6, "splitCost": 30e-6]),
        start(["coreBandwidth": 250e9, "waveShare": 0.8, "stepLatency": 0.05e-6, "tileLoss": 0.7]),
        start(["coreBandwidth": 90e9, "splitCost": 1e-4, "stepLatency": 0.1e-6, "tileLoss": 0.01]),
    ]
}

extension ElementwiseForm: MeasurableForm {
    package static func shape(_ shape: OperatorShape) -> ElementwiseShape? {
        if case .elementwise(let shape) = shape { shape } else { nil }
    }
}

extension PrefillAttentionForm: MeasurableForm {
    package static func shape(_ shape: OperatorShape) -> PrefillAttentionShape? {
        if case .prefill(let shape) = shape { shape } else { nil }
    }
}

extension DecodeAttentionForm: MeasurableForm {
    package static func shape(_ shape: OperatorShape) -> DecodeAttentionShape? {
        if case .decode(let shape) = shape { shape } else { nil }
    }
}

extension ExpertsForm: MeasurableForm {
    package static func shape(_ shape: OperatorShape) -> ExpertsShape? {
        if case .experts(let shape) = shape { shape } else { nil }
    }

    package static var rounds: Int { 200 }
}

extension MeasurableForm where Shape == CollectiveShape {
    package static func shape(_ shape: OperatorShape) -> CollectiveShape? {
        if case .collective(let shape) = shape { shape } else { nil }
    }

    /// Fixed times and the rate of long messages trade places: fits begin with more of the one and of the other.
    package static var starts: [[Double]] { scaledStarts }
}

extension MeasurableForm {
    /// The constants' own starts, and some with every third larger or smaller.
    static var scaledStarts: [[Double]] {
        let own = constants.map(\.start)
        return [own]
            + (0..<3).flatMap { turn in
                [[1.4, 0.75, 1], [0.3, 3, 1]].map { factors in
                    own.enumerated().map { $1 * factors[($0 + turn) % 3] }
                }
            }
    }
}

extension GatherForm: MeasurableForm {}
extension RingReduceForm: MeasurableForm {}
extension SwitchReduceForm: MeasurableForm {}
extension DirectReduceForm: MeasurableForm {}
extension AllToAllForm: MeasurableForm {}

extension ExchangeForm: MeasurableForm {
    package static func shape(_ shape: OperatorShape) -> ExchangeShape? {
        if case .exchange(let shape) = shape { shape } else { nil }
    }

    /// What bounds it - the wire, the network, the cores - decides which valley a fit ends in.
    package static var starts: [[Double]] {
        let own = constants.map(\.start)
        let changes = [
            [1.0, 1, 1, 1.1, 1, 1, 3, 3, 3, 3], [1, 1, 1, 0.8, 1, 1, 0.3, 10, 5, 0.1],
            [0.7, 2, 1, 1.4, 1, 2, 0.1, 10, 0.7, 1],
        ]
        return scaledStarts + changes.map { zip(own, $0).map(*) }
    }
}

extension FittedKind {
    /// The form that its constants belong to.
    package var form: any MeasurableForm.Type {
        switch self {
        case .product, .batchedProduct: ProductForm.self
        case .elementwise: ElementwiseForm.self
        case .prefillAttention, .latentPrefill: PrefillAttentionForm.self
        case .decodeAttention, .latentDecode: DecodeAttentionForm.self
        case .experts: ExpertsForm.self
        case .allGather, .reduceScatter: GatherForm.self
        case .allToAll: AllToAllForm.self
        case .allReduceRing: RingReduceForm.self
        case .allReduceInSwitch: SwitchReduceForm.self
        case .allReduceDirect: DirectReduceForm.self
        case .dispatch, .combine: ExchangeForm.self
        }
    }
}
