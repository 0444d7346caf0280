import ArgumentParser
import Capability
import Catalog
import Documents
import Foundation
import Quantities

/// What is asked of systems: the options that `compare` and `estimate` share.
struct WorkloadOptions: ParsableArguments {
    @Option(help: "The language model.") var model: String
    @Option(help: "Prompt length in tokens.") var input = Workload.Usual.input
    @Option(help: "Answer length in tokens.") var output = Workload.Usual.output
    @Option(help: "The most one output token may take, such as 50ms or 0.05s; several joined by commas.")
    var tpot = TimesArgument([Workload.Usual.timePerOutputToken])
    @Option(help: "The most that the first token may take, such as 2s.") var ttft: TimesArgument?
    @Option(help: "Accelerators that serve together; all of the system when left out.") var pool: Int?
    @Option(help: "Serving software that constants are taken of: sglang, trtllm, vllm, cann; the usual when left out.")
    var software: String?
    @Option(help: "Number format to serve in: fp4, fp8, int8, bf16; the model's own when left out.")
    var precision: NumberFormat?
    @Option(help: "Share of each prompt that is found in a cache, 0 to 0.99.") var reuse = 0.0
    @Option(help: "Chance that a predicted token is kept, for models with prediction layers.") var acceptance = 0.7
    @Flag(help: "Leave prediction layers unused.") var noPrediction = false

    func validate() throws {
        guard (0...0.99).contains(reuse) else { throw ValidationError("--reuse takes 0 to 0.99") }
        guard (0...1).contains(acceptance) else { throw ValidationError("--acceptance takes 0 to 1") }
        if let pool, !(1...1_000_000).contains(pool) { throw ValidationError("--pool takes 1 to 1,000,000") }
    }

    /// - Parameter date: whose level of software is taken.
    func workload(_ catalog: Catalog, on date: CalendarDate) throws -> Workload {
        let workload = Workload(
            model: try catalog.model(named: model), input: input, output: output, limits: tpot.seconds)
        guard var workload else {
            throw ValidationError("expected 1 to 10,000,000 tokens in and out, and a time above zero")
        }
        workload.timeToFirstToken = ttft?.seconds.first
        workload.reusedPrefix = reuse
        workload.acceptance = acceptance
        workload.predicts = !noPrediction
        workload.pool = pool
        workload.software = software
        workload.format = precision
        workload.softwareDate = date
        return workload
    }
}

extension NumberFormat: ExpressibleByArgument {}

/// Times with their units, joined by commas: `50ms`, `15ms,0.05s`.
struct TimesArgument: ExpressibleByArgument {
    let seconds: [Seconds]

    init(_ seconds: [Seconds]) { self.seconds = seconds }

    init?(argument: String) {
        var seconds: [Seconds] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let (digits, factor): (Substring, Double) =
                part.hasSuffix("ms") ? (part.dropLast(2), 1e-3) : (part.dropLast(), 1)
            guard part.hasSuffix("s"), let number = Double(digits), number > 0, number.isFinite else { return nil }
            seconds.append(Seconds(number * factor))
        }
        guard !seconds.isEmpty, seconds.count <= Self.most else { return nil }
        self.seconds = seconds
    }

    private static let most = 8

    var defaultValueDescription: String { "50ms" }
}

extension CalendarDate {
    /// The day it is in Greenwich.
    static var today: CalendarDate { CalendarDate(secondsSince1970: Date().timeIntervalSince1970) }
}
