import Catalog
import Quantities
import Testing

@testable import Capability

/// What must hold of every step, whatever the fitted constants.
struct StepModelTests {
    private static let batches = SearchSpace.grid.filter { $0 <= 2_048 }.map { Double($0) }

    private func load(_ sequences: Double, context: Double = 4_096) -> StepLoad {
        StepLoad(sequences: sequences, context: context)
    }

    private func prompt(_ tokens: Double) -> StepLoad { StepLoad(promptTokens: tokens, promptLength: tokens) }

    @Test(arguments: TestDeployment.all)
    func `more sequences never take less time`(deployment: TestDeployment) throws {
        let model = try deployment.step()
        var last = 0.0
        for batch in Self.batches {
            let time = model.time(load(batch)).total
            #expect(time.isFinite && time >= last * (1 - 1e-9), "\(batch): \(time) after \(last)")
            last = time
        }
    }

    @Test(arguments: TestDeployment.all)
    func `longer contexts never take less time`(deployment: TestDeployment) throws {
        let model = try deployment.step()
        for batch in [1.0, 16, 128] {
            var last = 0.0
            for context in sequence(first: 64.0, next: { $0 * 1.5 }).prefix(while: { $0 < 200_000 }) {
                let time = model.time(load(batch, context: context)).total
                #expect(time >= last * (1 - 1e-9), "\(batch) of \(context): \(time) after \(last)")
                last = time
            }
        }
    }

    @Test(arguments: TestDeployment.all)
    func `longer prompts never take less time`(deployment: TestDeployment) throws {
        let model = try deployment.step()
        var last = 0.0
        for tokens in sequence(first: 16.0, next: { $0 * 1.3 }).prefix(while: { $0 < 40_000 }) {
            let time = model.time(prompt(tokens)).total
            #expect(time.isFinite && time >= last * (1 - 1e-9), "\(tokens): \(time) after \(last)")
            last = time
        }
    }

    /// Products are cut into tiles of up to 256 rows; a batch that spills over into one more costs a little at once,
    /// more so on silicon of few large cores. Nothing else makes a larger batch less efficient.
    @Test(arguments: TestDeployment.all)
    func `larger batches never make fewer tokens a second`(deployment: TestDeployment) throws {
        let model = try deployment.step()
        let tile = model.machine.silicon.cores < 50 ? 0.04 : 0.02
        var best = 0.0
        for batch in Self.batches {
            let rate = batch / model.time(load(batch)).total
            #expect(rate >= best * (1 - tile), "\(batch): \(rate) after \(best)")
            best = max(best, rate)
        }
    }

    @Test(arguments: TestDeployment.all)
    func `better memory, silicon or links are never slower`(deployment: TestDeployment) throws {
        let (system, model) = (deployment.system, deployment.model)
        let plain = try deployment.step()
        let better = [
            try Bundled.machine(system, model, bandwidth: 1.3), try Bundled.machine(system, model, rate: 1.3),
            try Bundled.machine(system, model, links: 1.3),
        ]
        for machine in better {
            let changed = try deployment.step(on: machine)
            for load in [load(1), load(32), load(512, context: 1_000), prompt(128), prompt(16_384)] {
                #expect(changed.time(load).total <= plain.time(load).total * (1 + 1e-9), "\(load)")
            }
        }
    }

    @Test(arguments: ["hgx-h200", "cloudmatrix-384", "gb200-nvl72"])
    func `a prediction module costs time and gives tokens`(system: String) throws {
        let engine = Engine(replicas: 8, expertWidth: 8)
        let plain = try Bundled.step(system, "deepseek-r1", engine)
        let predicting = try Bundled.step(system, "deepseek-r1", engine, predictions: 1)
        let one = plain.time(load(32))
        let two = predicting.time(StepLoad(sequences: 32, context: 4_096, rowsPerSequence: 2))
        #expect(two.total > one.total)
        let kept = ServiceLoad(input: 4_096, output: 256, acceptance: 0.7).tokensPerStep(predictions: 1)
        #expect(abs(kept - 1.7) < 1e-12)
        #expect(kept / two.total > 1 / one.total)
    }

