import Catalog
import Documents
import Quantities
import Testing

@testable import Capability

struct StepFitTests {
    private static let few = ["llama-3.1-70b,fp8"]

    /// Serving points whose figures are the model's own, on machines whose steps take other times than in the
    /// catalogue.
    ///
    /// - Parameters:
    ///   - models: each with its format.
    ///   - scaled: what all figures are multiplied by, as if the software were slower.
    ///   - date: when that was measured; nothing for nil.
    private func trials(
        _ models: [String] = few, _ change: (inout StepConstants) -> Void = { _ in }, scaled: Double = 1,
        software: String = "trtllm", date: String = ""
    ) throws -> [Trial] {
        var lines: [String] = []
        for model in models {
            let parts = model.split(separator: ",")
            for (lengths, tensor) in [("1024,1024", 8), ("8192,1024", 4)] {
                for concurrency in [1, 32, 256] {
                    let layout = "\(lengths),\(concurrency),\(tensor),\(tensor)"
                    lines.append("h200,\(parts[0]),\(software),\(parts[1]),\(date),\(layout)")
                }
            }
        }
        let heading = "hw,model,framework,precision,date,isl,osl,conc,prefill_tp,decode_tp"
        let catalog = try Bundled.catalog.get()
        let plain = try ServingPoint.read(
            DocumentFile(name: "made up", text: heading + "\n" + lines.joined(separator: "\n")))
        let measured = try zip(lines, plain.rows).map { line, point in
            let trial = try ServingTrial(point, in: catalog)
            var machine = trial.machine()
            change(&machine.step)
            let figures = trial.figures(on: machine)
            return line + ",\(figures.timePerOutputToken * scaled),\(figures.timeToFirstToken * scaled)"
        }
        let table = DocumentFile(
            name: "made up",
            text: heading + ",median_tpot_s,median_ttft_s\n" + measured.joined(separator: "\n"))
        return try ServingPoint.read(table).rows.map { .serving(try ServingTrial($0, in: catalog)) }
    }

    @Test func `known constants are found again`() throws {
        let known = StepConstants(
            host: 900e-6, launch: 3e-6, contention: 1.25, exchangeContention: 1.6, request: 0.08, pollSteps: 2,
            promptDelay: 2, smallKernels: 6, expertSkew: 1.2)
        let models = ["deepseek-r1,fp8", "llama-3.1-70b,fp8", "gpt-oss-120b,fp4"]
        let fit = StepFit(try trials(models) { $0 = known }, family: "hopper", software: "trtllm", prior: 0.0005)
        #expect(fit.errors.count == 18)
        #expect(fit.errors.p90 < 0.02)
        #expect(fit.firstErrors.p90 < 0.1)
        for name in ["host", "contention", "exchangeContention"] {
            let (found, meant) = (try #require(fit.constants[name]), try #require(known[name]))
            #expect(abs(found / meant - 1) < 0.15, "\(name): \(found) instead of \(meant)")
        }
    }

    @Test func `a few measurements don't move constants far from where all others are`() throws {
        let few = try trials { $0.contention = 1.3 }
        let usual = StepFit.fitted.map { StepConstants()[$0.name] ?? $0.start }
        let place = try #require(StepFit.fitted.firstIndex { $0.name == "contention" })
        let free = StepFit(few, family: "hopper", software: "trtllm", usual: usual, prior: 1e-6)
        let drawn = StepFit(few, family: "hopper", software: "trtllm", usual: usual)
        let held = StepFit(few, family: "hopper", software: "trtllm", usual: usual, prior: 10)
        #expect(abs(held.constants.contention / usual[place] - 1) < 1e-6)
        #expect(held.constants.contention <= drawn.constants.contention)
        #expect(drawn.constants.contention <= free.constants.contention * 1.001)
    }

    @Test(arguments: [0.02, 50])
    func `constants stay possible, however wild the figures`(scaled: Double) throws {
        let fit = StepFit(try trials(scaled: scaled), family: "hopper", software: "trtllm")
        for constant in StepFit.fitted {
            let value = try #require(fit.constants[constant.name])
            #expect(
                value >= constant.range.lowerBound * (1 - 1e-9) && value <= constant.range.upperBound * (1 + 1e-9),
                "\(constant.name): \(value)")
        }
    }

    @Test func `the same figures give the same constants`() throws {
        let trials = try trials(Self.few) { $0.host = 500e-6 }
        let one = StepFit(trials, family: "hopper", software: "trtllm")
        #expect(one.constants == StepFit(trials, family: "hopper", software: "trtllm").constants)
    }

    @Test func `what was measured is remembered`() throws {
        let fit = StepFit(try trials(), family: "hopper", software: "trtllm")
        #expect(fit.features == ["hgx-h200", "llama-3.1-70b", "experts in fp8", "aggregated", "attention split"])
        #expect(fit.levels.isEmpty)
    }

    @Test(arguments: [("trtllm", true), ("sglang", false)])
    func `software takes in prompts with decoding or apart`(software: String, isMixing: Bool) throws {
        let fit = StepFit(try trials(software: software), family: "hopper", software: software)
        #expect(fit.constants.mixesPrompts == isMixing)
    }

    /// Months of few measurements are drawn towards one.
    @Test func `months in which software was slower have a level of their own`() throws {
        let trials = try trials(scaled: 1, date: "2025-11-03") + trials(scaled: 1.3, date: "2026-02-17")
        let levels = StepFit(trials, family: "hopper", software: "trtllm").levels
        let (before, after) = (try #require(levels["2025-11"]), try #require(levels["2026-02"]))
        #expect((1.15...1.31).contains(after / before))
    }

    @Test func `a fit is written with all that the catalogue needs`() throws {
        let fit = StepFit(try trials(), family: "hopper", software: "trtllm")
        let group = try #require(fit.groups(sources: ["some-source"]).first)
        #expect(group.kind == "step" && group.software == "trtllm")
        #expect(Set(StepFit.fitted.map(\.name)).isSubset(of: group.constants.keys))
        #expect(group.constants["firstSigma"] ?? -1 >= 0)
    }
}
