import Catalog
import Documents
import Quantities
import Testing

@testable import Capability

struct PublishedTableTests {
    private static func read(_ rows: String...) throws -> PublishedTable {
        let heading = "table,item,system,config,metric,value,unit,note,source\n"
        return try PublishedTable(DocumentFile(name: "c.csv", text: heading + rows.joined(separator: "\n")))
    }

    @Test func `serving rows become questions`() throws {
        let rows = try Self.read(
            """
            Table 2,DeepSeek-R1 prefill 4096-token prompt,CloudMatrix384,CloudMatrix-Infer perfect EPLB,\
            throughput,6688,tok/s/accelerator,,x
            Table 3,DeepSeek-R1 decode,H800,DeepSeek profile; batch 128; KV 4096; MTP,\
            throughput,2325,tok/s/accelerator,,x
            Table 4,DeepSeek-R1 decode,CloudMatrix384,TPOT SLO 50 ms; prompt 4096; output 256; batch/NPU 96; \
            MTP 70%; EP320; INT8,TPOT,49.4,ms,,x
            """
        ).questions.rows
        #expect(rows.map(\.phase) == [.prefill, .decode, .decode])
        #expect(rows.map(\.model) == ["deepseek-r1", "deepseek-r1", "deepseek-r1"])
        #expect(rows[0].balance == .perfect)
        #expect(rows[0].input == 4_096)
        #expect(rows[1].context == 4_096)
        #expect(rows[1].batchPerAccelerator == 128)
        #expect(rows[1].isSpeculative == true)
        #expect(rows[2].timePerOutputTokenLimit == 0.05)
        #expect(rows[2].format == .int8)
        #expect(rows.allSatisfy { $0.unread.isEmpty })
    }

    @Test func `exchanges are typed, and other operators set aside`() throws {
        let table = try Self.read(
            "Table 6,MoE dispatch,CloudMatrix384 CANN EP,EP256; 128 tokens/rank; hidden 7168; top-8,latency,152,us,,x",
            "Table 6,MoE combine,H800 DeepEP RDMA,EP8; 128 tokens/rank; hidden 7168; top-8,bandwidth/rank,46,GB/s,,x",
            "Table 9,INT8 GEMM per die,CloudMatrix384,groups 4; M 7168,compute utilisation,79.4,% of 752 TOPS,,x",
            "Table 6,MoE combine,H800 DeepEP RDMA,128 tokens/rank,latency,46,us,,x")
        let rows = table.exchanges.rows
        #expect(rows.map(\.direction) == [.dispatch, .combine])
        #expect(rows[0].ranks == 256 && rows[0].tokens == 128 && rows[0].hidden == 7_168 && rows[0].perToken == 8)
        #expect(rows[0].figure == .time(Seconds(152 / 1e6)))
        #expect(rows[1].figure == .bandwidthPerRank(46e9))
        #expect(table.exchanges.skipped.map(\.reason) == [.missing("the number of ranks")])
        #expect(table.questions.skipped.map(\.reason) == [.operatorMeasurement])
    }

    @Test func `an exchange without a number is refused with its place`() {
        #expect {
            try Self.read("Table 6,MoE dispatch,H800,EP8,latency,soon,us,,x")
        } throws: {
            "\($0)" == "c.csv:2: found value ‘soon’; expected a number"
        }
    }

    @Test func `kernels and collectives are read`() throws {
        let heading = "library,hardware,op,config,latency_us,bandwidth_gb_s,tflops,source\n"
        let read = try ExchangeMeasurement.read(
            DocumentFile(
                name: "k.csv",
                text: heading + """
                    DeepEP,H200,LL combine,2 node(s); 128 tokens; hidden 7168,186,,,x
                    DeepEP V1,H800 + CX7 400G IB,normal dispatch,EP16; 4096 tokens; RDMA,,43,,x
                    DeepEP V2,H100,dispatch,EP8x4,,61,,x
                    FlashMLA,H800,sparse prefill,,,,640,x
                    """))
        #expect(read.rows.map(\.ranks) == [16, 16, 32])
        #expect(read.rows.map(\.isLowLatency) == [true, false, nil])
        #expect(read.rows[1].figure == .bandwidthPerRank(43e9))
        #expect(read.skipped.map(\.reason) == [.operatorMeasurement])
    }
}
