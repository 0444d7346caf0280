package import Catalog
import Quantities

/// What each instrument says of one accelerator.
package struct Classification: Sendable {
    package let accelerator: Accelerator
    package let performance: ProcessingPerformance?
    /// Answers by question (`us2022`, `us2023`, `letter2025`, `china2026`, `section232`), in dependency order.
    package let answers: [(question: String, instrument: Instrument, answer: Answer)]
    /// The facts that were tested, answers to earlier questions included.
    package let facts: FactSheet

    /// The answer to one question.
    package func answer(_ question: String) -> Answer? {
        answers.first { $0.question == question }?.answer
    }

    package init(_ accelerator: Accelerator, rulebook: Rulebook) {
        self.accelerator = accelerator
        performance = ProcessingPerformance(accelerator)
        (answers, facts) = Self.classify(Self.facts(accelerator, performance), rulebook: rulebook)
    }

    /// Asks the questions in order; each answer is a fact for the next.
    package static func classify(
        _ facts: FactSheet, rulebook: Rulebook
    ) -> ([(question: String, instrument: Instrument, answer: Answer)], FactSheet) {
        var facts = facts
        let answers = rulebook.questions.map { question, instrument in
            let answer = instrument.answer(facts)
            facts.set(question, answer.fact, from: instrument.id)
            return (question: question, instrument: instrument, answer: answer)
        }
        return (answers, facts)
    }

    private static func facts(_ accelerator: Accelerator, _ performance: ProcessingPerformance?) -> FactSheet {
        var facts = FactSheet()
        func origin<Value>(_ figure: Sourced<Value>) -> String {
            "\(figure.sources.joined(separator: ", ")), grade \(figure.grade.rawValue)"
        }
        facts.set("tpp", performance.map { .number($0.total) }, from: performance?.origin ?? "")
        facts.set(
            "performanceDensity", performance?.density.map { .number($0) },
            from: "TPP ÷ \(performance?.applicableArea.map { "\($0.value)" } ?? "?") mm² of non-planar logic")
        let forDataCentres = accelerator.isMarketedForDataCentres
        facts.set("marketedForDataCentres", .truth(forDataCentres.value), from: origin(forDataCentres))
        let memory = accelerator.memory.bandwidth
        facts.set("memoryBandwidth", .number(memory.value.best.value / 1e9), from: origin(memory))
        if let aggregate = accelerator.links.aggregate {
            facts.set("aggregateBandwidth", .number(aggregate.value.best.value / 1e9), from: origin(aggregate))
            facts.set(
                "memoryAndAggregateBandwidth",
                .number((memory.value.best + aggregate.value.best).value / 1e9), from: origin(aggregate))
        }
        facts.set("makerJurisdiction", .text(accelerator.jurisdiction.lowercased()), from: accelerator.maker)
        return facts
    }
}
