import Catalog
import Quantities
import Testing

@testable import Capability

struct DisaggregatedServiceTests {
    struct Pools: Sendable, CustomStringConvertible {
        let system: String
        let model: String
        let prefill: Engine
        let prefillEngines: Int
        let decode: Engine
        let decodeEngines: Int

        var description: String {
            "\(model) on \(system), \(prefillEngines) × \(prefill.summary) for \(decodeEngines) × \(decode.summary)"
        }

        func service(_ load: ServiceLoad, predictions: Int = 0) throws -> DisaggregatedService {
            DisaggregatedService(
                prefill: .init(try Bundled.step(system, model, prefill), engines: prefillEngines),
                decode: .init(
                    try Bundled.step(system, model, decode, predictions: predictions), engines: decodeEngines),
                load: load)
        }
    }

    private static let pools = [
        Pools(
            system: "gb200-nvl72", model: "deepseek-r1", prefill: Engine(replicas: 4, expertWidth: 4),
            prefillEngines: 4, decode: Engine(replicas: 32, expertWidth: 32), decodeEngines: 1),
        Pools(
            system: "cloudmatrix-384", model: "deepseek-r1", prefill: Engine(replicas: 32, expertWidth: 32),
            prefillEngines: 6, decode: Engine(replicas: 320, expertWidth: 320, redundantExperts: 64), decodeEngines: 1),
        Pools(
            system: "hgx-h200", model: "llama-3.1-70b", prefill: Engine(tensor: 2), prefillEngines: 2,
            decode: Engine(tensor: 4), decodeEngines: 1),
        Pools(
            system: "hgx-b200", model: "gpt-oss-120b", prefill: Engine(tensor: 2), prefillEngines: 1,
            decode: Engine(tensor: 2), decodeEngines: 3),
    ]
    private static let load = ServiceLoad(input: 4_096, output: 1_024)
    private static let concurrencies = [1.0, 4, 16, 64, 256, 1_024, 4_096]

    @Test(arguments: pools)
    func `requests obey Little's law`(pools: Pools) throws {
        let service = try pools.service(Self.load)
        for concurrency in Self.concurrencies {
            let figures = service.figures(concurrency: concurrency)
            let underway = figures.requestRate * figures.endToEnd(output: Self.load.output)
            #expect(abs(underway / concurrency - 1) < 0.01, "\(underway) of \(concurrency)")
        }
    }

    /// The first of many waits in a wave, but never for more than half of them.
    @Test(arguments: pools)
    func `one request doesn't queue, and many queue no longer than a busy pool's`(pools: Pools) throws {
        let service = try pools.service(ServiceLoad(input: 1_024, output: 8_192))
        let alone = service.figures(concurrency: 0.001).timeToFirstToken
        var last = alone
        for concurrency in Self.concurrencies {
            let figures = service.figures(concurrency: concurrency)
            #expect(figures.timeToFirstToken >= last * (1 - 1e-9))
            last = figures.timeToFirstToken
            guard figures.requestRate < service.prefillCapacity * 0.999 else { break }
            #expect(last < alone * 11)
        }
    }

    @Test(arguments: pools)
    func `no more requests finish than the prefill pool takes in`(pools: Pools) throws {
        for input in [256.0, 4_096, 32_768] {
            let service = try pools.service(ServiceLoad(input: input, output: 128))
            for concurrency in Self.concurrencies {
                let figures = service.figures(concurrency: concurrency)
                #expect(figures.requestRate <= service.prefillCapacity * (1 + 1e-9), "\(input), \(concurrency)")
            }
        }
    }

    @Test(arguments: pools)
    func `more requests never lower throughput or time per token`(pools: Pools) throws {
        for output in [64.0, 1_024] {
            let service = try pools.service(ServiceLoad(input: 4_096, output: output))
            var last: ServiceFigures?
            for concurrency in Self.concurrencies {
                let figures = service.figures(concurrency: concurrency)
                if let last {
                    #expect(figures.requestRate >= last.requestRate * 0.995, "\(concurrency)")
                    #expect(figures.timePerOutputToken >= last.timePerOutputToken * 0.995, "\(concurrency)")
                }
                last = figures
            }
        }
    }

    @Test(arguments: pools)
    func `longer prompts lower what the prefill pool takes in`(pools: Pools) throws {
        var last = Double.infinity
        for input in [256.0, 1_024, 4_096, 16_384, 65_536] {
            let capacity = try pools.service(ServiceLoad(input: input, output: 256)).prefillCapacity
            #expect(capacity < last)
            last = capacity
        }
    }

    @Test(arguments: pools)
    func `a prefix that is reused is quicker and makes room for more`(pools: Pools) throws {
        let plain = try pools.service(ServiceLoad(input: 4_096, output: 256))
        let reusing = try pools.service(ServiceLoad(input: 4_096, output: 256, reusedPrefix: 0.5))
        #expect(reusing.prefillCapacity > plain.prefillCapacity)
        let (before, after) = (plain.figures(concurrency: 32), reusing.figures(concurrency: 32))
        #expect(after.timeToFirstToken < before.timeToFirstToken)
        #expect(after.requestRate > before.requestRate)
    }

    @Test(arguments: pools.prefix(2))
    func `predictions that are kept make answers quicker`(pools: Pools) throws {
        func time(_ acceptance: Double) throws -> Double {
            let load = ServiceLoad(input: 4_096, output: 1_024, acceptance: acceptance)
            return try pools.service(load, predictions: 1).figures(concurrency: 512).timePerOutputToken
        }
        #expect(try time(0.8) < time(0.4))
    }

    /// A first token on a pool of its own never waits for decoding steps.
    @Test(arguments: pools)
    func `a lone request waits for its prompt and its cache`(pools: Pools) throws {
        let service = try pools.service(Self.load)
        let step = service.prefill.model.time(StepLoad(promptTokens: 4_096, promptLength: 4_096)).total
        #expect(service.figures(concurrency: 1).timeToFirstToken > step)
    }
}
