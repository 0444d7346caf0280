import Documents
import Foundation
import TestSupport
import Testing

@testable import Capability

struct PublishedMeasurementsTests {
    @Test func `tables are told by their heading, operators by their name`() throws {
        let folder = try ScratchFolder()
        let inner = folder.url.appending(path: "a/b/h200_sxm")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        try Data(Gzip.compress(Array("m,n,k,latency\n1,2,3,4\n".utf8)))
            .write(to: inner.appending(path: "gemm_perf__sglang-0.5.14.csv.gz"))
        let overview = "model,isl,osl,system,tp,precision,output_tok_s_total\nDeepSeek-R1,1,1,H200,8,FP8,9\n"
        try Data(Gzip.compress(Array(overview.utf8))).write(to: inner.appending(path: "anything.csv.gz"))
        _ = try folder.file("other.csv", "a,b\n1,2\n")
        _ = try folder.file("notes.txt", "no table")
        let measurements = try PublishedMeasurements(under: folder.url.path)
        #expect(measurements.operators.map(\.operation) == ["gemm_perf"])
        #expect(measurements.offline.rows.map(\.model) == ["deepseek-r1"])
        #expect(measurements.otherTables.count == 1)
        let table = try measurements.operators[0].table(numbers: ["m", "latency"])
        #expect(table.numbers("latency") == [4])
    }

    @Test func `a folder without measurements is refused`() throws {
        let folder = try ScratchFolder()
        let path = folder.url.path
        #expect {
            try PublishedMeasurements(under: path)
        } throws: {
            "\($0)".hasPrefix("\(path): found no measurements in it or in folders under it; expected tables of")
        }
        #expect {
            try PublishedMeasurements(under: path + "/none")
        } throws: {
            "\($0)" == "\(path)/none: found no such folder; expected a folder with published measurements"
        }
    }
}

/// The folder of shared data, read whole.
@Suite(.enabled(if: SharedData.hasPerformance, "needs the folder of shared data: set ASSAY_DATA"))
struct SharedMeasurementsTests {
    private static let measurements = Result<PublishedMeasurements, any Error> {
        try PublishedMeasurements(under: try #require(SharedData.folder).appending(path: "performance").path)
    }

    @Test func `every row is read or set aside with a reason`() throws {
        let read = try Self.measurements.get()
        #expect(read.serving.rows.count == 549)
        #expect(read.serving.skipped.isEmpty)
        #expect(read.offline.rows.count == 26)
        #expect(read.offline.skipped.isEmpty)
        #expect(read.questions.rows.count == 23)
        #expect(read.questions.rows.allSatisfy { $0.unread.isEmpty })
        #expect(read.exchanges.rows.count == 80)
        #expect(read.operators.count == 209)
        #expect(read.operators.allSatisfy { $0.hardware != nil })
    }

    /// Requests in flight = requests per second × time of a request.
    @Test func `the counts of accelerators obey Little's law`() throws {
        for point in try Self.measurements.get().serving.rows where !point.isDisaggregated {
            guard let rate = point.value(.totalThroughput), let time = point.value(.endToEndLatency) else { continue }
            let tokens = Double(point.concurrency) * (point.meanInput + point.meanOutput)
            let ratio = tokens / time / rate / Double(point.accelerators)
            #expect((1...1.4).contains(ratio), "\(point.file):\(point.line)")
        }
    }

    @Test func `mean lengths are nine tenths of the nominal`() throws {
        for point in try Self.measurements.get().serving.rows {
            guard let whole = point.value(.endToEndLatency, .mean), let first = point.value(.timeToFirstToken, .mean),
                let each = point.value(.timePerOutputToken, .mean)
            else { continue }
            #expect(abs((whole - first) / each + 1 - point.meanOutput) < 0.02 * Double(point.output))
        }
    }

    /// Input and output over their own accelerators add up to the total over all.
    @Test func `the denominators of disaggregated rows add up`() throws {
        for point in try Self.measurements.get().serving.rows where point.isDisaggregated {
            let total = try #require(point.value(.totalThroughput)) * Double(point.accelerators)
            let input = try #require(point.value(.inputThroughput)) * Double(point.prefillAccelerators)
            let output = try #require(point.value(.outputThroughput)) * Double(point.decodeAccelerators)
            #expect(abs((input + output) / total - 1) < 1e-4)
        }
    }

    @Test func `a large file of operators is read`() throws {
        let file = try #require(
            try Self.measurements.get().operators.first {
                $0.system == "h200_sxm" && $0.operation == "gemm_perf" && $0.framework == "sglang"
            })
        let table = try file.table(numbers: ["m", "n", "k", "latency"], words: ["gemm_dtype"], every: 100)
        #expect(table.count > 100)
        #expect(table.numbers("latency").allSatisfy { $0 > 0 })
    }
}