    @Test(arguments: TestDeployment.all.filter { !$0.engine.overlapsHalves })
    func `operators add up to the step`(deployment: TestDeployment) throws {
        let model = try deployment.step()
        for load in [load(1), load(64), prompt(4_096)] {
            let table = model.table(load)
            let sum = table.rows.reduce(0) { $0 + $1.time }
            #expect(abs(sum / table.total.total - 1) < 1e-9, "\(sum) instead of \(table.total.total)")
        }
    }

    @Test func `the host's issuing bounds short prompts, hardly long ones, and never a graph`() throws {
        var machine = try Bundled.machine("hgx-h200", "deepseek-r1")
        let deployment = TestDeployment(system: "hgx-h200", model: "deepseek-r1", engine: Engine(tensor: 8))
        func model(issue: Double) throws -> StepModel {
            machine.step.issue = issue
            return try deployment.step(on: machine)
        }
        let (none, slow) = (try model(issue: 1e-9), try model(issue: 50e-6))
        #expect(none.time(load(32)).total == slow.time(load(32)).total)
        let runs = slow.table(prompt(1)).rows.reduce(-1) { $0 + $1.count }
        #expect(slow.time(prompt(1)).total >= runs * 50e-6)
        #expect(slow.time(prompt(1)).total < runs * 50e-6 + none.time(prompt(1)).total)
        let (short, long) = (prompt(256), prompt(32_768))
        #expect(slow.time(short).total > none.time(short).total * 1.2)
        #expect(slow.time(long).total < none.time(long).total * 1.05)
    }

    @Test func `a load of nothing takes no operator's time`() throws {
        let model = try Bundled.step("hgx-h200", "llama-3.1-70b", Engine(tensor: 8))
        let time = model.time(StepLoad())
        #expect(time.local == 0 && time.exchange == 0 && time.overhead == model.machine.step.host)
    }

    @Test(arguments: ["gb200-nvl72", "cloudmatrix-384"])
    func `two streams are never slower than one`(system: String) throws {
        let one = try Bundled.step(system, "deepseek-r1", Engine(replicas: 32, expertWidth: 32))
        let two = try Bundled.step(
            system, "deepseek-r1", Engine(replicas: 32, expertWidth: 32, overlapsHalves: true))
        for batch in Self.batches { #expect(two.time(load(batch)).total <= one.time(load(batch)).total * (1 + 1e-12)) }
    }

    @Test(arguments: ["gb200-nvl72", "cloudmatrix-384"])
    func `two streams that hide one another are quicker once batches are large`(system: String) throws {
        var machine = try Bundled.machine(system, "deepseek-r1")
        machine.step.overlap = 1
        let engine = Engine(replicas: 32, expertWidth: 32, overlapsHalves: true)
        let two = try Bundled.step(system, "deepseek-r1", engine, on: machine).time(load(1_024))
        let one = try Bundled.step(system, "deepseek-r1", Engine(replicas: 32, expertWidth: 32), on: machine)
            .time(load(1_024))
        #expect(two.total < one.total)
        // No more can be hidden than all exchange.
        #expect(two.total >= one.local + one.overhead)
        #expect(two.exchange == 0)
    }

    @Test func `a slow world takes everything longer`() throws {
        var machine = try Bundled.machine("hgx-h200", "deepseek-r1")
        let engine = Engine(tensor: 8)
        let usual = try Bundled.step("hgx-h200", "deepseek-r1", engine, on: machine).time(load(8))
        machine.slowness = 1.25
        let slow = try Bundled.step("hgx-h200", "deepseek-r1", engine, on: machine).time(load(8))
        #expect(abs(slow.total / usual.total - 1.25) < 1e-12)
    }
}
