import Quantities

extension WorkloadText {
    /// What is said once for figures side by side: whose software it was, and how evenly experts were loaded.
    mutating func inherit(_ first: WorkloadText?) {
        balance = balance ?? first?.balance
        software = software ?? first?.software
    }

    /// For messages: the length of the longest list.
    var longestList: Int {
        max(counts.values.map(\.count).max() ?? 0, acceptance.count, tokenLimit.count, firstTokenLimit.count)
    }
}

extension ServingQuestion {
    /// Takes from a row's words what belongs to one of its figures.
    init(
        _ row: PublishedStatement, _ text: WorkloadText, _ hardware: PublishedHardware, model: String, phase: Phase,
        figure: Int, accelerators: Int?, measured: MeasuredFigure, printed: String
    ) {
        func milliseconds(_ list: [Double]) -> Seconds? {
            WorkloadText.element(list, figure).map { Seconds($0 / 1_000) }
        }
        file = row.file
        line = row.line
        id = row.id
        split = row.split
        quality = row.quality
        source = row.source
        self.hardware = hardware
        self.model = model
        format = (try? PublishedFormat.named(row.precision).get()) ?? text.format
        self.phase = phase
        input = text.count(.input, figure)
        output = text.count(.output, figure)
        context = text.count(.context, figure)
        batchPerAccelerator = text.count(.batch, figure)
        tokensPerAccelerator = text.count(.tokens, figure)
        concurrency = text.count(.concurrency, figure)
        tensor = text.count(.tensor, figure)
        expert = text.count(.expert, figure)
        pipeline = text.count(.pipeline, figure)
        self.accelerators = text.accelerators(figure, on: hardware) ?? accelerators
        isAttentionDataParallel = text.isAttentionDataParallel
        isSpeculative = text.isSpeculative
        predictionTokens = text.count(.predictions, figure)
        acceptance = WorkloadText.element(text.acceptance, figure)
        timePerOutputTokenLimit = milliseconds(text.tokenLimit)
        timeToFirstTokenLimit = milliseconds(text.firstTokenLimit)
        balance = text.balance
        isOffline = text.isOffline
        isDisaggregated = text.isDisaggregated
        software = text.software
        self.measured = measured
        self.printed = printed
        unread = text.unread
    }
}

extension WorkloadText {
    /// Accelerators that the words count themselves.
    fileprivate func accelerators(_ figure: Int, on hardware: PublishedHardware) -> Int? {
        if let count = count(.accelerators, figure) { return count }
        if let dies = count(.dies, figure) { return max(1, dies / hardware.ranksPerAccelerator) }
        return count(.nodes, figure).map { $0 * hardware.node }
    }
}
