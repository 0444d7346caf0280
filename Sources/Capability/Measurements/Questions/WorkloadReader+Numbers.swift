/// Words with a number: `96`, `4096-token`, `15 ms`, `b96`, `conc 4 / 16 / 64`, `tp8ep8`.
extension WorkloadReader {
    /// A number, what follows it, and so what it is for.
    mutating func readNumbers(_ word: String) -> Bool {
        guard let list = NumberList(word) else {
            // A version stands behind its software; one that stands alone belongs to what was named last.
            guard let version = SoftwareVersion(word), let named = text.software, named.version == nil else {
                return false
            }
            text.software = ServingSoftware(engine: named.engine, version: version)
            return true
        }
        if !list.suffix.isEmpty { return give(list, to: list.suffix) }
        if let unit = words.peek(), isUnit(unit, of: list) {
            words.skip()
            return give(list, to: unit)
        }
        if !list.isPair, words.peek() == "per", Vocabulary.accelerators.contains(words.peek(1) ?? "") {
            // `96 per NPU` counts sequences.
            words.skip(2)
            return set(.batch, list)
        }
        if words.peek() == "mtp", list.isSingle, !list.isScaled, list.all[0] <= 8 {
            words.skip()
            return applyPrediction(list)
        }
        text.bare.append(list)
        return true
    }

    /// Whether the word after a number says what it is, rather than being a keyword for the next number.
    private func isUnit(_ unit: String, of list: NumberList) -> Bool {
        guard Vocabulary.units.contains(unit) else { return !list.isPair && isHardware(unit) }
        // A prompt and its answer count nothing, but may be followed by ‘tokens’.
        if list.isPair, Vocabulary.unitFields[unit] != nil { return false }
        guard Vocabulary.keywords.contains(unit), let next = words.peek(1), NumberList(next) != nil else { return true }
        // After `4096 in`, the number of `256 out` stands first too.
        if unit == "out", text.counts[.input] != nil { return true }
        // `1k input 1k output`
        return Vocabulary.lengths[words.peek(2) ?? ""] != nil
    }

    /// `96 H100` and `8xH200` count accelerators.
    private func isHardware(_ word: some StringProtocol) -> Bool {
        if case .success = PublishedHardware.named(String(word)) { return true }
        return false
    }

    /// Puts numbers where their unit says; false for a unit that says nothing.
    private mutating func give(_ list: NumberList, to unit: String) -> Bool {
        switch unit {
        case "ms", "s":
            let times = list.all.map { unit == "s" ? $0 * 1_000 : $0 }
            if words.peek() == "ttft" {
                text.firstTokenLimit = times
            } else if unit == "ms" || words.peek() == "tpot" {
                text.tokenLimit = times
            } else {
                return false
            }
        case "tok/s/user", "tps/user", "tokens/s/user": text.tokenLimit = list.all.map { 1_000 / max($0, 1e-9) }
        case "%":
            // Other shares, such as of prompts found in a cache, are written alike.
            let isOfPrediction = ["mtp", "accept", "acceptance", "accepted"].contains(words.peek() ?? "")
            return (isOfPrediction || text.isSpeculative == true) && setAcceptance(list, isShare: true)
        case "accept", "acceptance", "accepted": return setAcceptance(list, isShare: false)
        case "tok", "token", "tokens": return giveTokens(list)
        default:
            if let field = Vocabulary.unitFields[unit] { return set(field, list) }
            return isHardware(unit.drop { $0 == "x" }) && set(.accelerators, list)
        }
        return true
    }

    /// Tokens are lengths, unless what follows says that an accelerator takes so many in a step.
    private mutating func giveTokens(_ list: NumberList) -> Bool {
        if let next = words.peek(), let field = Vocabulary.lengths[next] {
            words.skip()
            return set(field, list)
        }
        if words.peek() == "per", Vocabulary.accelerators.contains(words.peek(1) ?? "") {
            words.skip(words.peek(2) == "batch" ? 3 : 2)
            return set(.tokens, list)
        }
        text.bare.append(list)
        return true
    }

    private mutating func setAcceptance(_ list: NumberList, isShare: Bool) -> Bool {
        let shares = list.all.map { isShare || $0 > 1 ? $0 / 100 : $0 }
        guard shares.allSatisfy({ $0 <= 1 }) else { return false }
        text.acceptance = shares
        return true
    }

    private mutating func set(_ field: WorkloadText.Field, _ list: NumberList) -> Bool {
        guard let counts = list.counts else { return false }
        text.set(field, counts)
        return true
    }

