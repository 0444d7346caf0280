import Catalog
import Quantities

/// The best deployment of one phase in one world.
struct Optimum: Sendable {
    let deployment: Deployment
    let step: Step
    let isLimitedByMemory: Bool
    /// Accelerators that whole copies of the model leave busy.
    let busy: Int
}

/// Finds the deployment with the highest throughput that fits in memory and is fast enough.
struct Search: Sendable {
    let model: StepModel

    /// Prompt tokens in one prefill step. Larger steps gain little and delay everybody.
    private static let prefillTokens = [4_096, 8_192, 16_384]

    func best(_ phase: Deployment.Phase) -> (optimum: Optimum?, evaluated: Int) {
        var best: Optimum?
        var evaluated = 0
        for width in widths {
            let candidate = phase == .decode ? decode(width, &evaluated) : prefill(width, &evaluated)
            guard let candidate else { continue }
            if let known = best, total(known) >= total(candidate) { continue }
            best = candidate
        }
        return (best, evaluated)
    }

    private func total(_ optimum: Optimum) -> Double {
        optimum.step.throughput.value * Double(optimum.busy)
    }

    private var isMixture: Bool { model.architecture.experts != nil }

    /// Powers of two, the whole scale-up domain, and the whole system.
    private var widths: [Int] {
        let all = model.machine.accelerators
        let powers = sequence(first: 1) { $0 * 2 }.prefix { $0 <= all }
        var widths = Set(powers)
        widths.insert(min(all, model.machine.scaleUp.reach))
        widths.insert(all)
        if let experts = model.architecture.experts {
            return widths.filter { $0 <= experts.routed }.sorted()
        }
        // Tensor parallelism beyond the scale-up domain or the heads is not done.
        return widths.filter { $0 <= min(model.machine.scaleUp.reach, 16) }.sorted()
    }

    private func deployment(_ phase: Deployment.Phase, _ width: Int, batch: Int) -> Deployment {
        Deployment(
            phase: phase, width: width, isExpertParallel: isMixture, batch: batch, format: model.machine.format)
    }

    /// Throughput rises with the batch, and so do memory and time per token: the largest batch allowed is best.
    private func decode(_ width: Int, _ evaluated: inout Int) -> Optimum? {
        func isAllowed(_ batch: Int) -> Bool {
            evaluated += 1
            let candidate = deployment(.decode, width, batch: batch)
            return model.fits(candidate)
                && model.step(candidate).timePerOutputToken <= model.workload.timePerOutputToken
        }
        guard isAllowed(1) else { return nil }
        var low = 1
        var high = 2
        while high < 1 << 16, isAllowed(high) {
            low = high
            high *= 2
        }
        while high - low > 1 {
            let middle = (low + high) / 2
            if isAllowed(middle) { low = middle } else { high = middle }
        }
        return optimum(
            deployment(.decode, width, batch: low),
            limitedByMemory: !model.fits(deployment(.decode, width, batch: low + 1)))
    }

    private func prefill(_ width: Int, _ evaluated: inout Int) -> Optimum? {
        let candidates = Self.prefillTokens.map { deployment(.prefill, width, batch: $0) }.filter(model.fits)
        evaluated += candidates.count
        let best = candidates.max { model.step($0).throughput < model.step($1).throughput }
        return best.map { optimum($0, limitedByMemory: false) }
    }

    private func optimum(_ deployment: Deployment, limitedByMemory: Bool) -> Optimum {
        let copies = model.machine.accelerators / deployment.width
        return Optimum(
            deployment: deployment, step: model.step(deployment), isLimitedByMemory: limitedByMemory,
            busy: copies * deployment.width)
    }
}
