import Catalog
import Testing

@testable import Capability

/// What the grammar of workloads makes of descriptions as they are published.
struct WorkloadTextTests {
    /// In one line: the phase, then what is known of the first figure.
    private static func summary(_ description: String, figures: Int = 1, figure: Int = 0) -> String {
        let read = WorkloadText(description)
        guard case .success(let phase) = read.phase else { return "\(read.phase)" }
        let text = read.resolved(figures: figures, phase: phase)
        let fields: [(String, WorkloadText.Field)] = [
            ("in", .input), ("out", .output), ("kv", .context), ("b", .batch), ("tokens", .tokens),
            ("conc", .concurrency), ("n", .accelerators), ("dies", .dies), ("nodes", .nodes), ("tp", .tensor),
            ("ep", .expert), ("pp", .pipeline), ("mtp", .predictions),
        ]
        var words = [phase.rawValue]
        words += fields.compactMap { name, field in text.count(field, figure).map { "\(name)\($0)" } }
        if let isSpeculative = text.isSpeculative { words.append(isSpeculative ? "spec" : "nospec") }
        if let share = WorkloadText.element(text.acceptance, figure) { words.append("\((share * 100).rounded())%") }
        if let limit = WorkloadText.element(text.tokenLimit, figure) { words.append("\(limit)ms") }
        if let limit = WorkloadText.element(text.firstTokenLimit, figure) { words.append("first\(limit)ms") }
        if let balance = text.balance { words.append(balance.rawValue) }
        if text.isAttentionDataParallel == true { words.append("dpa") }
        if text.isOffline { words.append("offline") }
        if let isDisaggregated = text.isDisaggregated { words.append(isDisaggregated ? "disagg" : "agg") }
        if let software = text.software { words.append("[\(software)]") }
        if let format = text.format { words.append(format.rawValue) }
        if !text.unread.isEmpty { words.append("unread: \(text.unread.joined(separator: " "))") }
        return words.joined(separator: " ")
    }

