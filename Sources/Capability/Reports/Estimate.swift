import Catalog
package import Documents
import Foundation
package import Quantities

/// One system on one workload, with where the time goes and what moves the answer. Its JSON is stable; see docs/json.md.
package struct Estimate: Report {
    package let system: String
    package let model: String
    package let format: String
    package let software: String
    package let deployment: String
    /// Milliseconds per output token.
    package let timePerOutputTokenMilliseconds: Interval<Double>
    /// Milliseconds to the first token of a prompt that finds the engine idle.
    package let timeToFirstTokenMilliseconds: Interval<Double>?
    /// Output tokens, of all copies that the pool holds.
    package let tokensPerSecond: Interval<Double>
    package let tokensPerSecondPerAccelerator: Interval<Double>
    package let memory: Memory
    /// What doesn't fit, in bytes of one rank; zero when everything does.
    package let excess: Double
    package let bottleneck: String
    package let operators: [OperatorRow]
    package let doubt: [Doubt.Part]
    package let inherited: [String]

    package struct Memory: Sendable, Encodable {
        package let weights, cache, activations, buffers, available: Double
    }

    package struct OperatorRow: Sendable, Encodable {
        package let name: String
        package let count: Double
        package let milliseconds: Double
        package let share: Double
        package let resource: String
    }

    /// - Parameters:
    ///   - hardware: the system.
    ///   - workload: the model, its lengths and limits.
    ///   - pinned: the deployment; nil for the one that decodes most within the first limit.
    /// - Throws: `EstimateError`, also when nothing keeps to the limit.
    package init(_ hardware: Hardware, workload: Workload, pinned: PinnedDeployment? = nil) throws {
        let search = try SystemSearch(hardware, workload: workload)
        let deployment: (engine: Engine, batch: Int)
        if let pinned {
            guard pinned.engine.ranks <= search.pool else {
                throw EstimateError.noDeployment(
                    "\(pinned.engine.summary) takes \(pinned.engine.ranks) ranks and there are \(search.pool)")
            }
            deployment = (pinned.engine, pinned.batch)
        } else if let plan = search.decode(workload.timePerOutputToken) {
            deployment = (plan.engine, plan.sequences)
        } else {
            throw EstimateError.noDeployment(Comparison.PhaseAnswer.whyNot(search, limit: workload.timePerOutputToken))
        }
        self.init(search, engine: deployment.engine, batch: deployment.batch)
    }

    private init(_ search: SystemSearch, engine: Engine, batch: Int) {
        let workload = search.workload
        let step = search.step(engine)
        let load = StepLoad(
            sequences: Double(batch), context: workload.load.context,
            rowsPerSequence: 1 + Double(workload.predictions))
        let table = step.table(load)
        let perToken = table.total.total / workload.load.tokensPerStep(predictions: Double(workload.predictions))
        let features = Trial.features(
            hardware: search.hardware, model: workload.model, precision: search.precision, engine: engine,
            service: "decode")
        let doubt = search.machine.doubt(
            of: table.total, engine, load, workload.model, search.precision, predictions: workload.predictions,
            service: "decode")
        let accelerators = Double(search.pool / search.hardware.accelerator.deviceCount)
        let rate = Double(batch * engine.replicas * engine.pipeline) * search.copies(engine) / perToken
        let need = step.memory(
            sequences: Double(batch * engine.pipeline), tokens: workload.load.input + workload.load.output,
            step: load.rows)
        let prompt = StepLoad(
            promptTokens: workload.load.computedInput, promptLength: workload.load.input,
            promptPrefix: workload.load.input - workload.load.computedInput)
        let first = search.machine.step.request + step.time(prompt).total * search.machine.step.promptDelay
        system = search.hardware.system.id
        model = workload.model.id
        format = search.format.rawValue
        software = search.machine.software
        deployment = "\(Int(search.copies(engine))) × \(engine.summary), \(batch) sequences of each replica"
        timePerOutputTokenMilliseconds = doubt.interval(about: perToken * 1e3)
        timeToFirstTokenMilliseconds =
            search.machine.firstDoubt(of: table.total, features: features).interval(about: first * 1e3)
        tokensPerSecond = doubt.interval(about: rate)
        tokensPerSecondPerAccelerator = doubt.interval(about: rate / accelerators)
        memory = Memory(
            weights: need.weights.value, cache: need.cache.value, activations: need.activations.value,
            buffers: need.buffers.value, available: search.machine.memory.value)
        excess = need.excess(over: search.machine.memory).value
        bottleneck = step.bottleneck(load).rawValue
        let sum = table.rows.map(\.time).reduce(0, +)
        operators = table.rows.map {
            OperatorRow(
                name: $0.name.rawValue, count: $0.count, milliseconds: $0.time * 1e3, share: $0.time / sum,
                resource: $0.resource.rawValue)
        }
        self.doubt = doubt.parts.sorted { ($0.sigma, $1.name) > ($1.sigma, $0.name) }
        inherited = search.machine.inherited
    }
}

extension Estimate {
    package var table: Table {
        var table = Table([.text("figure"), .figures("best (low–high)")])
        table.add(["ms per output token", Comparison.text(timePerOutputTokenMilliseconds)])
        table.add(["ms to the first token, idle", Comparison.text(timeToFirstTokenMilliseconds)])
        table.add(["output tokens/s", Comparison.text(tokensPerSecond)])
        table.add(["output tokens/s per accelerator", Comparison.text(tokensPerSecondPerAccelerator)])
        table.add(["memory of one rank, GB", Self.gigabytes(memory)])
        table.add(["waits for", bottleneck])
        return table
    }

    private static func gigabytes(_ memory: Memory) -> String {
        let parts = [memory.weights, memory.cache, memory.activations, memory.buffers].map { $0 / 1e9 }
        let words = zip(["weights", "cache", "activations", "buffers"], parts).map { "\($0) \(NumberText.short($1))" }
        return "\(NumberText.short(parts.reduce(0, +))) of \(NumberText.short(memory.available / 1e9)): "
            + words.joined(separator: ", ")
    }

    package var further: [(title: String, table: Table)] {
        var rows = Table([
            .text("operator"), .figures("runs"), .figures("ms"), .figures("share"), .text("waits for"),
        ])
        for row in operators {
            rows.add([
                row.name, NumberText.short(row.count), NumberText.short(row.milliseconds),
                "\(NumberText.short(row.share * 100)) %", row.resource,
            ])
        }
        var doubts = Table([.text("input"), .figures("moves the answer by")])
        for part in doubt { doubts.add([part.name, "± \(NumberText.short(part.sigma * 100)) %"]) }
        return [
            ("One decode step, operator by operator", rows), ("What the interval comes from, one deviation", doubts),
        ]
    }

    package var notes: [String] {
        var notes = ["\(model) on \(system) in \(format), software \(software): \(deployment)."]
        if excess > 0 {
            notes.append(
                "It doesn't fit: \(NumberText.short(excess / 1e9)) GB too much on each rank, with a tenth of memory kept free."
            )
        }
        if let most = doubt.first { notes.append("What moves the answer most: \(most.name).") }
        if !inherited.isEmpty { notes.append("Inherited constants: \(inherited.joined(separator: "; ")).") }
        return notes
    }
}
