/// Words of published descriptions of workloads, in lower case.
enum Vocabulary {
    /// Words that change nothing.
    static let fillers: Set<String> = [
        "with", "and", "at", "per", "the", "of", "in", "on", "a", "for", "using", "to", "under", "below", "within",
        "is", "tokens", "token", "tok", "length", "len", "size", "each", "workload", "request", "requests", "users",
        "user",
        "random", "synthetic", "slo", "limit", "target", "published", "measured", "infer", "engine", "npu", "gpu",
        "npus", "gpus", "die", "accelerator", "rank", "card", "most", "count", "rate", "kv", "cache", "p50", "median",
        "mean", "mode", "run", "nvl72", "nvl36", "nvl8", "nvl4", "nvl", "w/", "throughput", "interactivity",
        "device", "rack", "attention", "constraint", "sla", "lengths", "average", "avg",
        "experts", "expert", "parallel", "step", "phase", "only", "instance", "approx", "about", "seq", "sequence",
    ]

    /// Words for what a batch or a rate is per.
    static let accelerators: Set<String> = ["npu", "gpu", "accelerator", "card", "device"]

    static let subjects: [String: WorkloadText.Subject] = [
        "prefill": .prefill, "prefilling": .prefill, "decode": .decode, "decoding": .decode, "generation": .decode,
        "service": .service, "serving": .service, "online": .service, "server": .service, "e2e": .service,
        "end-to-end": .service, "interactive": .service,
        "training": .training, "train": .training, "pretraining": .training, "pre-training": .training,
        "finetuning": .training, "fine-tuning": .training, "sft": .training,
        "dispatch": .operators, "combine": .operators, "gemm": .operators, "gemms": .operators, "shapes": .operators,
        "kernel": .operators, "kernels": .operators, "operator": .operators, "operators": .operators,
        "op": .operators, "allreduce": .operators, "all-reduce": .operators, "alltoall": .operators,
        "all-to-all": .operators, "collective": .operators, "collectives": .operators, "comm": .operators,
        "mla": .operators, "memory-bound": .operators, "compute-bound": .operators, "launch": .operators,
        "read": .operators, "write": .operators, "microbatching": .operators, "layer": .operators,
    ]

    /// Words that take a number, attached or following.
    static let keywordFields: [String: WorkloadText.Field] = [
        "conc": .concurrency, "concurrency": .concurrency, "c": .concurrency, "concurrent": .concurrency,
        "b": .batch, "bs": .batch, "batch": .batch, "batchsize": .batch, "batch-size": .batch, "batch/npu": .batch,
        "batch/gpu": .batch, "batch/accelerator": .batch, "batch/device": .batch,
        "kv": .context, "ctx": .context, "context": .context, "kvlen": .context, "kv-len": .context,
        "kv-length": .context, "isl": .input, "input": .input, "prompt": .input, "prompts": .input,
        "osl": .output, "output": .output, "out": .output,
        "tp": .tensor, "ep": .expert, "pp": .pipeline,
    ]

    static let keywords: Set<String> = Set(keywordFields.keys).union([
        "mtp", "dp", "dep", "tep", "tpot", "itl", "slo", "ttft", "acceptance", "accept", "accepted", "isl/osl",
        "input/output", "prompt/output", "in/out",
    ])

    /// Keywords that may also stand without a number.
    static let standAlone: Set<String> = [
        "mtp", "dp", "tpot", "itl", "slo", "ttft", "acceptance", "accept", "accepted", "kv", "prompt", "prompts",
        "input", "output", "context", "concurrent", "batch",
    ]

    /// Words after a number of tokens that say which.
    static let lengths: [String: WorkloadText.Field] = [
        "prompt": .input, "prompts": .input, "input": .input, "inputs": .input, "output": .output, "outputs": .output,
        "context": .context, "kv": .context,
    ]

    static let unitFields: [String: WorkloadText.Field] = lengths.merging([
        "npu": .accelerators, "npus": .accelerators, "gpu": .accelerators, "gpus": .accelerators,
        "accelerators": .accelerators, "cards": .accelerators, "dies": .dies, "die": .dies, "node": .nodes,
        "nodes": .nodes, "in": .input, "out": .output, "concurrent": .concurrency, "requests": .concurrency,
        "users": .concurrency, "sequences": .batch, "seqs": .batch, "sequences/npu": .batch,
        "sequences/gpu": .batch, "seqs/npu": .batch, "seqs/gpu": .batch, "tokens/npu": .tokens, "tok/npu": .tokens,
        "tokens/gpu": .tokens, "tok/gpu": .tokens, "tokens/accelerator": .tokens, "token/npu": .tokens,
        "token/gpu": .tokens,
    ]) { first, _ in first }

    /// Words that, standing after a number, say what it is.
    static let units: Set<String> = Set(unitFields.keys)
        .union([
            "ms", "s", "%", "tok/s/user", "tps/user", "tokens/s/user", "accept", "acceptance", "accepted", "tok",
            "token", "tokens",
        ])

    /// Software that no engine table holds.
    static let software: [String: String] = [
        "cloudmatrix-infer": "cloudmatrix-infer", "xdeepserve": "xdeepserve", "dynamo": "dynamo",
        "deepseek": "deepseek", "mindie": "mindie", "lmdeploy": "lmdeploy", "inferencex": "inferencex",
        "inferencemax": "inferencemax",
    ]
}