    /// A keyword with its number attached (`b96`, `tp8ep8`) or after it (`batch/npu 96`, `conc 4 / 16`).
    mutating func readKeyword(_ word: String) -> Bool {
        if Vocabulary.keywords.contains(word) { return readFollowing(word) }
        let letters = word.prefix { $0.isLetter }
        let key = String(letters)
        let rest = word.dropFirst(letters.count).drop { $0 == "-" }
        guard !rest.isEmpty, Vocabulary.keywords.contains(key) else { return false }
        // A system's name and a batch look alike: better not understood than misunderstood.
        if case .success = PublishedHardware.named(word) { return false }
        if let list = NumberList(rest), ["", "%", "ms", "s"].contains(list.suffix) {
            return apply(key, list, unit: list.suffix)
        }
        // `tp8ep8`: what follows the number is a keyword again.
        let digits = rest.prefix { $0.isNumber }
        let further = String(rest.dropFirst(digits.count))
        guard let list = NumberList(digits), further.first?.isLetter == true, further.contains(where: \.isNumber),
            readKeyword(further)
        else { return false }
        return apply(key, list, unit: "")
    }

    private mutating func readFollowing(_ key: String) -> Bool {
        var ahead = 0
        var isOfTokens = false
        while let next = words.peek(ahead), ahead < 4, Vocabulary.fillers.contains(next) {
            isOfTokens = isOfTokens || next == "tokens"
            ahead += 1
        }
        guard let number = words.peek(ahead), let list = NumberList(number),
            ["", "%", "ms", "s"].contains(list.suffix),
            claims(key, list, isAdjacent: ahead == 0, next: words.peek(ahead + 1) ?? "")
        else { return Vocabulary.standAlone.contains(key) && standAlone(key) }
        words.skip(ahead + 1)
        var unit = list.suffix
        if unit.isEmpty, let next = words.peek(), ["ms", "s"].contains(next) {
            unit = next
            words.skip()
        }
        // `batch 16384 tokens` counts no sequences.
        let next = words.peek() ?? ""
        if Vocabulary.keywordFields[key] == .batch, isOfTokens || ["tokens", "token", "tok"].contains(next) {
            return set(.tokens, list)
        }
        return apply(key, list, unit: unit)
    }

    /// Whether the number that follows is the keyword's own, not a length that happens to stand behind it.
    private func claims(_ key: String, _ list: NumberList, isAdjacent: Bool, next: String) -> Bool {
        let isShare = list.suffix == "%" || list.all.allSatisfy { $0 <= 1 && $0 != $0.rounded() }
        switch key {
        case "mtp":
            let isCount = list.isSingle && !list.isScaled && list.suffix.isEmpty && list.all[0] <= 8
            return isShare || isCount && (!Vocabulary.units.contains(next) || ["token", "tokens"].contains(next))
        case "acceptance", "accept", "accepted": return isShare
        case "tpot", "itl", "slo", "ttft": return !list.isScaled && !list.isPair
        case "tp", "ep", "pp", "dp", "dep", "tep": return isAdjacent && !list.isScaled && !list.isPair
        case "kv", "ctx", "context": return !list.isPair
        default: return list.suffix.isEmpty
        }
    }

    /// A keyword whose number isn't there.
    private mutating func standAlone(_ key: String) -> Bool {
        if key == "dp" { text.isAttentionDataParallel = true }
        guard key == "mtp" else { return true }
        if ["off", "disabled", "none"].contains(words.peek() ?? "") {
            words.skip()
            text.isSpeculative = false
        } else {
            text.isSpeculative = text.isSpeculative ?? true
        }
        return true
    }

    private mutating func apply(_ key: String, _ list: NumberList, unit: String) -> Bool {
        switch key {
        case "mtp": return applyPrediction(list)
        case "acceptance", "accept", "accepted": return setAcceptance(list, isShare: list.suffix == "%")
        case "tpot", "itl", "slo": text.tokenLimit = list.all.map { unit == "s" ? $0 * 1_000 : $0 }
        case "ttft": text.firstTokenLimit = list.all.map { unit == "s" ? $0 * 1_000 : $0 }
        case "dep", "tep":
            // One letter says how attention runs, the other that experts are spread.
            text.isAttentionDataParallel = key == "dep"
            return set(.tensor, list) && set(.expert, list)
        case "dp": text.isAttentionDataParallel = list.all.contains { $0 > 1 }
        case "isl/osl", "input/output", "prompt/output", "in/out": text.bare.append(list)
        case "isl", "input", "prompt", "prompts":
            guard list.isPair else { return set(.input, list) }
            text.bare.append(list)
        default:
            guard let field = Vocabulary.keywordFields[key] else { return false }
            return set(field, list)
        }
        return true
    }

    /// `MTP 70%`, `MTP 0.7`, `MTP 1`, `MTP 1 70%`.
    private mutating func applyPrediction(_ list: NumberList) -> Bool {
        text.isSpeculative = list.all != [0]
        guard text.isSpeculative == true else { return true }
        if list.suffix == "%" { return setAcceptance(list, isShare: true) }
        if list.all.allSatisfy({ $0 < 1 }) { return setAcceptance(list, isShare: false) }
        guard set(.predictions, list) else { return false }
        if let next = words.peek(), let share = NumberList(next), share.suffix == "%" {
            words.skip()
            return setAcceptance(share, isShare: true)
        }
        return true
    }
}
