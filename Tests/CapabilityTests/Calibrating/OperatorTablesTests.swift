import Catalog
import Documents
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Capability

/// Tables of a few rows, written into a folder of their own.
struct OperatorTablesTests {
    private static let catalog = Result<Catalog, any Error> { try Catalog.bundled() }

    private static func read(
        _ folder: ScratchFolder, _ name: String, _ text: String
    ) throws -> [OperatorTimes] {
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: name).deletingLastPathComponent(), withIntermediateDirectories: true)
        _ = try folder.file(name, text)
        let tables = try OperatorFolder(under: folder.url.path, catalog: try catalog.get())
        return try tables.newest.flatMap { try OperatorTables.read($0) }
    }

    @Test func `products are filed by their format, and those that nobody serves are left out`() throws {
        let folder = try ScratchFolder()
        let text = """
            kernel_source,gemm_dtype,m,n,k,latency
            a,bfloat16,16,1024,2048,0.01
            b,fp8_static,16,1024,2048,0.01
            c,nvfp4,32,1024,2048,0.02
            """
        let times = try Self.read(folder, "b300_sxm/gemm_perf__trtllm-1.4.0.csv", text)
        let groups = ["blackwell product bf16 trtllm", "blackwell product fp4Block trtllm"]
        #expect(times.map(\.group.description) == groups)
        guard case .product(let shape) = times[1].rows[0].shape else { throw Mismatch() }
        #expect(shape == ProductShape(m: 32, n: 1_024, k: 2_048, variant: .fp4Block))
        #expect(times[1].rows[0].time == Seconds(2e-5))
        // From the data sheet of that accelerator, no code knows it.
        let sheet = try #require(try Self.catalog.get().accelerators["nvidia-b300"])
        #expect(times[0].source.silicon == Silicon(sheet))
    }

    @Test func `attention of wide heads and of kernels that nobody serves is left out`() throws {
        let folder = try ScratchFolder()
        let text = """
            kernel_source,batch_size,isl,num_heads,num_key_value_heads,head_dim,attn_dtype,kv_cache_dtype,step,latency
            flash,4,1000,32,0,128,bfloat16,fp8,24,0.1
            flash,4,1000,32,4,64,bfloat16,fp8,24,0.1
            flash,4,1000,32,4,256,bfloat16,fp8,24,0.1
            flash,4,1000,64,1,128,bfloat16,fp8,24,0.1
            triton,4,1000,32,4,128,bfloat16,fp8,24,0.1
            """
        let times = try Self.read(folder, "h200_sxm/generation_attention_perf__trtllm-1.3.0rc20.csv", text)
        #expect(times.map(\.group.variant) == ["fp8-64", "fp8-single"])
        guard case .decode(let shape) = times[1].rows[0].shape else { throw Mismatch() }
        #expect(shape.context == 1_024)
        #expect(shape.keyValueHeads == 32)
        #expect(shape.arithmeticFormat == .fp8)
    }

    @Test func `of several kernels for experts the one that is served counts`() throws {
        let folder = try ScratchFolder()
        let head = "kernel_source,moe_dtype,num_tokens,hidden_size,inter_size,topk,num_experts,moe_tp_size,"
        let text = """
            \(head)moe_ep_size,distribution,latency
            moe_torch_flow_min_latency,nvfp4,8,4096,1536,8,128,1,4,balanced,0.2
            moe_torch_flow_cutlass,nvfp4,8,4096,1536,8,128,1,4,power_law_1.2,0.1
            moe_torch_flow_cutlass,nvfp4,8,4096,1536,22,128,1,4,balanced,0.1
            moe_torch_flow_cutlass,nvfp4,8,4096,1536,8,128,1,4,power_law_1.2_eplb,0.1
            """
        let times = try Self.read(folder, "gb200/moe_perf__trtllm-1.3.0rc20.csv", text)
        #expect(times.map(\.total) == [1])
        guard case .experts(let shape) = times[0].rows[0].shape else { throw Mismatch() }
        #expect(shape.expertWidth == 4)
        #expect(shape.scale == 1.0 / 16)
        #expect(shape.skew == .benchmark(exponent: 1.2, tokens: 8, perToken: 8, experts: 128))
    }

    @Test(arguments: [
        ("a,bfloat16,16,1024,2048,-0.01", "a time of -1e-05 s"), ("a,bfloat16,16,1024,2048,0", "a time of 0.0 s"),
        ("a,bfloat16,0,1024,2048,0.01", "m 0.0"), ("a,bfloat16,16,-4,2048,0.01", "n -4.0"),
        ("a,bfloat16,16,nan,2048,0.01", "n ‘nan’"), ("a,bfloat16,16,1024,2048", "a row of 5 cells"),
    ])
    func `nonsense is refused with its file and line`(row: String, found: String) throws {
        let folder = try ScratchFolder()
        let name = "h100_sxm/gemm_perf__sglang-0.5.14.csv"
        #expect {
            try Self.read(folder, name, "kernel_source,gemm_dtype,m,n,k,latency\na,bfloat16,1,2,3,0.1\n\(row)\n")
        } throws: { error in
            guard let error = error as? DocumentError else { return false }
            return error.file.hasSuffix(name) && error.line == 3 && error.found == found
        }
    }

    @Test func `tables without a form and systems that aren't known are told`() throws {
        let folder = try ScratchFolder()
        let text = "kernel_source,gemm_dtype,m,n,k,latency\na,bfloat16,1,2,3,0.1\n"
        _ = try Self.read(folder, "z9000/gemm_perf__sglang-0.5.14.csv", text)
        _ = try Self.read(folder, "h100_sxm/mla_context_module_perf__trtllm-1.2.0.csv", text)
        let tables = try OperatorFolder(under: folder.url.path, catalog: try Self.catalog.get())
        #expect(tables.newest.isEmpty)
        #expect(
            Set(tables.skipped.map(\.reason)) == ["the system ‘z9000’ isn't known", "no form for this operator"])
    }

    @Test func `products of the profiler of Ascend are read by their shapes`() throws {
        let folder = try ScratchFolder()
        let head = "OP State,Input Shapes,Output Shapes,Average Duration(us)"
        let text = "\u{FEFF}\(head)\ndynamic,\"16,512;1024,512\",\"16,1024\",7.5\n"
        let times = try Self.read(folder, "ascend_910b_ops/MatMulV2.csv", text)
        #expect(times.map(\.group.description) == ["ascend product bf16 cann"])
        guard case .product(let shape) = times[0].rows[0].shape else { throw Mismatch() }
        #expect(shape == ProductShape(m: 16, n: 1_024, k: 512, variant: .bf16))
    }

    private struct Mismatch: Error {}
}