    @Test(arguments: [
        ("decode 4096/256 b96 MTP 70% EP320", "decode in4096 out256 b96 ep320 spec 70.0%"),
        ("decode 4096/1024 b96", "decode in4096 out1024 b96"),
        ("decode b128 KV4989 EP144", "decode kv4989 b128 ep144"),
        ("decode b128 KV4096", "decode kv4096 b128"),
        ("decode 8k KV batch/NPU 24", "decode kv8192 b24"),
        ("decode TPOT 15 ms 2048/256 b8", "decode in2048 out256 b8 15.0ms"),
        (
            "decode 1024/1024 TPOT<=30ms batch=24, MTP1 (70% acceptance)",
            "decode in1024 out1024 b24 mtp1 spec 70.0% 30.0ms"
        ),
        (
            "decode, TPOT SLO 50 ms; prompt 4096; output 256; batch/NPU 96; MTP 70%; EP320; INT8",
            "decode in4096 out256 b96 ep320 spec 70.0% 50.0ms int8"
        ),
        ("decode batch size 64 context length 4096 no MTP", "decode kv4096 b64 nospec"),
        ("decode 2K in DEP72 NVFP4 20 tok/s/user", "decode in2048 tp72 ep72 50.0ms dpa fp4"),
        ("decode bs256 kv 2048 TP8EP8 FP8 KV", "decode kv2048 b256 tp8 ep8"),
        ("decode KV4096 b96 MTP off", "decode kv4096 b96 nospec"),
        ("decode 4k-token context, 320 dies", "decode kv4096 dies320"),
        ("prefill 4K perfect EPLB EP32", "prefill in4096 ep32 perfect"),
        ("prefill default EPLB", "prefill observed"),
        ("prefill 4K default EPLB EP32", "prefill in4096 ep32 observed"),
        ("profile prefill 4K", "prefill in4096 perfect"),
        ("DeepSeek-R1 prefill 4096-token prompt; DeepSeek blog", "prefill in4096 observed [deepseek]"),
        ("prefill 4096 tokens 16,384 tokens/NPU EP32", "prefill in4096 tokens16384 ep32"),
        ("prefill 4K, 16384 tokens per NPU batch", "prefill in4096 tokens16384"),
        ("1k/1k conc 64 TP8 SGLang 0.5.12", "service in1024 out1024 conc64 tp8 [sglang 0.5.12]"),
        ("8k/1k conc 32 TP8", "service in8192 out1024 conc32 tp8"),
        (
            "8k/1k conc32 TP8/EP8 MTP TRT-LLM 1.2.0rc5",
            "service in8192 out1024 conc32 tp8 ep8 spec [trtllm 1.2.0rc5]"
        ),
        ("1k/1k disagg conc 2151 DEP16 MTP 3", "service in1024 out1024 conc2151 tp16 ep16 mtp3 spec dpa disagg"),
        (
            "ISL 1024 OSL 8192 64 concurrent requests TP4 vLLM v0.13.0",
            "service in1024 out8192 conc64 tp4 [vllm 0.13.0]"
        ),
        ("1k input 1k output concurrency 128", "service in1024 out1024 conc128"),
        ("isl/osl 1024/1024 c16 tp8 dp-attention", "service in1024 out1024 conc16 tp8 dpa"),
        ("1000/1000 offline TP1", "service in1000 out1000 tp1 offline"),
        ("128/2048 offline max throughput TP8 PP2", "service in128 out2048 tp8 pp2 offline"),
        ("1k / 1k conc 4", "service in1024 out1024 conc4"),
        ("serving 4096/256 TTFT 2 s TPOT 50 ms", "service in4096 out256 50.0ms first2000.0ms"),
        ("decode b192/GPU EP72, KV 2048 w/ MTP 1 token 70%", "decode kv2048 b192 ep72 mtp1 spec 70.0%"),
        ("decode 4096/256, 96/NPU, 1 MTP token", "decode in4096 out256 b96 mtp1 spec"),
        ("SGLang default; 96 H100 decode 2K batch 256", "decode kv2048 b256 n96 observed [sglang]"),
        ("prefill 4096 batch 16384 tokens 8xH200", "prefill in4096 tokens16384 n8"),
        ("decode 4096 in / 256 out 24 per NPU", "decode in4096 out256 b24"),
        ("decode in 4096 out 256 bs 24", "decode in4096 out256 b24"),
        ("1k/1k at 100 tok/s/user DEP8 Dynamo", "service in1024 out1024 tp8 ep8 10.0ms dpa [dynamo]"),
        ("decode b200 KV4096", "decode kv4096"),
        ("decode 4096/256 b96 prefix hit 90 %", "decode in4096 out256 b96 unread: prefix hit 90%"),
    ])
    func `a description is understood`(description: String, expected: String) {
        #expect(Self.summary(description) == expected)
    }

    @Test func `lists give one value for each figure`() {
        let concurrency = "1k/1k conc 4 / 16 / 64 TP8 SGLang 0.5.12"
        #expect(
            (0..<3).map { Self.summary(concurrency, figures: 3, figure: $0) }
                == [4, 16, 64].map {
                    "service in1024 out1024 conc\($0) tp8 [sglang 0.5.12]"
                })
        #expect(Self.summary("SGLang prefill EP32 1K/2K/4K", figures: 3, figure: 2) == "prefill in4096 ep32 [sglang]")
        #expect(Self.summary("prefill 1K/4K EP32", figures: 2, figure: 1) == "prefill in4096 ep32")
        let limits = "decode 4K TPOT 50 / 30 / 15 ms b96/24/8"
        #expect(Self.summary(limits, figures: 3, figure: 1) == "decode kv4096 b24 30.0ms")
        let pairs = "1k/1k / 8k/1k conc 64 TP8"
        #expect(Self.summary(pairs, figures: 2, figure: 1) == "service in8192 out1024 conc64 tp8")
    }

    @Test(arguments: [
        ("training seq 8192 GBS128 TP4 PP8", SkipReason.training), ("6 GEMM shapes", .operatorMeasurement),
        ("MoE dispatch/combine EP8-256 128 tok/rank", .operatorMeasurement), ("something else", .noPhase("")),
        ("", .noPhase("")),
    ])
    func `what is no serving is said`(description: String, expected: SkipReason) {
        #expect(WorkloadText(description).phase == .failure(expected))
    }
}
