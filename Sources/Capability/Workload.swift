package import Catalog
package import Documents
package import Quantities

/// What is asked of a system: a model, how much goes in and comes out, how fast.
package struct Workload: Sendable {
    package let model: LanguageModel
    /// Prompt length in tokens.
    package let input: Int
    /// Answer length in tokens.
    package let output: Int
    /// The most that one output token may take (TPOT); the first is what decode is judged by where one is.
    package let limits: [Seconds]
    /// The most that the first token may take (TTFT); nil for no limit.
    package var timeToFirstToken: Seconds?
    /// Share of each prompt that is found in a cache.
    package var reusedPrefix = 0.0
    /// Chance that a predicted token is kept, for models with prediction layers. DeepSeek measured 85 to 90 % of second
    /// tokens (arXiv 2412.19437 §5.4.3); CloudMatrix's authors assume 70 % (arXiv 2506.12708), as we do.
    package var acceptance = 0.7
    /// Whether prediction layers are used where a model has them.
    package var predicts = true
    /// Accelerators that serve together; nil for all of the system.
    package var pool: Int?
    /// What it is served with; nil for what is usual on the family.
    package var software: String?
    /// The day whose level of software is taken: the nearest that was measured; nil for the fit's own.
    package var softwareDate: CalendarDate?
    /// The format it is served in; nil for the model's own, or the next wider one that the accelerator has.
    package var format: NumberFormat?

    /// The first limit.
    package var timePerOutputToken: Seconds { limits[0] }

    /// - Returns: nil unless lengths are 1 … 10 million tokens and limits are positive and finite.
    package init?(model: LanguageModel, input: Int, output: Int, limits: [Seconds]) {
        let lengths = 1...10_000_000
        guard lengths.contains(input), lengths.contains(output), !limits.isEmpty,
            limits.allSatisfy({ $0 > .zero && $0.value.isFinite })
        else { return nil }
        self.model = model
        self.input = input
        self.output = output
        self.limits = limits
    }

    /// - Returns: nil unless lengths are 1 … 10 million tokens and the limit is positive and finite.
    package init?(model: LanguageModel, input: Int, output: Int, timePerOutputToken: Seconds) {
        self.init(model: model, input: input, output: output, limits: [timePerOutputToken])
    }

    /// What is asked when nobody says otherwise: the question that the public claims are about.
    package enum Usual {
        /// Id of the model in the catalogue.
        package static let model = "deepseek-r1"
        package static let input = 4_096
        package static let output = 1_024
        package static let timePerOutputToken: Seconds = 0.05
    }

    /// Tokens predicted beside the next one.
    var predictions: Int { predicts ? model.architecture.predictionLayers : 0 }

    var load: ServiceLoad {
        ServiceLoad(
            input: Double(input), output: Double(output), reusedPrefix: reusedPrefix,
            acceptance: predictions > 0 ? acceptance : 0)
    }
}
