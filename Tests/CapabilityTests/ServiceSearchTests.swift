import Catalog
import Quantities
import Testing

@testable import Capability

/// The search against plain loops over every engine pair, batch and division of the pool.
struct ServiceSearchTests {
    struct Case: Sendable, CustomStringConvertible {
        let system: String
        let model: String
        let pool: Int
        let engines: [Engine]
        var batches = [1, 2, 3, 8, 24, 64, 192, 512, 2_048]
        var load = ServiceLoad(input: 2_048, output: 512)
        var limits = Limits()
        var predictions = 0

        var description: String { "\(model) on \(pool) ranks of \(system), \(limits)" }

        var phases: PhaseSearch {
            get throws {
                PhaseSearch(
                    try Bundled.question(system, model, load, limits: limits, predictions: predictions),
                    machine: try Bundled.machine(system, model),
                    space: SearchSpace(engines: engines, batches: batches))
            }
        }
        var found: ServiceSearch.Found { get throws { ServiceSearch(try phases, pool: pool).run() } }
    }

    private static let dense = [
        Engine(), Engine(tensor: 2), Engine(tensor: 4), Engine(tensor: 8), Engine(tensor: 2, pipeline: 2),
    ]
    private static let mixed = [
        Engine(), Engine(tensor: 2), Engine(tensor: 4), Engine(tensor: 4, expertWidth: 4),
        Engine(replicas: 4, expertWidth: 4), Engine(replicas: 8, expertWidth: 8),
        Engine(replicas: 8, expertWidth: 8, overlapsHalves: true),
    ]
    private static let cases = [
        Case(system: "hgx-h200", model: "llama-3.1-70b", pool: 8, engines: dense),
        Case(
            system: "hgx-h200", model: "llama-3.1-70b", pool: 8, engines: dense,
            limits: Limits(timePerOutputToken: 0.03, timeToFirstToken: 0.4)),
        Case(system: "gb200-nvl72", model: "llama-3.1-70b", pool: 13, engines: dense),
        Case(system: "hgx-b200", model: "gpt-oss-120b", pool: 8, engines: mixed),
        Case(
            system: "gb200-nvl72", model: "qwen3-235b-a22b", pool: 16, engines: mixed,
            limits: Limits(timePerOutputToken: 0.05)),
        Case(
            system: "cloudmatrix-384", model: "gpt-oss-120b", pool: 11, engines: mixed,
            load: ServiceLoad(input: 512, output: 2_048), limits: Limits(timeToFirstToken: 1)),
        Case(
            system: "gb200-nvl72", model: "deepseek-r1", pool: 16, engines: mixed,
            load: ServiceLoad(input: 4_096, output: 256, reusedPrefix: 0.3, acceptance: 0.7), predictions: 1),
    ]

    private typealias Coordinates = (speed: Double, throughput: Double)

    /// Every deployment that fits and keeps to the limits.
    private func everything(_ test: Case) throws -> [Coordinates] {
        try split(test) + together(test)
    }

    private func step(_ test: Case, _ engine: Engine) throws -> StepModel {
        try Bundled.step(test.system, test.model, engine, predictions: test.predictions)
    }

    private func fits(_ need: MemoryNeed, _ model: StepModel) -> Bool {
        need.total <= model.machine.memory * (1 - MemoryNeed.reserved)
    }

    private func together(_ test: Case) throws -> [Coordinates] {
        var points: [Coordinates] = []
        for engine in test.engines {
            let model = try step(test, engine)
            let service = AggregatedService(model, load: test.load)
            for batch in test.batches {
                let need = model.memory(
                    sequences: Double(batch * engine.pipeline), tokens: test.load.input + test.load.output,
                    step: service.chunk + Double(batch))
                let figures = service.figures(decoding: Double(batch))
                guard fits(need, model), test.limits.allows(perToken: figures.timePerOutputToken),
                    test.limits.allows(first: figures.timeToFirstToken)
                else { continue }
                for engines in stride(from: 1, through: test.pool / engine.ranks, by: 1) {
                    let rate = figures.requestRate * Double(engines) * test.load.output / Double(test.pool)
                    points.append((1 / figures.timePerOutputToken, rate))
                }
            }
        }
        return points
    }

    private func split(_ test: Case) throws -> [Coordinates] {
        var points: [Coordinates] = []
        let makers = try makers(test)
        let takers = try takers(test)
        for make in makers {
            for take in takers {
                for makers in stride(from: 1, through: test.pool / make.ranks, by: 1) {
                    for takers in stride(from: 1, through: (test.pool - makers * make.ranks) / take.ranks, by: 1) {
                        let rate = min(Double(makers) * make.requests, Double(takers) * take.requests)
                        points.append((make.speed, rate * test.load.output / Double(test.pool)))
                    }
                }
            }
        }
        return points
    }

