package import Catalog

/// Names under which published measurements speak of number formats.
package enum PublishedFormat {
    private static let known: [String: NumberFormat] = [
        "fp4": .fp4, "nvfp4": .fp4, "mxfp4": .fp4, "w4a4": .fp4, "fp8": .fp8, "mxfp8": .fp8, "hif8": .fp8,
        "int8": .int8, "w8a8": .int8, "w8a8int8": .int8, "int4": .int4, "w4a16": .int4, "bf16": .bf16,
        "bfloat16": .bf16, "fp16": .fp16, "float16": .fp16, "half": .fp16,
    ]

    /// The format that one word names; nil for other words.
    package static func match(_ word: String) -> NumberFormat? {
        known[word.prefix(40).lowercased().filter { $0.isLetter || $0.isNumber }]
    }

    /// The first format that a text names, such as `FP4; conc 7168; FP8 KV`.
    package static func named(_ text: String) -> Result<NumberFormat, SkipReason> {
        let words = text.prefix(200).split { " ;,/|".contains($0) }
        guard let format = words.lazy.compactMap({ match(String($0)) }).first else {
            return .failure(.unknownFormat(String(text.prefix(60))))
        }
        return .success(format)
    }
}
