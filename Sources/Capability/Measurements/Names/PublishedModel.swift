/// Names under which published measurements speak of the models in `Catalog/models`.
package enum PublishedModel {
    /// Beginnings of names, in lower case without separators, and the model's id; nil for those that begin alike but
    /// are built otherwise. Longer ones are tried first.
    private static let beginnings: [(beginning: String, id: String?)] = [
        ("deepseekr1distill", nil),
        ("deepseekv32", nil),  // attends sparsely
        ("deepseekv31", "deepseek-v3"), ("deepseekv3", "deepseek-v3"), ("deepseekv30324", "deepseek-v3"),
        ("deepseekr1", "deepseek-r1"), ("dsr1", "deepseek-r1"),
        ("gptoss120b", "gpt-oss-120b"),
        ("llama33nemotron", nil), ("llama31nemotron", nil),
        ("llama3370b", "llama-3.1-70b"), ("llama3170b", "llama-3.1-70b"), ("llama370b", "llama-3.1-70b"),
        ("metallama3370b", "llama-3.1-70b"), ("metallama3170b", "llama-3.1-70b"),
        ("metallama370b", "llama-3.1-70b"),
        ("llama31405b", "llama-3.1-405b"), ("metallama31405b", "llama-3.1-405b"), ("llama3405b", "llama-3.1-405b"),
        ("llama318b", "llama-3.1-8b"), ("metallama318b", "llama-3.1-8b"), ("metallama38b", "llama-3.1-8b"),
        ("mixtral8x7b", "mixtral-8x7b"),
        ("qwen3235b", "qwen3-235b-a22b"), ("qwen330ba3b", "qwen3-30b-a3b"), ("qwen332b", "qwen3-32b"),
        ("kimik2", "kimi-k2"),
    ].sorted { ($0.0.count, $0.0) > ($1.0.count, $1.0) }

    /// All ids this table can answer.
    static var all: Set<String> { Set(beginnings.compactMap(\.id)) }

    /// The model that a name means, such as `deepseek-ai/DeepSeek-R1-0528`, `Llama-3.3-70B`, `kimi-k2-thinking`.
    package static func named(_ text: String) -> Result<String, SkipReason> {
        guard let id = match(text) else { return .failure(.unknownModel(String(text.prefix(60)))) }
        return .success(id)
    }

    /// The same, nil when the name means none.
    static func match(_ text: String) -> String? {
        let own = text.prefix(200).split(separator: "/").last ?? ""
        let folded = own.lowercased().filter { $0.isLetter || $0.isNumber }
        return beginnings.first { folded.hasPrefix($0.beginning) }?.id
    }
}
