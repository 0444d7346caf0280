import Catalog
import Quantities
import Testing

@testable import Capability

struct AggregatedServiceTests {
    private static let usual = ServiceLoad(input: 1_024, output: 1_024)
    private static let deployments = TestDeployment.all.filter {
        $0.engine == Engine(tensor: 8) || $0.engine == Engine(replicas: 8, expertWidth: 8)
            || $0.engine == Engine(tensor: 4, pipeline: 2)
    }
    private static let concurrencies = [1.0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024]

    private func service(
        _ deployment: TestDeployment, _ load: ServiceLoad = usual, predictions: Int = 0
    ) throws -> AggregatedService {
        AggregatedService(try deployment.step(predictions: predictions), load: load)
    }

    /// Requests under way = requests a second × time of a request.
    @Test(arguments: deployments)
    func `requests obey Little's law`(deployment: TestDeployment) throws {
        let service = try service(deployment)
        for concurrency in Self.concurrencies {
            let figures = service.figures(concurrency: concurrency)
            let underway = figures.requestRate * figures.endToEnd(output: service.load.output)
            #expect(abs(underway / concurrency - 1) < 0.01, "\(underway) of \(concurrency)")
            #expect(figures.decoding <= concurrency * 1.0001)
        }
    }

    /// Where each batch has a sequence; below, one that decodes is there for part of the time.
    @Test(arguments: deployments)
    func `sequences that decode obey Little's law`(deployment: TestDeployment) throws {
        let service = try service(deployment)
        for concurrency in Self.concurrencies where concurrency >= 16 {
            let figures = service.figures(concurrency: concurrency)
            let answering = (service.load.output - 1) * figures.timePerOutputToken
            let decoding = figures.requestRate * answering
            #expect(abs(decoding / figures.decoding - 1) < 0.03, "\(decoding) of \(figures.decoding), \(concurrency)")
        }
    }

    @Test(arguments: deployments)
    func `more requests never lower throughput or time per token`(deployment: TestDeployment) throws {
        for load in [Self.usual, ServiceLoad(input: 8_192, output: 1_024), ServiceLoad(input: 1_024, output: 8_192)] {
            let service = try service(deployment, load)
            var last: ServiceFigures?
            for concurrency in Self.concurrencies {
                let figures = service.figures(concurrency: concurrency)
                if let last {
                    #expect(figures.requestRate >= last.requestRate * 0.995, "\(concurrency), \(load)")
                    #expect(figures.timePerOutputToken >= last.timePerOutputToken * 0.995, "\(concurrency), \(load)")
                }
                last = figures
            }
        }
    }

    @Test(arguments: deployments)
    func `longer answers take longer`(deployment: TestDeployment) throws {
        var last: ServiceFigures?
        for output in [64.0, 256, 1_024, 4_096, 16_384] {
            let figures = try service(deployment, ServiceLoad(input: 2_048, output: output)).figures(concurrency: 64)
            if let last {
                #expect(figures.requestRate < last.requestRate)
                #expect(figures.endToEnd(output: output) > last.endToEnd(output: output / 4))
            }
            last = figures
        }
    }

    @Test(arguments: deployments)
    func `longer prompts take longer`(deployment: TestDeployment) throws {
        var last: ServiceFigures?
        for input in [128.0, 512, 2_048, 8_192, 32_768] {
            let figures = try service(deployment, ServiceLoad(input: input, output: 512)).figures(concurrency: 64)
            if let last {
                #expect(figures.timeToFirstToken > last.timeToFirstToken)
                #expect(figures.timePerOutputToken > last.timePerOutputToken)
                #expect(figures.requestRate < last.requestRate)
            }
            last = figures
        }
    }

    @Test(arguments: deployments)
    func `a prefix that is reused is quicker and makes room for more`(deployment: TestDeployment) throws {
        var last: ServiceFigures?
        for share in [0.0, 0.25, 0.5, 0.9] {
            let load = ServiceLoad(input: 8_192, output: 512, reusedPrefix: share)
            let figures = try service(deployment, load).figures(concurrency: 64)
            if let last {
                #expect(figures.timeToFirstToken < last.timeToFirstToken, "\(share)")
                #expect(figures.requestRate > last.requestRate, "\(share)")
            }
            last = figures
        }
    }

    @Test(arguments: ["hgx-h200", "cloudmatrix-384"])
    func `predictions that are kept make answers quicker`(system: String) throws {
        let deployment = TestDeployment(
            system: system, model: "deepseek-r1", engine: Engine(replicas: 8, expertWidth: 8))
        var last: ServiceFigures?
        for acceptance in [0.0, 0.3, 0.6, 0.9] {
            let load = ServiceLoad(input: 2_048, output: 1_024, acceptance: acceptance)
            let figures = try service(deployment, load, predictions: 1).figures(concurrency: 64)
            if let last {
                #expect(figures.timePerOutputToken < last.timePerOutputToken)
                #expect(figures.requestRate > last.requestRate)
            }
            last = figures
        }
    }

    /// A service whose steps have other constants.
    private func service(_ engine: Engine, _ change: (inout StepConstants) -> Void) throws -> AggregatedService {
        var machine = try Bundled.machine("hgx-h200", "deepseek-r1")
        change(&machine.step)
        let deployment = TestDeployment(system: "hgx-h200", model: "deepseek-r1", engine: engine)
        return AggregatedService(try deployment.step(on: machine), load: Self.usual)
    }

    @Test func `a busy scheduler that looks less often has requests wait for as many steps more`() throws {
        let usual = try service(Engine(tensor: 8)) { ($0.pollSteps, $0.busyPolling) = (10, 1) }
        let seldom = try service(Engine(tensor: 8)) { ($0.pollSteps, $0.busyPolling) = (10, 3) }
        for sequences in [1.0, 15, 16, 64] {
            let (one, other) = (usual.figures(decoding: sequences), seldom.figures(decoding: sequences))
            let longer = sequences < 16 ? 0 : 20 * one.step.total
            #expect(abs(other.timeToFirstToken - one.timeToFirstToken - longer) < 1e-9)
            #expect(one.timePerOutputToken == other.timePerOutputToken)
        }
    }

    @Test func `prompts wait until every attention replica has one, but not for ever`() throws {
        let plain = try service(Engine(replicas: 8, expertWidth: 8)) { $0.balanceSteps = 0 }.figures(decoding: 8)
        for (balance, steps) in [(2.0, 16.0), (10, StepConstants.longestBalance)] {
            let waiting = try service(Engine(replicas: 8, expertWidth: 8)) { $0.balanceSteps = balance }
                .figures(decoding: 8)
            #expect(abs(waiting.timeToFirstToken - plain.timeToFirstToken - steps * plain.step.total) < 1e-9)
            let alone = try service(Engine(tensor: 8)) { $0.balanceSteps = balance }.figures(decoding: 8)
            let same = try service(Engine(tensor: 8)) { $0.balanceSteps = 0 }.figures(decoding: 8)
            #expect(alone.timeToFirstToken == same.timeToFirstToken)
        }
    }

    /// Each predicted token is kept only if those before it were.
    @Test func `tokens of a step are a geometric series`() {
        let load = ServiceLoad(input: 1, output: 1, acceptance: 0.5)
        #expect(load.tokensPerStep(predictions: 0) == 1)
        #expect(load.tokensPerStep(predictions: 3) == 1.875)
    }
}
