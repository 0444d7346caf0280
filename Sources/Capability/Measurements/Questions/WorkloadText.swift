import Catalog
import Quantities

/// What a description of a workload says, such as `decode 4096/256 b96 MTP 70% EP320` or `1k/1k conc 4 / 16 / 64 TP8`.
///
/// Where several figures were measured in one row, what differs between them is a list.
struct WorkloadText: Sendable, Hashable {
    /// What a number is for.
    enum Field: Sendable, Hashable {
        case input, output, context, batch, tokens, concurrency, accelerators, dies, nodes
        case tensor, expert, pipeline, predictions
    }

    /// What the words say is measured.
    enum Subject: Sendable, Hashable { case prefill, decode, service, training, operators }

    var subjects: Set<Subject> = []
    /// Counts, one or one for each figure.
    var counts: [Field: [Int]] = [:]
    /// Numbers without a word that says what for: lengths.
    var bare: [NumberList] = []
    var acceptance: [Double] = []
    /// Milliseconds.
    var tokenLimit: [Double] = []
    var firstTokenLimit: [Double] = []
    var isAttentionDataParallel: Bool?
    var isSpeculative: Bool?
    var balance: ServingQuestion.Balance?
    var isOffline = false
    var isDisaggregated: Bool?
    var software: ServingSoftware?
    var format: NumberFormat?
    var model: String?
    var unread: [String] = []

    init(_ text: String) {
        var reader = WorkloadReader(text)
        reader.read()
        self = reader.text
    }

    /// Nothing said yet.
    init() {}

    /// The phase that the words name or imply.
    var phase: Result<ServingQuestion.Phase, SkipReason> {
        let isPrefill = subjects.contains(.prefill)
        let isDecode = subjects.contains(.decode)
        if subjects.contains(.training) { return .failure(.training) }
        if isPrefill != isDecode { return .success(isPrefill ? .prefill : .decode) }
        if isPrefill || subjects.contains(.service) { return .success(.service) }
        if subjects.contains(.operators) { return .failure(.operatorMeasurement) }
        let isPair = bare.contains { $0.all.count >= 2 } || counts[.input] != nil && counts[.output] != nil
        if counts[.concurrency] != nil || isPair { return .success(.service) }
        return .failure(.noPhase(""))
    }

    /// Gives bare numbers their meaning, now that it is known how many figures were measured.
    ///
    /// Two numbers joined by a slash are a prompt and an answer; only prefill, which has no answer, may list two
    /// prompts. Lists of three and more are one for each figure.
    func resolved(figures: Int, phase: ServingQuestion.Phase) -> WorkloadText {
        var text = self
        for list in bare {
            guard let numbers = list.counts else {
                text.unread.append(list.all.map { "\($0)" }.joined(separator: "/"))
                continue
            }
            let isPairs = list.items.allSatisfy { $0.count == 2 }
            let isSpacedPair = list.items.count == 2 && numbers.count == 2 && figures != 2
            let isListOfPrompts = phase == .prefill && numbers.count == 2 && figures == 2
            if (isPairs || isSpacedPair) && !isListOfPrompts {
                let inputs = stride(from: 0, to: numbers.count, by: 2).map { numbers[$0] }
                let outputs = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
                text.set(.input, inputs)
                text.set(.output, outputs)
            } else {
                let field: Field =
                    switch phase {
                    case .prefill: .input
                    case .decode: counts[.output] != nil && counts[.input] == nil ? .input : .context
                    case .service: counts[.input] == nil ? .input : .output
                    }
                text.set(field, numbers)
            }
        }
        text.bare = []
        return text
    }

    /// The first saying stands; a second that differs isn't understood.
    mutating func set(_ field: Field, _ numbers: [Int]) {
        if let known = counts[field] {
            if known != numbers { unread.append("\(field) \(numbers.map { "\($0)" }.joined(separator: "/"))") }
        } else {
            counts[field] = numbers
        }
    }

    /// Whether each list has one number, or one for each figure.
    func fits(figures: Int) -> Bool {
        let lists = counts.values.map(\.count) + [acceptance.count, tokenLimit.count, firstTokenLimit.count]
        return lists.allSatisfy { $0 <= 1 || $0 == figures }
    }

    /// The number that belongs to a figure.
    func count(_ field: Field, _ figure: Int) -> Int? { Self.element(counts[field] ?? [], figure) }

    static func element<Element>(_ list: [Element], _ figure: Int) -> Element? {
        list.count == 1 ? list[0] : list.indices.contains(figure) ? list[figure] : nil
    }
}
