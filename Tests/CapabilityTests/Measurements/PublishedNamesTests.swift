import Catalog
import Testing

@testable import Capability

struct PublishedNamesTests {
    @Test func `every name leads into the catalogue`() throws {
        let catalog = try Bundled.catalog.get()
        for hardware in PublishedHardware.all {
            #expect(catalog.accelerators[hardware.accelerator] != nil, "\(hardware.accelerator)")
            guard let id = hardware.system else { continue }
            let system = try #require(catalog.systems[id], "\(id)")
            #expect(system.accelerator == hardware.accelerator)
            if let rack = hardware.rack { #expect(system.acceleratorCount == rack) }
        }
        for model in PublishedModel.all {
            #expect(catalog.models[model] != nil, "\(model)")
        }
    }

    @Test(arguments: [
        ("b200-trt", "nvidia-b200"), ("GB200 NVL72", "nvidia-gb200"), ("h100_sxm", "nvidia-h100-sxm"),
        ("CloudMatrix384 CANN EP", "huawei-ascend-910c"), ("H800 + CX7 400G IB", "nvidia-h800-sxm"),
        ("8xH100-SXM-80GB", "nvidia-h100-sxm"), ("NVIDIA H100 NVL", "nvidia-h100-nvl"), ("mi325x", "amd-mi325x"),
        ("DGX H200", "nvidia-h200-sxm"), ("Ascend 910B", "huawei-ascend-910b-376t"), ("h20", "nvidia-h20"),
        ("l4", "nvidia-l4"),
        ("NVIDIA RTX 4090", "nvidia-rtx-4090"),
    ])
    func `hardware is known by its published names`(text: String, accelerator: String) throws {
        #expect(try PublishedHardware.named(text).get().accelerator == accelerator)
    }

    @Test func `unknown and several systems are told apart`() {
        #expect(PublishedHardware.named("SM90") == .failure(.unknownSystem("SM90")))
        #expect(PublishedHardware.named("H100 / H200") == .failure(.severalSystems("H100 / H200")))
        #expect(PublishedHardware.named("GH200") == .failure(.unknownSystem("GH200")))
    }

    @Test(arguments: [
        ("deepseek-ai/DeepSeek-R1-0528", "deepseek-r1"), ("deepseek-r1-0528-fp4-v2", "deepseek-r1"),
        ("DeepSeek-V3", "deepseek-v3"), ("Llama-3.3-70B", "llama-3.1-70b"), ("Llama-3-70B", "llama-3.1-70b"),
        ("llama3.1-405b", "llama-3.1-405b"), ("Qwen3-235B-A22B", "qwen3-235b-a22b"), ("kimi-k2-thinking", "kimi-k2"),
        ("openai/gpt-oss-120b", "gpt-oss-120b"), ("mixtral-8x7b-instruct", "mixtral-8x7b"),
        ("DeepSeek-V3.2", nil), ("DeepSeek-R1-Distill-Llama-70B", nil), ("llama2-70b-99", nil),
        ("Llama-3.1-8B", "llama-3.1-8b"),
        ("Qwen3-32B-FP8", "qwen3-32b"), ("Qwen3-30B-A3B-Instruct-2507", "qwen3-30b-a3b"),
        ("", nil),
    ])
    func `models are known by their published names`(text: String, id: String?) {
        #expect(PublishedModel.match(text) == id)
    }
}
