import Documents
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Capability
@testable import Catalog

/// A made-up folder of operator times: products of two systems, whose times a form has made.
private struct MadeUpFolder {
    let folder: ScratchFolder
    let catalog: Catalog
    static let constants = ProductForm.start(["peakShare": 0.7, "launch": 5e-6, "bandwidthShare": 0.75])

    /// - Parameter systems: folders and how many times slower than the form each is.
    init(_ systems: [String: Double]) throws {
        folder = try ScratchFolder()
        catalog = try Catalog.bundled()
        let form = ProductForm(values: Self.constants)
        for (system, slowness) in systems {
            let hardware = try PublishedHardware.named(system).get()
            let silicon = Silicon(try #require(catalog.accelerators[hardware.accelerator]))
            var rows = ["kernel_source,gemm_dtype,m,n,k,latency"]
            for m in [1, 16, 64, 256, 1_024, 4_096, 16_384] {
                for n in [256, 1_024, 4_096, 8_192] {
                    for k in [512, 2_048, 7_168] {
                        let shape = ProductShape(m: Double(m), n: Double(n), k: Double(k), variant: .bf16)
                        let time = form.time(shape, on: silicon).value * slowness * 1e3
                        rows.append("made,bfloat16,\(m),\(n),\(k),\(time)")
                    }
                }
            }
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: system), withIntermediateDirectories: true)
            _ = try folder.file("\(system)/gemm_perf__sglang-0.5.14.csv", rows.joined(separator: "\n") + "\n")
        }
    }

    var path: String { folder.url.path }
}

struct CalibrationRunTests {
    @Test func `a made-up folder calibrates, and the file says the same when it is read again`() throws {
        let made = try MadeUpFolder(["h100_sxm": 1, "h200_sxm": 1])
        let run = try CalibrationRun(data: made.path, catalog: made.catalog)
        #expect(run.fitted.map(\.group.description) == ["hopper product bf16 sglang"])
        #expect(run.fitted[0].errors.median < 0.01)
        #expect(run.fitted[0].versions.map(\.description) == ["0.5.14"])
        let calibration = try #require(run.calibrations.first)
        let file = DocumentFile(name: "hopper.yaml", text: calibration.yaml)
        let read = try Calibration(
            try YAMLDocument.parse(file), FigureReader(sources: made.catalog.sources))
        #expect(read.family == "hopper")
        #expect(read.groups == calibration.groups.map(Self.asWritten))
        let group = try #require(read.groups.first { $0.kind == "product" && $0.software == "sglang" })
        #expect(group.systems == ["h100_sxm", "h200_sxm"])
        #expect(Set(group.constants.keys) == Set(ProductForm.constants.map(\.name)))
    }

    /// Errors are written with four decimals, constants that came from elsewhere with six digits.
    private static func asWritten(_ group: ConstantGroup) -> ConstantGroup {
        func short(_ value: Double) -> Double { Double(String(format: "%.4f", value)) ?? value }
        let errors = group.errors
        return ConstantGroup(
            kind: group.kind, variant: group.variant, software: group.software,
            constants: group.constants.mapValues { Double(String(format: "%.6g", $0)) ?? $0 },
            errors: FitErrors(
                rows: errors.rows, median: short(errors.median), p90: short(errors.p90), tenth: short(errors.tenth),
                ninetieth: short(errors.ninetieth)),
            sources: group.sources, grade: group.grade, versions: group.versions, systems: group.systems,
            note: group.note, seen: group.seen)
    }

    @Test func `the same folder gives the same file`() throws {
        let made = try MadeUpFolder(["h100_sxm": 1, "h200_sxm": 1.1])
        let texts = try (0..<2).map { _ in
            try CalibrationRun(data: made.path, catalog: made.catalog).calibrations.map(\.yaml)
        }
        #expect(texts[0] == texts[1])
    }

    @Test func `groups that the folder has no data for are kept`() throws {
        let made = try MadeUpFolder(["h100_sxm": 1])
        let run = try CalibrationRun(data: made.path, catalog: made.catalog)
        let old = try #require(made.catalog.calibrations["hopper"])
        let new = try #require(run.calibrations.first)
        func names(_ calibration: Calibration) -> Set<[String]> {
            Set(calibration.groups.map { [$0.kind, $0.variant, $0.software] })
        }
        #expect(names(new).isSuperset(of: names(old)))
        let kept = try #require(old.groups.first { $0.kind == "allGather" })
        #expect(new.groups.contains(kept))
    }