    /// Decoding engines: ranks, a user's speed, and requests a second.
    private func makers(_ test: Case) throws -> [(ranks: Int, speed: Double, requests: Double)] {
        let kept = test.load.tokensPerStep(predictions: Double(test.predictions))
        var makers: [(ranks: Int, speed: Double, requests: Double)] = []
        for engine in test.engines {
            let model = try step(test, engine)
            for batch in test.batches {
                let need = model.memory(
                    sequences: Double(batch * engine.pipeline), tokens: test.load.input + test.load.output,
                    step: Double(batch * (1 + test.predictions)))
                let load = StepLoad(
                    sequences: Double(batch), context: test.load.context,
                    rowsPerSequence: Double(1 + test.predictions))
                let perToken = model.time(load).total / kept
                guard fits(need, model), test.limits.allows(perToken: perToken) else { continue }
                let tokens = Double(batch * engine.replicas * engine.pipeline) / perToken
                makers.append((engine.ranks, 1 / perToken, tokens / test.load.output))
            }
        }
        return makers
    }

    /// Engines that take in prompts: ranks, and requests a second.
    private func takers(_ test: Case) throws -> [(ranks: Int, requests: Double)] {
        let computed = test.load.computedInput
        var takers: [(ranks: Int, requests: Double)] = []
        for engine in test.engines {
            let model = try step(test, engine)
            for chunk in PhaseSearch.chunks {
                let prompts = max(1, (Double(chunk) / computed).rounded(.down))
                let need = model.memory(
                    sequences: prompts, tokens: test.load.input, step: min(prompts * computed, 16_384))
                let load = StepLoad(
                    promptTokens: prompts * computed, promptLength: test.load.input,
                    promptPrefix: test.load.input - computed)
                let time = model.time(load).total
                let first = model.machine.step.request + time * model.machine.step.promptDelay
                guard fits(need, model), test.limits.allows(first: first) else { continue }
                takers.append((engine.ranks, prompts * Double(engine.replicas * engine.pipeline) / time))
            }
        }
        return takers
    }

    @Test(arguments: cases)
    func `the front is that of every deployment`(test: Case) throws {
        let found = try test.found.front
        var plain = ParetoFront<Void>()
        for point in try everything(test) { plain.add(speed: point.speed, throughput: point.throughput, ()) }
        #expect(!plain.points.isEmpty)
        #expect(found.checkInvariants())
        // Equal but for rounding: each point of either front is matched, or all but, by one of the other.
        for point in plain.points {
            let best = found.best(atLeast: point.speed * (1 - 1e-9))
            #expect((best?.throughput ?? 0) >= point.throughput * (1 - 1e-9), "\(point.speed), \(point.throughput)")
        }
        for point in found.points {
            let best = plain.best(atLeast: point.speed * (1 - 1e-9))
            #expect((best?.throughput ?? 0) >= point.throughput * (1 - 1e-9), "\(point.value)")
        }
    }

    @Test(arguments: cases)
    func `plans keep to the limits and to the pool`(test: Case) throws {
        let found = try test.found
        #expect(found.evaluated > 0)
        for point in found.front.points {
            let plan = point.value
            #expect(test.limits.allows(perToken: plan.timePerOutputToken))
            #expect(test.limits.allows(first: plan.timeToFirstToken))
            #expect(plan.decode.ranks + (plan.prefill?.ranks ?? 0) <= test.pool)
            #expect(plan.decode.engines >= 1 && plan.prefill?.engines ?? 1 >= 1)
            #expect(point.speed == plan.speed)
            #expect(point.throughput == plan.ratePerRank(output: test.load.output))
        }
    }

    @Test(arguments: cases)
    func `plans fit in memory`(test: Case) throws {
        for point in try test.found.front.points where point.value.prefill == nil {
            let plan = point.value
            let model = try step(test, plan.decode.engine)
            let need = model.memory(
                sequences: Double(plan.decode.batch * plan.decode.engine.pipeline),
                tokens: test.load.input + test.load.output, step: 8_192)
            #expect(need.excess(over: model.machine.memory) <= .zero)
        }
    }

    @Test(arguments: cases)
    func `every search finds the same`(test: Case) throws {
        let (one, two) = (try test.found, try test.found)
        #expect(one.evaluated == two.evaluated)
        #expect(one.front.points.map(\.value) == two.front.points.map(\.value))
    }

    @Test(arguments: [Limits(timePerOutputToken: 1e-6), Limits(timeToFirstToken: 1e-6)])
    func `nothing keeps to an impossible limit`(limits: Limits) throws {
        var test = Self.cases[0]
        test.limits = limits
        #expect(try test.found.front.points.isEmpty)
    }

    @Test func `nothing is found where the model does not fit`() throws {
        let test = Case(system: "hgx-h100", model: "deepseek-r1", pool: 8, engines: [Engine(tensor: 8)])
        let found = try test.found
        #expect(found.front.points.isEmpty)
    }

    @Test func `a looser limit never leads to less`() throws {
        var test = Self.cases[0]
        var last = 0.0
        for limit in [0.01, 0.02, 0.05, 0.2] {
            test.limits = Limits(timePerOutputToken: limit)
            let most = try test.found.front.points.last?.throughput ?? 0
            #expect(most >= last)
            last = most
        }
    }

    @Test func `a plan says when memory ends it`() throws {
        let plans = try Self.cases[0].phases.decodePlans().plans
        let last = Dictionary(grouping: plans) { $0.engine }.compactMapValues(\.last)
        #expect(last.values.allSatisfy { $0.isLimitedByMemory })
        #expect(plans.contains { !$0.isLimitedByMemory })
    }
}
