import Catalog
import Quantities
import Testing

@testable import Capability

struct SearchSpaceTests {
    struct Pool: Sendable, CustomStringConvertible {
        let model: String
        let ranks: Int
        let domain: Int

        var description: String { "\(model), \(ranks) ranks, \(domain) together" }
        var space: SearchSpace {
            get throws { SearchSpace(try Bundled.architecture(model), ranks: ranks, domain: domain) }
        }
    }

    private static let pools = TestDeployment.models.flatMap { model in
        [(1, 8), (7, 8), (8, 8), (16, 8), (72, 72), (100, 72), (768, 768)].map {
            Pool(model: model, ranks: $0.0, domain: $0.1)
        }
    }

    @Test(arguments: pools)
    func `engines fit in the pool and are each there once`(pool: Pool) throws {
        let engines = try pool.space.engines
        #expect(!engines.isEmpty)
        #expect(Set(engines).count == engines.count)
        #expect(engines.allSatisfy { (1...pool.ranks).contains($0.ranks) })
    }

    @Test(arguments: pools)
    func `matrices are split within the scale-up domain and by whole heads`(pool: Pool) throws {
        let heads = try Bundled.architecture(pool.model).heads
        #expect(try pool.space.engines.allSatisfy { $0.tensor <= min(pool.domain, heads) })
    }

    @Test(arguments: pools)
    func `every expert has a place`(pool: Pool) throws {
        guard let experts = try Bundled.architecture(pool.model).experts else {
            #expect(try pool.space.engines.allSatisfy { $0.expertWidth == 1 && $0.replicas == 1 })
            return
        }
        for engine in try pool.space.engines where engine.replicas > 1 {
            let slots = experts.routed + engine.redundantExperts
            #expect(slots.isMultiple(of: engine.expertWidth))
            #expect(slots / engine.expertWidth >= 1)
            #expect(engine.expertWidth == engine.stageRanks)
        }
    }

    @Test(arguments: pools)
    func `every way to spread one stage is weighed as a pipeline too`(pool: Pool) throws {
        let engines = Set(try pool.space.engines)
        for engine in engines where engine.pipeline == 1 {
            for stages in [2, 4, 8] where engine.ranks * stages == pool.ranks {
                var pipeline = engine
                pipeline.pipeline = stages
                #expect(engines.contains(pipeline), "\(pipeline.summary)")
            }
        }
    }

    @Test(arguments: pools)
    func `models have no more stages than layers`(pool: Pool) throws {
        let layers = try Bundled.architecture(pool.model).layers
        #expect(try pool.space.engines.allSatisfy { $0.pipeline <= layers })
    }

    @Test func `widths are powers of two, the domain and the pool`() {
        #expect(SearchSpace.widths(ranks: 100, domain: 72) == [1, 2, 4, 8, 16, 32, 64, 72, 100])
        #expect(SearchSpace.widths(ranks: 1, domain: 72) == [1])
        #expect(SearchSpace.widths(ranks: 8, domain: 8) == [1, 2, 4, 8])
    }

    @Test func `batches rise from 1 to 8,192 by a fifth or by one`() {
        let grid = SearchSpace.grid
        #expect(grid.first == 1)
        #expect(grid.last == 8_192)
        for (less, more) in zip(grid, grid.dropFirst()) {
            #expect(more > less)
            #expect(more == less + 1 || Double(more) < Double(less) * 1.26)
        }
    }
}
