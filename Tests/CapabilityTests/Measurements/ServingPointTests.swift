import Catalog
import Documents
import Testing

@testable import Capability

struct ServingPointTests {
    private static let heading = """
        hw,model,framework,precision,spec_decoding,disagg,isl,osl,conc,prefill_tp,prefill_ep,prefill_dp_attention,\
        prefill_num_workers,num_prefill_gpu,decode_tp,decode_ep,decode_dp_attention,decode_num_workers,num_decode_gpu,\
        image,date,tput_per_gpu,output_tput_per_gpu,input_tput_per_gpu,median_ttft_s,median_tpot_s,p99_e2el_s

        """

    private static func read(_ rows: String...) throws -> ReadRows<ServingPoint> {
        try ServingPoint.read(DocumentFile(name: "p.csv", text: heading + rows.joined(separator: "\n")))
    }

    private static let disaggregated = """
        gb200,deepseek-r1-0528,dynamo-trt,fp8,mtp,True,1024,8192,27,8,8,True,1,8,8,8,False,3,24,\
        nvcr.io/nvidia/ai-dynamo/tensorrtllm-runtime:0.8.1.post2,2026-02-05,127.7,85.1,255.8,0.83,0.0109,19.2
        """
    private static let aggregated = """
        h200,deepseek-r1-0528,sglang,fp8,none,false,1024,1024,64,8,8,false,0,64,8,8,false,0,64,\
        lmsysorg/sglang:v0.5.12-cu130,,500,250,,0.5,0.03,
        """

    @Test func `a disaggregated row counts each phase for itself`() throws {
        let point = try #require(try Self.read(Self.disaggregated).rows.first)
        #expect(point.hardware.system == "gb200-nvl72")
        #expect(point.model == "deepseek-r1")
        #expect(point.format == .fp8)
        #expect(point.isSpeculative && point.isDisaggregated)
        #expect(point.prefill == EngineLayout(tensor: 8, expert: 8, isAttentionDataParallel: true))
        #expect(point.decode == EngineLayout(tensor: 8, expert: 8, workers: 3))
        #expect(point.accelerators == 32)
        #expect(point.date == CalendarDate("2026-02-05"))
        #expect(point.software.orchestrator == "dynamo")
        let denominators = Dictionary(uniqueKeysWithValues: point.figures.map { ($0.metric, $0.denominator) })
        #expect(denominators[.totalThroughput] == .perAccelerator)
        #expect(denominators[.outputThroughput] == .perDecodeAccelerator)
        #expect(denominators[.inputThroughput] == .perPrefillAccelerator)
        #expect(denominators[.timePerOutputToken] == Denominator.none)
        #expect(point.value(.endToEndLatency, .p99) == 19.2)
        #expect(point.value(.endToEndLatency) == nil)
        #expect(point.meanOutput == 0.9 * 8_192)
    }

    @Test func `an aggregated row of the older schema counts the engine's width`() throws {
        let point = try #require(try Self.read(Self.aggregated).rows.first)
        #expect(point.accelerators == 8)
        #expect(!point.isSpeculative)
        #expect(point.value(.inputThroughput) == nil)
        #expect(point.figures.first?.denominator == .perAccelerator)
        #expect(point.software.description == "sglang 0.5.12")
    }

    @Test func `rows outside the catalogue are set aside with the reason`() throws {
        let read = try Self.read(
            Self.aggregated.replacing("h200", with: "tpu7x"),
            Self.aggregated.replacing("deepseek-r1-0528", with: "grok-4"),
            Self.aggregated.replacing("fp8", with: "posit"), Self.aggregated)
        #expect(read.rows.count == 1)
        #expect(
            read.skipped.map(\.reason) == [.unknownSystem("tpu7x"), .unknownModel("grok-4"), .unknownFormat("posit")])
        #expect(read.skipped[1].description == "p.csv:3: h200, grok-4: the model ‘grok-4’ isn't known")
    }

    @Test(arguments: [
        (",64,8,8,", ",many,8,8,", "p.csv:2: found conc ‘many’; expected a number of requests"),
        (",1024,1024,", ",0,1024,", "p.csv:2: found isl ‘0’; expected a length in tokens"),
        (",0.5,0.03,", ",-1,0.03,", "p.csv:2: found median_ttft_s ‘-1’; expected a time in seconds"),
        (",500,250,", ",inf,250,", "p.csv:2: found tput_per_gpu ‘inf’; expected tokens per second"),
        (",none,false,", ",none,perhaps,", "p.csv:2: found disagg ‘perhaps’; expected true or false"),
        ("cu130,,", "cu130,2026-02-30,", "p.csv:2: found date ‘2026-02-30’; expected a day as YYYY-MM-DD"),
        (
            ",64,8,8,false,0,64,8,8,", ",64,,,false,0,64,,,",
            "p.csv:2: found decode_tp ‘’; expected a number of accelerators"
        ),
        (",64,8,8,", ",64,8.5,8,", "p.csv:2: found prefill_tp ‘8.5’; expected a number of accelerators"),
    ])
    func `a table without a whole row is refused with its first broken cell`(old: String, new: String, message: String)
    {
        #expect {
            try Self.read(Self.aggregated.replacing(old, with: new, maxReplacements: 1))
        } throws: {
            ($0 as? DocumentError)?.description == message
        }
    }

    @Test func `a broken cell among good rows sets its row aside`() throws {
        let read = try Self.read(Self.aggregated, Self.aggregated.replacing(",64,8,8,", with: ",,8,8,"))
        #expect(read.rows.count == 1)
        #expect(
            read.skipped.map(\.description) == [
                "p.csv:3: h200, deepseek-r1-0528: found conc ‘’; expected a number of requests"
            ])
    }

    @Test func `another heading is refused`() {
        #expect {
            try ServingPoint.read(DocumentFile(name: "p.csv", text: "hw,model\nh100,x\n"))
        } throws: {
            "\($0)" == "p.csv:1: found the heading ‘hw,model’; expected a column ‘framework’"
        }
    }
}
