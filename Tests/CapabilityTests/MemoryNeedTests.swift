import Catalog
import Quantities
import Testing

@testable import Capability

struct MemoryNeedTests {
    /// Norms aren't counted as weights: two of a layer and one at the end.
    private func counted(_ architecture: Architecture) -> Double {
        Double(architecture.parameters - (2 * architecture.layers + 1) * architecture.hidden)
    }

    @Test(arguments: [Engine(), Engine(tensor: 2), Engine(tensor: 8), Engine(tensor: 2, pipeline: 4)])
    func `ranks hold a dense model once`(engine: Engine) throws {
        let model = try Bundled.step("hgx-h200", "llama-3.1-70b", engine, in: .bf16)
        let held = model.weights.value * Double(engine.ranks)
        #expect(abs(held / (2 * counted(model.architecture)) - 1) < 1e-12)
    }

    /// What is kept in 8 bits is half of the same in 16, but for scales; embeddings stay as they are.
    @Test func `eight bits take half of the projections' bytes`() throws {
        let wide = try Bundled.step("hgx-h200", "llama-3.1-70b", Engine(), in: .bf16)
        let narrow = try Bundled.step("hgx-h200", "llama-3.1-70b", Engine(), in: .fp8)
        let embeddings = 2.0 * 2 * Double(wide.architecture.vocabulary * wide.architecture.hidden)
        let ratio = (wide.weights.value - embeddings) / (narrow.weights.value - embeddings)
        #expect(abs(ratio / 2 - 1) < 1e-3)
    }

    /// Groups of ranks hold whole experts, copies of busy ones, and each replica its own attention.
    @Test(arguments: [
        Engine(tensor: 8), Engine(tensor: 8, expertWidth: 8), Engine(replicas: 8, expertWidth: 8),
        Engine(replicas: 72, expertWidth: 72, redundantExperts: 32), Engine(tensor: 4, replicas: 4, expertWidth: 16),
        Engine(replicas: 8), Engine(tensor: 4, pipeline: 2),
    ])
    func `ranks hold a mixture once, and what is repeated`(engine: Engine) throws {
        let model = try Bundled.step("gb200-nvl72", "deepseek-r1", engine, in: .fp8)
        let architecture = model.architecture
        let experts = try #require(architecture.experts)
        let one = Double(architecture.feedForwardParameters(intermediate: experts.intermediate))
        let layers = Double(architecture.expertLayers)
        let routers = layers * Double(experts.routed * architecture.hidden)
        let embeddings = Double(2 * architecture.vocabulary * architecture.hidden)
        let routed = layers * Double(experts.routed) * one
        let rest = counted(architecture) - routed - routers - embeddings
        let width = Double(engine.expertWidth)
        let slots = (Double(experts.routed + engine.redundantExperts) / width).rounded(.up) * width
        // Embeddings and routers have two bytes, and every rank of a stage has the routers whole.
        let replicas = Double(engine.replicas)
        let expected =
            layers * slots * one + replicas * (rest + 2 * embeddings) + 2 * Double(engine.stageRanks) * routers
        let held = model.weights.value * Double(engine.ranks)
        // Scales of blocks are 1/4096 of the weights.
        #expect(held >= expected && held < expected * (1 + 1.0 / 4_000), "\(held) instead of \(expected)")
    }

    @Test(arguments: TestDeployment.all)
    func `the cache doubles with sequences and with their length`(deployment: TestDeployment) throws {
        let model = try deployment.step()
        let once = model.memory(sequences: 16, tokens: 1_000, step: 16)
        #expect(model.memory(sequences: 32, tokens: 1_000, step: 16).cache == once.cache * 2)
        #expect(model.memory(sequences: 16, tokens: 2_000, step: 16).cache == once.cache * 2)
        #expect(model.memory(sequences: 32, tokens: 1_000, step: 16).weights == once.weights)
    }

    @Test(arguments: ["llama-3.1-70b", "deepseek-r1"])
    func `stages divide weights and cache`(name: String) throws {
        let one = try Bundled.step("hgx-h200", name, Engine(tensor: 2))
        let four = try Bundled.step("hgx-h200", name, Engine(tensor: 2, pipeline: 4))
        #expect(abs(one.weights.value / four.weights.value - 4) < 1e-9)
        #expect(abs(one.cachedBytesPerToken / four.cachedBytesPerToken - 4) < 1e-9)
    }

    /// Heads are split as long as there are any to split; a latent is whole on every rank.
    @Test func `tensor ranks divide the cache by heads`() throws {
        func cached(_ model: String, _ tensor: Int) throws -> Double {
            try Bundled.step("gb200-nvl72", model, Engine(tensor: tensor)).cachedBytesPerToken
        }
        #expect(try cached("llama-3.1-70b", 1) == 8 * cached("llama-3.1-70b", 8))
        #expect(try cached("llama-3.1-70b", 8) == cached("llama-3.1-70b", 16))
        #expect(try cached("deepseek-r1", 1) == cached("deepseek-r1", 8))
    }

    /// 61 layers of 576 values in 16 bits, as DeepSeek's report has them (arXiv 2412.19437, §2.1.1).
    @Test func `a token of DeepSeek's cache takes 70,272 bytes`() throws {
        let model = try Bundled.step("hgx-h200", "deepseek-r1", Engine(tensor: 8), in: .fp8)
        #expect(model.cachedBytesPerToken == 61 * 576 * 2)
    }

    @Test func `a prediction module takes memory`() throws {
        let engine = Engine(replicas: 8, expertWidth: 8)
        let plain = try Bundled.step("hgx-h200", "deepseek-r1", engine)
        let predicting = try Bundled.step("hgx-h200", "deepseek-r1", engine, predictions: 1)
        #expect(predicting.weights > plain.weights)
        #expect(predicting.cachedBytesPerToken > plain.cachedBytesPerToken)
    }

    @Test func `what does not fit says by how much`() throws {
        let need = MemoryNeed(weights: 84e9, cache: 10e9, activations: 1e9, buffers: 2e9)
        #expect(need.total == 97e9)
        #expect(abs(need.excess(over: 100e9).value - 7e9) < 1)
        #expect(need.excess(over: 120e9) == .zero)
        // 671 GB of weights; 8 × 80 GiB less a tenth.
        let model = try Bundled.step("hgx-h100", "deepseek-r1", Engine(tensor: 8))
        let excess = model.memory(sequences: 1, tokens: 1, step: 1).excess(over: model.machine.memory)
        #expect(excess > 7e9 && excess < 11e9, "\(excess)")
    }
}
