/// What a service gives its users and its owner at one load. Times in seconds, rates for each second.
package struct ServiceFigures: Sendable, Hashable {
    /// Time to first token: from the request to its first answer token.
    package var timeToFirstToken: Double
    /// Time per output token after the first, as a user sees it.
    package var timePerOutputToken: Double
    /// Requests that the whole deployment finishes.
    package var requestRate: Double
    /// Sequences that decode at once, of the whole deployment.
    package var decoding: Double
    /// One step of a decoding engine, in parts.
    package var step: StepTime

    /// From the request to the last token.
    package func endToEnd(output: Double) -> Double { timeToFirstToken + max(0, output - 1) * timePerOutputToken }
}

/// What is asked of a service: lengths in tokens, which may be means.
package struct ServiceLoad: Sendable, Hashable {
    package var input: Double
    package var output: Double
    /// Share of each prompt that is found in a cache and not computed again.
    package var reusedPrefix: Double
    /// Chance that a predicted token is kept.
    package var acceptance: Double

    package init(input: Double, output: Double, reusedPrefix: Double = 0, acceptance: Double = 0) {
        self.input = input
        self.output = output
        self.reusedPrefix = reusedPrefix
        self.acceptance = acceptance
    }

    /// Prompt tokens that are computed.
    var computedInput: Double { max(1, input * (1 - reusedPrefix)) }
    /// Tokens a sequence has cached while it is answered, on average.
    var context: Double { input + output / 2 }

    /// Output tokens that one step adds to a sequence. Each predicted token is kept only if those before it were:
    /// 1 + a + a² + … (arXiv 2211.17192, eq. 1).
    func tokensPerStep(predictions: Double) -> Double {
        var kept = 1.0
        var chance = 1.0
        for _ in 0..<Int(predictions) {
            chance *= acceptance
            kept += chance
        }
        return kept
    }
}
