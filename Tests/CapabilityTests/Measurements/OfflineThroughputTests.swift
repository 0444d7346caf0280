import Catalog
import Documents
import Quantities
import Testing

@testable import Capability

struct OfflineThroughputTests {
    private static func overview(_ row: String) throws -> ReadRows<OfflineThroughput> {
        try OfflineThroughput.readOverview(
            DocumentFile(name: "o.csv", text: "model,isl,osl,system,tp,precision,output_tok_s_total,source\n\(row)\n"))
    }

    @Test func `a perf overview is read`() throws {
        let row = "DeepSeek-R1,1024,2048,B200,8,FP4; conc 7168; FP8 KV,43146,NVIDIA/TensorRT-LLM docs (v1.0)"
        let point = try #require(try Self.overview(row).rows.first)
        #expect(point.format == .fp4)
        #expect(point.cacheFormat == .fp8)
        #expect(point.concurrency == 7_168)
        #expect(point.accelerators == 8)
        #expect(point.throughput == 43_146)
        #expect(point.software?.description == "trtllm 1.0")
        #expect(point.scenario == .offline)
    }

    @Test func `unknown models are set aside and broken cells refused`() throws {
        let row = "Llama-9-8B,1000,1000,H200,1,FP8,17744,x"
        #expect(try Self.overview(row).skipped.map(\.reason) == [.unknownModel("Llama-9-8B")])
        #expect {
            try Self.overview(row.replacing(",1,", with: ",all,"))
        } throws: {
            "\($0)" == "o.csv:2: found tp ‘all’; expected a number of accelerators"
        }
    }

    private static func benchmark(_ text: String) throws -> ReadRows<OfflineThroughput> {
        try OfflineThroughput.readBenchmark(DocumentFile(name: "m.csv", text: text))
    }

    @Test func `a table of benchmark results is read`() throws {
        let read = try Self.benchmark(
            """
            submitter,system,accelerator,n_accel,benchmark,scenario,precision,result,unit
            NVIDIA,GB200 NVL72,GB200,72,llama3.1-405b,Offline,FP4,1000,tokens/s
            NVIDIA,GB200 NVL72,GB200,72,llama3.1-405b,Server,FP4,800,Tokens/s
            NVIDIA,DGX B200,B200,8,DeepSeek-R1,Offline,FP4,50,tokens/s/GPU
            NVIDIA,DGX B200,B200,8,llama2-70b-99,Offline,FP4,70,tokens/s
            NVIDIA,DGX B200,B200,,DeepSeek-R1,Offline,FP4,1,tokens/s
            NVIDIA,DGX B200,B200,8,DeepSeek-R1,Offline,FP4,1,samples/s
            NVIDIA,DGX B200,B200,8,DeepSeek-R1,SingleStream,FP4,1,tokens/s
            """)
        #expect(read.rows.map(\.throughput.value) == [1_000, 800, 400])
        #expect(read.rows.map(\.scenario) == [.offline, .server, .offline])
        #expect(read.rows.map(\.accelerators) == [72, 72, 8])
        #expect(
            read.skipped.map(\.reason) == [
                .unknownModel("llama2-70b-99"), .missing("the number of accelerators"), .unknownUnit("samples/s"),
                .unknownMetric("SingleStream"),
            ])
    }

    @Test func `other headings and counts in names are understood`() throws {
        let heading = "Model,System Name,tokens_per_s,Weight Data Types,Scenario\n"
        let read = try Self.benchmark(heading + "mixtral-8x7b,8x H200-SXM-141GB,600,fp8,Server\n")
        let row = try #require(read.rows.first)
        #expect(row.accelerators == 8)
        #expect(row.hardware.accelerator == "nvidia-h200-sxm")
        #expect(row.format == .fp8)
    }

    @Test func `a result that is no number is refused`() {
        #expect {
            try Self.benchmark("model,system,n_accel,precision,result\nDeepSeek-R1,H200,8,FP8,fast\n")
        } throws: {
            "\($0)" == "m.csv:2: found result ‘fast’; expected tokens per second"
        }
    }
}
