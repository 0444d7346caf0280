import Capability
import Foundation
import Quantities
import Testing

struct ExpertLoadTests {
    /// experts, top-k, ranks, tokens
    static let layers: [(Double, Double, Double, Double)] = [
        (256, 8, 8, 16), (256, 8, 8, 256), (256, 8, 32, 128), (256, 8, 256, 256), (128, 4, 32, 128),
        (128, 8, 1, 16), (8, 2, 8, 128),
    ]

    @Test(arguments: layers, [0.0, 2, 4])
    func `rows and experts touched are those of a simulation`(
        layer: (Double, Double, Double, Double), skew: Double
    ) {
        let (experts, perToken, ranks, tokens) = layer
        let load = ExpertLoad(
            tokens: tokens, perToken: perToken, experts: experts, ranks: ranks, skew: ExpertSkew(skew: skew))
        let found = Self.simulated(layer, skew: skew)
        #expect(abs(load.rows / found.rows - 1) < 0.15, "\(load.rows) instead of \(found.rows)")
        #expect(abs(load.touched / found.touched - 1) < 0.15, "\(load.touched) instead of \(found.touched)")
    }

    /// ranks, redundant experts, skew: the hottest rank after greedy replication and placement of 256 experts.
    @Test(
        arguments: [
            (32, 32, 2), (72, 32, 4), (96, 32, 4), (288, 32, 2), (288, 32, 4), (288, 32, 8), (320, 64, 8),
        ] as [(Int, Int, Double)])
    func `copies of popular experts level the ranks`(ranks: Int, redundant: Int, skew: Double) {
        // So many tokens that nothing scatters.
        let load = ExpertLoad(
            tokens: 1e9, perToken: 8, experts: 256, ranks: Double(ranks), skew: ExpertSkew(skew: skew),
            redundant: Double(redundant))
        let found = Self.placed(ranks: ranks, redundant: redundant, skew: skew)
        #expect(abs(load.imbalance / found - 1) < 0.08, "\(load.imbalance) instead of \(found)")
        let bare = ExpertLoad(
            tokens: 1e9, perToken: 8, experts: 256, ranks: Double(ranks), skew: ExpertSkew(skew: skew))
        #expect(load.imbalance < bare.imbalance)
    }

    @Test(arguments: [ExpertSkew.even, .random, ExpertSkew(skew: 1), ExpertSkew(skew: 4)])
    func `more tokens are never fewer rows or experts, nor fewer rows for each expert`(skew: ExpertSkew) {
        for ranks in [1.0, 8, 64, 256] {
            var last = ExpertLoad(tokens: 1, perToken: 8, experts: 256, ranks: ranks, skew: skew)
            for tokens in Array(2...300) + stride(from: 301, to: 40_000, by: 397) {
                let load = ExpertLoad(tokens: Double(tokens), perToken: 8, experts: 256, ranks: ranks, skew: skew)
                #expect(load.rows >= last.rows)
                #expect(load.touched >= last.touched * (1 - 1e-12))
                #expect(load.rows / load.touched >= last.rows / last.touched * (1 - 1e-9))
                #expect(load.touched <= load.held)
                #expect(load.touched <= load.rows)
                last = load
            }
        }
    }

    @Test func `tokens dealt out in turn are whole rows on the first rank`() {
        let few = ExpertLoad(tokens: 1, perToken: 8, experts: 256, ranks: 32, skew: .even)
        #expect(few.rows == 1)
        #expect(few.touched == 1)
        let many = ExpertLoad(tokens: 64, perToken: 8, experts: 256, ranks: 8, skew: .even)
        #expect(many.rows == 64)
        #expect(many.touched == 32)
        #expect(many.imbalance == 1)
    }

    @Test func `more skew is more imbalance`() {
        var last = 1.0
        for skew in stride(from: 0.0, through: 6, by: 0.25) {
            let load = ExpertLoad(
                tokens: 65_536, perToken: 8, experts: 256, ranks: 32, skew: ExpertSkew(skew: skew))
            #expect(load.imbalance >= last)
            last = load.imbalance
        }
        #expect(last > 1.8)
    }
}

extension ExpertLoadTests {
    /// Mean over draws of popularities and choices. The k largest of ln p − ln(−ln u) are a draw of k experts without
    /// replacement, each next one in proportion to popularity (Gumbel).
    static func simulated(
        _ layer: (Double, Double, Double, Double), skew: Double
    ) -> (rows: Double, touched: Double) {
        let (experts, perToken, ranks) = (Int(layer.0), Int(layer.1), Int(layer.2))
        let held = experts / ranks
        let rounds = 12
        var generator = SplitMix64(seed: 7)
        var (rows, touched) = (0.0, 0.0)
        for _ in 0..<rounds {
            let popularity = (0..<experts).map { _ in skew * Double.random(in: 0..<1, using: &generator) }
            var counts = [Int](repeating: 0, count: experts)
            for _ in 0..<Int(layer.3) {
                let keys = popularity.map { $0 - log(-log(Double.random(in: 1e-12..<1, using: &generator))) }
                let least = keys.sorted(by: >)[perToken - 1]
                for expert in 0..<experts where keys[expert] >= least { counts[expert] += 1 }
            }
            let ranked = stride(from: 0, to: experts, by: held).map { counts[$0..<($0 + held)] }
            let busiest = ranked.max { $0.reduce(0, +) < $1.reduce(0, +) } ?? []
            rows += Double(busiest.reduce(0, +))
            touched += Double(busiest.filter { $0 > 0 }.count)
        }
        return (rows / Double(rounds), touched / Double(rounds))
    }

    /// Mean imbalance over draws of popularities: the next copy goes to the expert with the hottest copies, then the
    /// hottest copy to the rank with the least load that has room.
    static func placed(ranks: Int, redundant: Int, skew: Double) -> Double {
        let experts = 256
        let rounds = 24
        var generator = SplitMix64(seed: 11)
        var sum = 0.0
        for _ in 0..<rounds {
            let popularity = (0..<experts).map { _ in exp(skew * Double.random(in: 0..<1, using: &generator)) }
            var copies = [Double](repeating: 1, count: experts)
            for _ in 0..<redundant {
                let hottest = (0..<experts).max { popularity[$0] / copies[$0] < popularity[$1] / copies[$1] } ?? 0
                copies[hottest] += 1
            }
            let slots = (0..<experts).flatMap {
                [Double](repeating: popularity[$0] / copies[$0], count: Int(copies[$0]))
            }
            let room = slots.count / ranks
            var loads = [Double](repeating: 0, count: ranks)
            var filled = [Int](repeating: 0, count: ranks)
            for slot in slots.sorted(by: >) {
                let free = (0..<ranks).filter { filled[$0] < room }
                let least = free.min { loads[$0] < loads[$1] } ?? 0
                loads[least] += slot
                filled[least] += 1
            }
            sum += (loads.max() ?? 0) / loads.reduce(0, +) * Double(ranks)
        }
        return sum / Double(rounds)
    }
}