    @Test func `a family without a calibration inherits`() throws {
        let made = try MadeUpFolder(["l40s": 1])
        let calibration = try #require(try CalibrationRun(data: made.path, catalog: made.catalog).calibrations.first)
        #expect(calibration.inherits == "hopper")
        #expect(calibration.groups.map(\.kind) == ["product"])
    }

    @Test func `notes with quotes come back`() throws {
        let group = ConstantGroup(
            kind: "step", variant: "any", software: "a\"b\\c", constants: ["x": 1.5e-6],
            errors: FitErrors(rows: 1, median: 0, p90: 0, tenth: 0, ninetieth: 0), sources: ["cloudmatrix-paper"],
            grade: .press, note: "says \"no\": #1 \\ 2")
        let catalog = try Catalog.bundled()
        let hopper = try #require(catalog.calibrations["hopper"])
        let calibration = Calibration(family: "hopper", inherits: nil, software: hopper.software, groups: [group])
        let read = try Calibration(
            try YAMLDocument.parse(DocumentFile(name: "hopper.yaml", text: calibration.yaml)),
            FigureReader(sources: catalog.sources))
        #expect(read.groups == [group])
    }
}

struct OperatorEvaluationTests {
    @Test func `errors are counted for each group, with and without the system`() throws {
        let made = try MadeUpFolder(["h100_sxm": 1, "h200_sxm": 1])
        let run = try CalibrationRun(data: made.path, catalog: made.catalog)
        let fitted = try #require(run.calibrations.first)
        let catalog = made.catalog.replacing(fitted)
        let lines = try OperatorEvaluation(data: made.path, catalog: catalog, leaveOneOut: true).lines
        #expect(lines.map(\.system) == ["h100_sxm", "h200_sxm"])
        for line in lines {
            #expect(line.rows == 84)
            #expect(line.median < 0.02)
            #expect((0.6...1).contains(line.coverage))
            #expect(try #require(line.leftOut) < 0.05)
            #expect(line.standIn == nil)
            #expect(line.skipped == nil)
        }
    }

    @Test func `a system that nothing was fitted on is predicted from its data sheet`() throws {
        let made = try MadeUpFolder(["b300_sxm": 1.3])
        let line = try #require(try OperatorEvaluation(data: made.path, catalog: made.catalog).lines.first)
        #expect(line.kind == "product")
        #expect(line.rows == 84)
        #expect(line.leftOut == nil)
    }

    @Test func `another family's constants are said to be such`() throws {
        let made = try MadeUpFolder(["l40s": 1])
        let line = try #require(try OperatorEvaluation(data: made.path, catalog: made.catalog).lines.first)
        #expect(line.standIn == "hopper bf16 sglang")
        #expect((0...1).contains(line.coverage))
    }
}

/// Two tables of the folder of shared data.
@Suite(.enabled(if: SharedData.hasPerformance, "needs the folder of shared data: set ASSAY_DATA"))
struct SharedOperatorTests {
    @Test func `TensorRT-LLM's products on H200 are within 8 % in the median`() throws {
        let folder = try #require(SharedData.folder).appending(path: "performance/operators/h200_sxm").path
        let catalog = try Catalog.bundled()
        let tables = try OperatorFolder(under: folder, catalog: catalog)
        let source = try #require(
            tables.newest.first { $0.operation == "gemm_perf" && $0.software == "trtllm" })
        let calibrations = catalog.calibrations(of: source.family)
        for times in try OperatorTables.read(source, all: 4_000) {
            let group = times.group
            let found = try #require(
                calibrations.constants(
                    group.kind.rawValue, [group.variant], software: group.software, family: group.family))
            let predictor = GroupPredictor(
                group.kind, values: found.group.values(group.kind.form.constants))
            #expect(ErrorSummary(predictor.errors(times)).median <= 0.08, "\(group)")
        }
    }
}

extension Catalog {
    /// The same with another calibration of a family.
    fileprivate func replacing(_ calibration: Calibration) -> Catalog {
        var calibrations = calibrations
        calibrations[calibration.family] = calibration
        return Catalog(
            sources: sources, accelerators: accelerators, systems: systems, models: models, calibrations: calibrations,
            landmarkSites: landmarkSites, costs: costs)
    }
}
