import Catalog
import Documents
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Capability

struct EvaluationTests {
    private static let heading =
        "hw,model,framework,precision,disagg,isl,osl,conc,prefill_tp,decode_tp,date,output_tput_per_gpu,"
        + "median_ttft_s,median_tpot_s"
    /// Made up, of about the size that is measured.
    private static let good = "h200,gpt-oss-120b,vllm,fp4,False,1024,1024,16,1,1,2025-12-01,1400,0.08,0.011"
    private static let unknown = "abacus9,gpt-oss-120b,vllm,fp4,False,1024,1024,16,1,1,2025-12-01,1400,0.08,0.011"
    private static let lost = "a100,deepseek-r1,vllm,fp8,False,1024,1024,16,8,8,2025-12-01,100,0.08,0.011"

    private func evaluation(_ rows: String...) throws -> CapabilityEvaluation {
        let folder = try ScratchFolder()
        _ = try folder.file("points.csv", ([Self.heading] + rows).joined(separator: "\n") + "\n")
        return CapabilityEvaluation(
            try PublishedMeasurements(under: folder.url.path), catalog: try Bundled.catalog.get())
    }

    @Test func `each measured figure has a row`() throws {
        let evaluation = try evaluation(Self.good)
        #expect(Set(evaluation.rows.map(\.metric)) == ["timePerOutputToken", "throughput", "timeToFirstToken"])
        for row in evaluation.rows {
            let (measured, predicted) = (try #require(row.measured), try #require(row.predicted))
            #expect(predicted.low < predicted.best && predicted.best < predicted.high)
            #expect(row.signedError == predicted.best / measured - 1)
            #expect(row.system == "hgx-h200" && row.model == "gpt-oss-120b" && row.skipped == nil)
        }
    }

    /// Times in milliseconds, rates in tokens per second.
    @Test func `measured figures are stated in their units`() throws {
        let rows = Dictionary(grouping: try evaluation(Self.good).rows) { $0.metric }
        #expect(rows["timePerOutputToken"]?.first?.measured == 11)
        #expect(rows["timeToFirstToken"]?.first?.measured == 80)
        #expect(rows["throughput"]?.first?.measured == 1_400)
    }

    @Test func `a row of unknown hardware is skipped with a reason`() throws {
        let rows = try evaluation(Self.good, Self.unknown).rows.filter { $0.skipped != nil }
        #expect(rows.map(\.skipped) == ["the system ‘abacus9’ isn't known"])
        #expect(rows.allSatisfy { $0.measured == nil && $0.predicted == nil && $0.signedError == nil })
    }

    @Test func `rows that are skipped count for no group`() throws {
        let evaluation = try evaluation(Self.good, Self.unknown)
        #expect(evaluation.groups.map(\.name) == ["points: hgx-h200, gpt-oss-120b", "all"])
        #expect(evaluation.groups.map(\.rows) == [3, 3])
        let group = try #require(evaluation.groups.last)
        let rows = evaluation.rows.filter { $0.metric == "timePerOutputToken" }
        #expect(group.tpotMAPE == rows.first?.signedError.map(abs))
    }

    @Test func `every row is predicted or skipped, whatever the hardware`() throws {
        for row in try evaluation(Self.good, Self.unknown, Self.lost).rows {
            #expect((row.skipped == nil) == (row.predicted != nil), "\(row.id)")
        }
    }

    @Test func `a table of rows that are all skipped has no groups`() throws {
        let evaluation = try evaluation(Self.unknown)
        #expect(evaluation.groups.isEmpty)
        #expect(evaluation.rows.count == 1)
        #expect(try evaluation.rendered(as: .table).contains("1 skipped: the system ‘abacus9’ isn't known"))
    }

    @Test func `its JSON keeps its names`() throws {
        let json = try JSONSerialization.jsonObject(with: try evaluation(Self.good, Self.unknown).json())
        let top = try #require(json as? [String: Any])
        let groups = try #require(top["groups"] as? [[String: Any]])
        for key in ["name", "rows", "tpotMAPE", "throughputMAPE", "ttftMAPE", "coverage80"] {
            #expect(groups.allSatisfy { $0[key] != nil }, "\(key)")
        }
        let rows = try #require(top["rows"] as? [[String: Any]])
        for key in ["id", "system", "model", "metric"] { #expect(rows.allSatisfy { $0[key] != nil }, "\(key)") }
        let good = try #require(rows.first { $0["metric"] as? String == "throughput" })
        #expect(good["measured"] is Double && good["signedError"] is Double)
        let predicted = try #require(good["predicted"] as? [String: Double])
        #expect(Set(predicted.keys) == ["low", "best", "high"])
        #expect(rows.contains { $0["skipped"] is String })
    }
}

/// The folder of shared data, read whole.
@Suite(.enabled(if: SharedData.hasPerformance, "needs the folder of shared data: set ASSAY_DATA"))
struct SharedEvaluationTests {
    private static let all = Result<CapabilityEvaluation.Group, any Error> {
        let folder = try #require(SharedData.folder).appending(path: "performance").path
        let evaluation = CapabilityEvaluation(
            try PublishedMeasurements(under: folder), catalog: try Bundled.catalog.get())
        return try #require(evaluation.groups.last)
    }

    @Test func `published times per token are met within a tenth`() throws {
        let error = try #require(try Self.all.get().tpotMAPE)
        #expect(error <= 0.10)
    }

    @Test func `published throughputs are met within an eighth`() throws {
        let error = try #require(try Self.all.get().throughputMAPE)
        #expect(error <= 0.12)
    }

    /// Eight in ten are promised.
    @Test func `intervals hold about as many figures as they promise`() throws {
        let coverage = try #require(try Self.all.get().coverage80)
        #expect((0.70...0.97).contains(coverage))
    }
}
