import Catalog
import Quantities

extension StepModel {
    /// The operators of one step on one accelerator.
    ///
    /// - Parameters:
    ///   - rows: tokens that go through the matrix products (of the whole group under tensor parallelism).
    ///   - context: cached tokens that each row attends to, on average.
    func operators(rows: Double, context: Double, layers: Double, deployment: Deployment) -> [Operator] {
        attention(rows: rows, context: context, layers: layers, deployment: deployment)
            + feedForward(rows: rows, layers: layers, deployment: deployment)
            + [elementwise(rows: rows, layers: layers), outputHead(rows: rows, deployment: deployment)]
    }

    /// Norms, rope, cache write, quantisation, router, activation and residual adds: ten small kernels a layer,
    /// each reading and writing the residual stream in 16 bits.
    private func elementwise(rows: Double, layers: Double) -> Operator {
        let kernels = 10.0
        let moved = rows * Double(architecture.hidden) * 2 * NumberFormat.bf16.bytes.value
        return Operator(
            name: "norms, rope, quantise, router", operations: .zero, bytes: Bytes(moved), isAttention: false,
            count: layers * kernels)
    }

    /// Share of a layer's attention that one accelerator computes.
    private func split(_ deployment: Deployment) -> Double {
        deployment.isExpertParallel ? 1 : Double(deployment.width)
    }

    private func attention(rows: Double, context: Double, layers: Double, deployment: Deployment) -> [Operator] {
        let hidden = Double(architecture.hidden)
        let projections = Double(architecture.attentionParameters) / split(deployment)
        let cachedPerToken = Double(architecture.cachedValuesPerTokenAndLayer)
        let cacheBytes = cachedPerToken * NumberFormat.bf16.bytes.value / cacheSplit(deployment)
        let operationsPerPair: Double
        switch architecture.attention {
        case .grouped(let heads, _, let headSize):
            // Scores and weighted sum: 2 × 2 × head size for each head and cached token.
            operationsPerPair = 4 * Double(heads * headSize)
        case .latent(let heads, _, let rank, let rope, let nope, let value):
            // Decode absorbs the up-projections: each head works on the latent itself (arXiv 2405.04434 §2.1.2).
            // Prefill expands keys and values first.
            operationsPerPair =
                deployment.phase == .decode
                ? 2 * Double(heads) * Double(2 * rank + rope) : 2 * Double(heads) * Double(nope + rope + value)
        }
        // A prompt's rows share one read of its cache; decoding rows of one sequence do too.
        let readers =
            deployment.phase == .decode
            ? rows / (1 + Double(architecture.predictionLayers)) : rows / Double(workload.input)
        let core = Operator(
            name: "attention", operations: FLOPs(rows * context * operationsPerPair / split(deployment)),
            bytes: Bytes(readers * context * cacheBytes), isAttention: true, count: layers)
        return [
            .product(
                "attention projections", m: rows, n: projections / hidden, k: hidden, format: deployment.format,
                count: layers),
            core,
        ]
    }

    /// Grouped-query heads split over a tensor-parallel group until each holds one; a latent can't be split.
    private func cacheSplit(_ deployment: Deployment) -> Double {
        guard !deployment.isExpertParallel, case .grouped(_, let keyValueHeads, _) = architecture.attention else {
            return 1
        }
        return Double(min(deployment.width, keyValueHeads))
    }

    private func feedForward(rows: Double, layers: Double, deployment: Deployment) -> [Operator] {
        let hidden = Double(architecture.hidden)
        var operators: [Operator] = []
        let denseLayers = Double(architecture.layers - architecture.expertLayers)
        if denseLayers > 0 {
            operators.append(
                .product(
                    "dense feed-forward", m: rows,
                    n: 3 * Double(architecture.denseIntermediate) / split(deployment), k: hidden,
                    format: deployment.format, count: denseLayers))
        }
        guard let experts = architecture.experts else { return operators }
        let expertLayers = layers - denseLayers
        let held = expertsHeld(deployment)
        // The busiest rank sets the pace.
        let perExpertRank = rows * Double(experts.perToken) * machine.expertImbalance / split(deployment)
        // Experts nobody is routed to are not read.
        let touched = min(held, max(1, perExpertRank))
        let width = 3 * Double(experts.intermediate)
        operators.append(
            Operator(
                name: "routed experts", operations: FLOPs(2 * perExpertRank * width * hidden),
                bytes: Bytes(
                    touched * width * hidden * storedBytes + perExpertRank * hidden * 2 * deployment.format.bytes.value),
                isAttention: false, count: expertLayers))
        if experts.shared > 0 {
            operators.append(
                .product(
                    "shared experts", m: rows, n: Double(experts.shared) * width / split(deployment), k: hidden,
                    format: deployment.format, count: expertLayers))
        }
        return operators
    }

    private func outputHead(rows: Double, deployment: Deployment) -> Operator {
        // A prompt needs only its last token's logits.
        let needed = deployment.phase == .decode ? rows : rows / Double(workload.input)
        return .product(
            "output head", m: max(1, needed), n: Double(architecture.vocabulary) / split(deployment),
            k: Double(architecture.hidden), format: .bf16, count: 1)
    }

    /// Routed experts whose weights one accelerator holds.
    func expertsHeld(_ deployment: Deployment) -> Double {
        guard let experts = architecture.experts else { return 0 }
        return max(1, Double(experts.routed) / Double(deployment.width))
    }

    /// Bytes of one stored weight: the published format where the accelerator can store it, which all can.
    var storedBytes: Double { workload.model.weights.bytes.value }
}
