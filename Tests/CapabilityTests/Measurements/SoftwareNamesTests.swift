import Testing

@testable import Capability

struct SoftwareNamesTests {
    @Test func `versions are ordered as their makers number them`() throws {
        let sorted = [
            "0.5.5.post3", "0.5.6", "0.5.6.post2", "0.5.12", "0.5.14", "1.0.0rc3", "1.0.0", "1.2.0rc5", "1.3.0rc10",
            "1.3.0rc20", "2.23", "2.26.2",
        ]
        let versions = try sorted.map { try #require(SoftwareVersion($0)) }
        #expect(versions.shuffled().sorted().map(\.description) == sorted)
    }

    @Test(arguments: [
        ("v0.5.12-cu130", "0.5.12"), ("0.8.1.post2", "0.8.1.post2"), ("1.1.0rc2.post2", "1.1.0rc2.post2"),
        ("nightly", nil),
        ("20260122", nil), ("1", nil), ("1.2.banana", nil), ("99999999999999999999.1", nil), ("", nil),
    ])
    func `a version is read, or it is none`(text: String, expected: String?) {
        #expect(SoftwareVersion(text)?.description == expected)
    }

    @Test(arguments: [
        ("sglang", "lmsysorg/sglang:v0.5.6-cu129-amd64", "sglang 0.5.6"),
        ("sglang", "lmsysorg/sglang:v0.5.5.post3-rocm700-mi30x", "sglang 0.5.5.post3"),
        ("sglang", "rocm/sgl-dev:sglang-0.5.6.post1-rocm700-mi35x-1224", "sglang 0.5.6.post1"),
        ("trt", "nvcr.io#nvidia/tensorrt-llm/release:1.2.0rc2", "trtllm 1.2.0rc2"),
        ("trt", "nvcr.io/nvidia/tensorrt-llm/release:1.1.0rc2.post2", "trtllm 1.1.0rc2.post2"),
        ("vllm", "vllm/vllm-openai:v0.13.0", "vllm 0.13.0"),
        ("vllm", "rocm/7.0:rocm7.0_ubuntu_22.04_vllm_0.10.1_instinct_20250927_rc1", "vllm 0.10.1"),
        ("sglang", "lmsysorg/sglang:nightly-dev-cu13-20260122", "sglang"),
        ("sglang", "", "sglang"),
        // An image of the orchestrator is numbered after it.
        (
            "dynamo-trt", "nvcr.io/nvidia/ai-dynamo/tensorrtllm-runtime:0.8.1.post2", "dynamo 0.8.1.post2 with trtllm"
        ),
        ("dynamo-sglang", "lmsysorg/sglang:v0.5.8-cu130", "dynamo with sglang 0.5.8"),
    ])
    func `software is read from a framework and an image`(framework: String, image: String, expected: String) {
        #expect(ServingSoftware(framework: framework, image: image).description == expected)
    }

    @Test(arguments: [
        ("data/h200_sxm/gemm_perf__trtllm-1.2.0rc5.csv.gz", "h200_sxm|gemm_perf|trtllm|1.2.0rc5|nvidia-h200-sxm"),
        ("/x/gb200/nccl_perf__nccl-2.26.2.csv", "gb200|nccl_perf|nccl|2.26.2|nvidia-gb200"),
        ("/x/moon/moe_perf__dynamo-trt-0.8.1.csv", "moon|moe_perf|dynamo-trt|0.8.1|"),
        ("/x/gb200/nccl_perf_nccl-2.26.2.csv", nil), ("/x/gb200/__nccl-2.26.csv", nil), ("/x/gb200/a__-2.26.csv", nil),
        ("/x/gb200/a__nccl.csv", nil), ("/x/gb200/a__nccl-2.26.txt", nil), ("/x/gb200/a__nccl-.csv", nil),
    ])
    func `operator files are told by place and name`(path: String, expected: String?) {
        let file = OperatorFile(path: path)
        let summary = file.map {
            "\($0.system)|\($0.operation)|\($0.framework)|\($0.version)|\($0.hardware?.accelerator ?? "")"
        }
        #expect(summary == expected)
    }

    @Test func `the newest version of each framework is picked`() {
        let files = ["0.5.6.post2", "0.5.14", "0.5.9"].compactMap {
            OperatorFile(path: "/x/h200_sxm/gemm_perf__sglang-\($0).csv")
        }
        let other = OperatorFile(path: "/x/h200_sxm/gemm_perf__vllm-0.1.csv")
        let newest = OperatorFile.newest(files + [other].compactMap(\.self))
        #expect(newest.map(\.version.description) == ["0.5.14", "0.1"])
    }
}
