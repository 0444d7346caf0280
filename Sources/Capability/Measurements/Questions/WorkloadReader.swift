import Catalog

/// Reads the words of a workload; see `WorkloadText`.
struct WorkloadReader {
    var text = WorkloadText()
    var words: WorkloadWords

    init(_ text: String) { words = WorkloadWords(text) }

    mutating func read() {
        while let word = words.next() { read(word) }
    }

    private mutating func read(_ word: String) {
        if word.first?.isNumber == true {
            if !readNumbers(word) { text.unread.append(word) }
            return
        }
        if readNegation(word) || readSwitch(word) || readKeyword(word) || readName(word) { return }
        let parts = word.split { "/-_".contains($0) }.map(String.init)
        // `tp8/ep8`, `perfect-eplb`: several words that were joined.
        if parts.count > 1, parts.count <= 8, parts.allSatisfy(Self.isWord) {
            for part in parts { read(part) }
        } else if !Vocabulary.fillers.contains(word) {
            text.unread.append(word)
        }
    }

    private static func isWord(_ part: String) -> Bool {
        guard part.first?.isNumber == false else { return false }
        var reader = WorkloadReader("")
        return reader.readSwitch(part) || reader.readKeyword(part) || Vocabulary.fillers.contains(part)
    }

    /// `no MTP`, `without EPLB`.
    private mutating func readNegation(_ word: String) -> Bool {
        let joined = ["nomtp", "non-mtp", "no-mtp"]
        if joined.contains(word) {
            text.isSpeculative = false
            return true
        }
        guard ["no", "without", "w/o", "non"].contains(word), let next = words.peek() else { return false }
        switch next {
        case "mtp", "speculation", "speculative": text.isSpeculative = false
        case "eplb", "balance", "balancing": text.balance = .observed
        case "disagg", "disaggregation": text.isDisaggregated = false
        default: return false
        }
        words.skip()
        return true
    }

    private mutating func readSwitch(_ word: String) -> Bool {
        if let subject = Vocabulary.subjects[word] {
            text.subjects.insert(subject)
            return true
        }
        switch word {
        case "offline", "max", "maximum", "peak":
            text.isOffline = true
            if word == "offline" { text.subjects.insert(.service) }
        case "disagg", "disaggregated", "disaggregation", "pd":
            text.isDisaggregated = true
            if text.subjects.isEmpty { text.subjects.insert(.service) }
        case "agg", "aggregated", "colocated": text.isDisaggregated = false
        case "perfect", "ideal", "balanced", "force", "forced", "uniform": text.balance = .perfect
        case "default", "practical", "production", "real", "imbalanced", "unbalanced", "blog":
            text.balance = .observed
        case "eplb": text.balance = text.balance ?? .observed
        // DeepSeek's published profile runs with experts evenly loaded (README of deepseek-ai/profile-data).
        case "profile", "profiled": text.balance = text.balance ?? .perfect
        case "dpa", "dp-attention", "dp-attn": text.isAttentionDataParallel = true
        case "eagle", "speculative": text.isSpeculative = true
        default: return false
        }
        return true
    }

    private mutating func readName(_ word: String) -> Bool {
        if let engine = ServingSoftware.engine(named: word) ?? Vocabulary.software[word] {
            let version = words.peek().flatMap { SoftwareVersion($0) }
            if version != nil { words.skip() }
            text.software = ServingSoftware(engine: engine, version: version)
            return true
        }
        if let format = PublishedFormat.match(word) {
            // `FP8 KV` is how the cache is kept.
            if ["kv", "kvcache", "cache"].contains(words.peek() ?? ""), NumberList(words.peek(1) ?? "") == nil {
                words.skip()
            } else {
                text.format = text.format ?? format
            }
            return true
        }
        if let model = PublishedModel.match(word) {
            text.model = text.model ?? model
            return true
        }
        if case .success = PublishedHardware.named(word) { return true }
        return false
    }
}
