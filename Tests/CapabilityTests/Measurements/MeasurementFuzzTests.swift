import Documents
import Quantities
import TestSupport
import Testing

@testable import Capability

/// Whatever bytes come in, rows or a `DocumentError` come out.
struct MeasurementFuzzTests {
    private static let samples = [
        """
        hw,model,framework,precision,spec_decoding,disagg,isl,osl,conc,prefill_tp,decode_tp,image,date,tput_per_gpu
        h200,deepseek-r1-0528,sglang,fp8,none,false,1024,1024,64,8,8,lmsysorg/sglang:v0.5.12-cu130,2026-02-05,500
        gb200,gpt-oss-120b,dynamo-trt,fp4,mtp,True,1024,8192,64,8,8,x/trtllm:1.2.0rc3,,1e3
        """,
        """
        id,split,system,n_accel,model,precision,workload,metric,value,unit,quality,source
        C04,c,CloudMatrix384,320 dies,DeepSeek-R1,INT8,decode 4096/256 b96 MTP 70% EP320,throughput | TPOT,\
        1943 | 49.4,tok/s/NPU | ms,A,x
        C08,c,H200,8,DeepSeek-R1,FP8,1k/1k conc 4 / 16 / 64 TP8EP8 SGLang 0.5.12,TPOT median,9.73 / 15.39 / 30.52,ms,A,x
        """,
        """
        table,item,system,config,metric,value,unit,note,source
        Table 6,MoE dispatch,CloudMatrix384 CANN EP,EP8x2; 128 tokens/rank; hidden 7168; top-8,latency,116,us,,x
        Table 4,DeepSeek-R1 decode,CloudMatrix384,TPOT SLO 50 ms; prompt 4096; batch/NPU 96,TPOT,49.4,ms,,x
        """,
        """
        library,hardware,op,config,latency_us,bandwidth_gb_s,tflops,source
        DeepEP V1,H800,LL dispatch,2 node(s); 128 tokens; hidden 7168; top-8,77,,,x
        """,
        """
        model,isl,osl,system,tp,precision,output_tok_s_total,source
        Llama-3.3-70B,1000,1000,B200,1,FP4; conc 7168; FP8 KV,7007,NVIDIA/TensorRT-LLM (v1.0)
        """,
        """
        benchmark,system,n_accel,scenario,precision,result,unit
        llama3.1-405b,GB200 NVL72,72,Offline,FP4,1000,tokens/s/GPU
        """,
    ]
    private static let tokens = [
        ",", "\n", "\"", "/", " / ", "|", " | ", "%", "ms", "tok/s/", "conc ", "MTP", "TP", "EP", "b", "KV", "k", "M",
        "-", "99999999999999999999", "0", "1e300", ".", "\u{0}", "é", "×", "\r", "٣", "½", "²", "TPOT ", "x", "8x",
        "die",
    ]

    private func read(_ bytes: [UInt8]) {
        let source = MeasurementBytes(name: "fuzz.csv", bytes: bytes)
        do {
            let heading = TableHeading(bytes)
            _ = OfflineThroughput.BenchmarkColumns(heading.names)
            _ = try? ColumnTable(
                source, numbers: Array(heading.names.prefix(2)), words: Array(heading.names.dropFirst(2)))
            guard let form = MeasurementForm(heading) else { return }
            switch form {
            case .serving: _ = try ServingPoint.read(source.text())
            case .validation: _ = try ValidationRows.read(source.text())
            case .paper: _ = try PublishedTable(source.text())
            case .exchange: _ = try ExchangeMeasurement.read(source.text())
            case .overview: _ = try OfflineThroughput.readOverview(source.text())
            case .benchmark: _ = try OfflineThroughput.readBenchmark(source.text())
            }
        } catch is DocumentError {
            return
        } catch {
            Issue.record("\(type(of: error)) from \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    @Test(arguments: samples.indices)
    func `a table with random damage is read or refused`(index: Int) {
        let original = Array(Self.samples[index].utf8)
        // Most damage goes below the heading, or nothing would be recognised.
        let start = (original.firstIndex(of: 10) ?? 0) + 1
        var random = SplitMix64(seed: UInt64(index))
        for _ in 0..<700 {
            var bytes = original
            for _ in 0...random.index(below: 4) {
                let low = random.index(below: 10) == 0 ? 0 : start
                let place = low + random.index(below: max(bytes.count - low, 1))
                guard bytes.indices.contains(place) else { continue }
                switch random.index(below: 4) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: Array(random.pick(Self.tokens).utf8), at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(place + 30, bytes.count)], at: place)
                }
            }
            read(bytes)
        }
    }

    @Test func `random tokens make a workload or a reason`() {
        var random = SplitMix64(seed: 9)
        for _ in 0..<3_000 {
            let text = (0..<random.index(below: 12)).map { _ in random.pick(Self.tokens) }.joined()
            let statement = PublishedStatement(
                file: "f", line: 1, system: "H200", accelerators: text, model: "DeepSeek-R1",
                workload: "decode \(text)", metric: "throughput", value: "\(random.index(below: 9))\(text)",
                unit: "tok/s/GPU")
            #expect(!statement.questions().isEmpty)
            _ = OperatorFile(path: "a/h200/\(text)__\(text)-\(text).csv")
            _ = ServingSoftware(framework: text, image: text)
        }
    }

    @Test func `random bytes are no table`() {
        var random = SplitMix64(seed: 10)
        for _ in 0..<1_000 { read(random.bytes(random.index(below: 200))) }
    }
}
