package import Catalog
package import Quantities

/// What is asked of a system: a model, how long prompts and answers are, and how fast a user must be served.
package struct Workload: Sendable {
    package let model: LanguageModel
    /// Prompt length in tokens.
    package let input: Int
    /// Answer length in tokens.
    package let output: Int
    /// The most that one output token may take (TPOT).
    package let timePerOutputToken: Seconds

    /// - Returns: nil unless lengths are 1 … 10 million tokens and the limit is positive and finite.
    package init?(model: LanguageModel, input: Int, output: Int, timePerOutputToken: Seconds) {
        let lengths = 1...10_000_000
        guard lengths.contains(input), lengths.contains(output), timePerOutputToken > .zero,
            timePerOutputToken.value.isFinite
        else { return nil }
        self.model = model
        self.input = input
        self.output = output
        self.timePerOutputToken = timePerOutputToken
    }

    /// What is asked when nobody says otherwise: the question that the public claims are about.
    package enum Usual {
        /// Id of the model in the catalogue.
        package static let model = "deepseek-r1"
        package static let input = 4_096
        package static let output = 1_024
        package static let timePerOutputToken: Seconds = 0.05
    }

    /// Tokens a sequence holds on average while it is answered.
    var meanContext: Double { Double(input) + Double(output) / 2 }
}
