import Catalog
import Documents
import Quantities
import Testing

@testable import Capability

struct ValidationRowsTests {
    private static let heading = "id,split,system,n_accel,model,precision,workload,metric,value,unit,quality,source\n"

    private static func read(_ rows: String...) throws -> ReadRows<ServingQuestion> {
        try ValidationRows.read(DocumentFile(name: "v.csv", text: heading + rows.joined(separator: "\n")))
    }

    @Test func `figures side by side are one question each`() throws {
        let rows = try Self.read(
            """
            C04,calibration,CloudMatrix384,160 NPU,DeepSeek-R1,INT8,decode 4096/256 b96 MTP 70% EP320,\
            throughput | TPOT,1943 | 49.4,tok/s/NPU | ms,A,paper
            """
        ).rows
        #expect(rows.count == 2)
        #expect(
            rows[0].measured == MeasuredFigure(.outputThroughput, value: 1_943, denominator: .perDecodeAccelerator))
        #expect(rows[1].measured.metric == .timePerOutputToken)
        #expect(abs(rows[1].measured.value - 0.0494) < 1e-12)
        #expect(rows[0].printed == "1943 tok/s/NPU")
        #expect(rows[0].batchPerAccelerator == 96)
        #expect(rows[0].acceptance == 0.7)
        #expect(rows[0].accelerators == 160)
        #expect(rows[0].format == .int8)
        #expect(rows[0].split == "calibration")
    }

    @Test func `workloads side by side take their figures in order`() throws {
        let rows = try Self.read(
            """
            C06,calibration,H800,32 / 144 GPU,DeepSeek-V3,FP8,profile prefill 4K | decode b128 KV4096,throughput,\
            7839 | 2325,tok/s/GPU,B,paper
            """
        ).rows
        #expect(rows.map(\.phase) == [.prefill, .decode])
        #expect(rows.map(\.accelerators) == [32, 144])
        #expect(rows.map(\.measured.value) == [7_839, 2_325])
        #expect(rows.map(\.measured.denominator) == [.perPrefillAccelerator, .perDecodeAccelerator])
        // Said once, of both.
        #expect(rows.map(\.balance) == [.perfect, .perfect])
    }

    @Test func `lists go through their figures`() throws {
        let rows = try Self.read(
            """
            C07,c,H100,32 GPU,DeepSeek-V3,FP8,SGLang prefill EP32 1K/2K/4K,throughput,\
            57674 / 54543 / 50302,tok/s/8 GPU,A,x
            C08,c,H200,8,DeepSeek-R1,FP8,1k/1k conc 4 / 16 / 64 TP8,TPOT median,9.73 / 15.39 / 30.52,ms,A,x
            """
        ).rows
        #expect(rows.prefix(3).map(\.input) == [1_024, 2_048, 4_096])
        #expect(rows[0].measured.value == 57_674.0 / 8)
        #expect(rows.suffix(3).map(\.concurrency) == [4, 16, 64])
        #expect(rows[5].measured.statistic == .median)
        #expect(rows[5].measured.denominator == Denominator.none)
    }

    @Test(arguments: [
        ("tok/s", 1_440.0, Denominator.system), ("tok/s/GPU", 1_440, .perAccelerator),
        ("tok/s/node", 360, .perAccelerator),
        ("tok/s/rack", 20, .perAccelerator), ("output tok/s/GPU", 1_440, .perAccelerator),
        ("tokens/s per 8 GPUs", 180, .perAccelerator), ("tok/s/user", 1 / 1_440, .none), ("ktok/s", 1_440_000, .system),
        ("tok/s/decode GPU", 1_440, .perDecodeAccelerator),
    ])
    func `units tell the denominator`(unit: String, value: Double, denominator: Denominator) throws {
        let row = "V1,v,GB200 NVL72,72,DeepSeek-R1,FP4,1k/1k conc 64,throughput,\"1,440\",\(unit),A,x"
        let question = try #require(try Self.read(row).rows.first)
        #expect(abs(question.measured.value / value - 1) < 1e-12)
        #expect(question.measured.denominator == denominator)
    }

    @Test func `dies are counted as packages`() throws {
        let row = "V2,v,CloudMatrix384,320 dies,DeepSeek-R1,INT8,decode b48 KV4096,throughput,900,tok/s/die,A,x"
        let question = try #require(try Self.read(row).rows.first)
        #expect(question.accelerators == 160)
        #expect(question.measured.value == 1_800)
    }

    @Test(arguments: [
        ("H100,64,Llama-3-70B,FP8,training seq 8192 GBS128,throughput,1602,tok/s/GPU", SkipReason.training),
        ("GB200,256,DeepSeek-V3,MXFP8,training seq 4096,MFU,40,%", .training),
        ("CloudMatrix384,1 die,-,INT8,6 GEMM shapes,compute utilisation,77.4-82.7,%", .operatorMeasurement),
        ("CloudMatrix384,16,DeepSeek-R1,INT8,prefill 4K,throughput,5600-6700,tok/s/NPU", .notAFigure("5600-6700")),
        ("CloudMatrix384,16,DeepSeek-R1,INT8,prefill 4K,throughput,high,tok/s/NPU", .notAFigure("high")),
        ("CloudMatrix384,16,DeepSeek-R1,INT8,prefill 4K,happiness,5,tok/s/NPU", .unknownMetric("happiness")),
        ("CloudMatrix384,16,DeepSeek-R1,INT8,prefill 4K,throughput,5,requests/s", .unknownUnit("requests/s")),
        ("H100,8,DeepSeek-R1,FP8,prefill 4K,throughput,5,tok/s/rack", .unknownUnit("tok/s/rack")),
        ("Cray-1,16,DeepSeek-R1,INT8,prefill 4K,throughput,5,tok/s", .unknownSystem("Cray-1")),
        ("H100 / H200,8,DeepSeek-R1,FP8,prefill 4K,throughput,5,tok/s", .severalSystems("H100 / H200")),
        ("H100,8,Eliza,FP8,prefill 4K,throughput,5,tok/s", .unknownModel("Eliza")),
        ("H100,8,DeepSeek-R1,FP8,4K of something,throughput,5,tok/s", .noPhase("4K of something")),
        ("H100,8,DeepSeek-R1,FP8,1k/1k conc 4/8/16,TPOT,5 / 6,ms", .unmatchedFigures(2, beside: 3)),
        ("H100,8,DeepSeek-R1,FP8,1k/1k conc 4,TPOT | TTFT,5,ms", .unmatchedFigures(1, beside: 2)),
    ])
    func `what is no question says why`(row: String, reason: SkipReason) throws {
        let read = try Self.read("V,v,\(row),A,x")
        #expect(read.rows.isEmpty)
        #expect(read.skipped.map(\.reason) == [reason])
        #expect(read.skipped.first?.line == 2)
    }

    @Test func `a row of another width is refused with its place`() {
        #expect {
            try Self.read("C04,calibration")
        } throws: {
            "\($0)" == "v.csv:2: found a row of 2 cells; expected 12, as in the heading"
        }
    }
}
