import Catalog
import Quantities
import Testing

struct LanguageModelTests {
    struct Published: Sendable {
        let id: String
        /// Billions, as its makers print them.
        let parameters: Double
        let tolerance: Double
        /// Billions that one token uses; nil for dense models.
        var active: Double?
        let source: String
    }

    static let published = [
        Published(id: "deepseek-v3", parameters: 671, tolerance: 0.005, active: 37, source: "arXiv 2412.19437"),
        Published(id: "deepseek-r1", parameters: 671, tolerance: 0.005, active: 37, source: "arXiv 2501.12948"),
        Published(id: "deepseek-r1-fp4", parameters: 671, tolerance: 0.005, active: 37, source: "arXiv 2501.12948"),
        // 1.04 T is rounded.
        Published(id: "kimi-k2", parameters: 1_040, tolerance: 0.015, active: 32.6, source: "arXiv 2507.20534"),
        Published(id: "qwen3-235b-a22b", parameters: 235, tolerance: 0.005, active: 22, source: "arXiv 2505.09388"),
        Published(id: "qwen3-30b-a3b", parameters: 30.5, tolerance: 0.005, active: 3.3, source: "its model card"),
        Published(id: "qwen3-32b", parameters: 32.8, tolerance: 0.005, source: "Qwen3-32B model card"),
        Published(id: "mixtral-8x7b", parameters: 46.7, tolerance: 0.005, active: 12.9, source: "arXiv 2401.04088"),
        Published(id: "gpt-oss-120b", parameters: 116.83, tolerance: 0.005, source: "OpenAI model card, 2025-08-05"),
        Published(id: "llama-3.1-405b", parameters: 405, tolerance: 0.005, source: "arXiv 2407.21783"),
        Published(id: "llama-3.1-8b", parameters: 8.03, tolerance: 0.005, source: "count of the published weights"),
        Published(id: "llama-3.1-70b", parameters: 70.6, tolerance: 0.005, source: "count of the published weights"),
    ]

    @Test(arguments: LanguageModelTests.published)
    func `the architecture gives the published parameters`(row: Published) throws {
        let model = try Bundled.catalog.get().model(named: row.id)
        let billions = Double(model.architecture.parameters) / 1e9
        #expect(abs(billions / row.parameters - 1) < row.tolerance, "\(billions), \(row.source)")
        #expect(abs(model.publishedParameters.value.best.value / 1e9 / row.parameters - 1) < 1e-9)
    }

    @Test(arguments: LanguageModelTests.published.filter({ $0.active != nil }))
    func `the architecture gives the published active parameters`(row: Published) throws {
        let model = try Bundled.catalog.get().model(named: row.id)
        let published = try #require(row.active)
        let billions = Double(model.architecture.activeParameters) / 1e9
        #expect(abs(billions / published - 1) < 0.03, "\(billions), \(row.source)")
    }

    @Test func `gpt-oss counts its active parameters without the input embedding`() throws {
        let model = try Bundled.catalog.get().model(named: "gpt-oss-120b")
        let embedding = model.architecture.vocabulary * model.architecture.hidden
        let billions = Double(model.architecture.activeParameters - embedding) / 1e9
        // 5.13 B: OpenAI model card, 2025-08-05.
        #expect(abs(billions / 5.13 - 1) < 0.02, "\(billions)")
    }

    @Test func `every model of the catalogue has a row here`() throws {
        let models = try Bundled.catalog.get().models
        #expect(Set(models.keys) == Set(Self.published.map(\.id)))
    }

    @Test(arguments: [
        ("DeepSeek-R1-0528", "deepseek-r1"), ("deepseek-v3.1", "deepseek-v3"), ("llama-3.3-70b", "llama-3.1-70b"),
        ("DeepSeek-R1-0528-FP4", "deepseek-r1-fp4"),
    ])
    func `a model answers to the names of others of its shapes`(name: String, id: String) throws {
        #expect(try Bundled.catalog.get().model(named: name).id == id)
    }

    @Test func `a dense model uses all its parameters and a mixture fewer`() throws {
        for model in try Bundled.catalog.get().models.values {
            if model.architecture.experts == nil {
                #expect(model.architecture.activeParameters == model.architecture.parameters)
            } else {
                #expect(model.architecture.activeParameters < model.architecture.parameters)
            }
        }
    }

    @Test(arguments: [("deepseek-v3", 576), ("llama-3.1-70b", 2_048), ("kimi-k2", 576), ("mixtral-8x7b", 2_048)])
    func `a token caches keys and values, or the latent alone`(id: String, values: Int) throws {
        #expect(try Bundled.catalog.get().model(named: id).architecture.cachedValuesPerTokenAndLayer == values)
    }
}
