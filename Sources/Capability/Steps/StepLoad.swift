/// What one step of an engine works on, for each of its attention replicas.
///
/// A step may decode, take in prompts, or do both at once (chunked prefill).
package struct StepLoad: Sendable, Hashable {
    /// Sequences that each get their next token.
    package var sequences: Double
    /// Tokens that each of these has cached, on average.
    package var context: Double
    /// Rows that each brings: its last token and the predicted ones to be checked.
    package var rowsPerSequence: Double
    /// Prompt tokens taken in.
    package var promptTokens: Double
    /// Length of the prompts that these belong to.
    package var promptLength: Double
    /// Tokens of each prompt that are cached already and only attended to.
    package var promptPrefix: Double

    package init(
        sequences: Double = 0, context: Double = 0, rowsPerSequence: Double = 1, promptTokens: Double = 0,
        promptLength: Double = 0, promptPrefix: Double = 0
    ) {
        self.sequences = sequences
        self.context = context
        self.rowsPerSequence = rowsPerSequence
        self.promptTokens = promptTokens
        self.promptLength = promptLength
        self.promptPrefix = promptPrefix
    }

    /// Rows of the residual stream.
    package var rows: Double { decodeRows + promptTokens }
    package var decodeRows: Double { sequences * rowsPerSequence }

    /// Rows that need logits: all that decode, and the last of each prompt.
    package var logitRows: Double {
        decodeRows + (promptLength > 0 ? promptTokens / promptLength : 0)
    }

    /// The same with each amount of work divided.
    func divided(by parts: Double) -> StepLoad {
        var part = self
        part.sequences /= parts
        part.promptTokens /= parts
        return part
    }
}
