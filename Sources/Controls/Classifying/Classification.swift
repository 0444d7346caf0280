package import Catalog
package import Documents
import Quantities

/// What each instrument says of one accelerator.
package struct Classification: Sendable {
    package let accelerator: Accelerator
    package let performance: ProcessingPerformance?
    /// Answers by question (`us2022`, `us2023`, `letter2025`, `china2026`, `section232`), in dependency order.
    package let answers: [Classified]
    /// What instruments without a question of their own say of the part alone, such as 3A991.p.
    package let entries: [Classified]
    /// The facts of the accelerator, before any rule was asked.
    package let given: FactSheet
    /// The facts that were tested, answers to earlier questions included.
    package let facts: FactSheet

    /// One instrument's answer.
    package struct Classified: Sendable {
        /// The question, or the fact that the answer is recorded as.
        package let question: String
        package let instrument: Instrument
        /// How the instrument stands on the day that was asked for; nil when it isn't known then.
        package let status: Instrument.Status?
        package let answer: Answer
    }

    /// The answer to one question.
    package func answer(_ question: String) -> Answer? {
        answers.first { $0.question == question }?.answer
    }

    /// - Parameter date: the day whose law is read; see ``classify(_:rulebook:on:)``.
    package init(_ accelerator: Accelerator, rulebook: Rulebook, on date: CalendarDate) {
        self.accelerator = accelerator
        performance = ProcessingPerformance(accelerator)
        given = Self.facts(accelerator, performance)
        (answers, facts) = Self.classify(given, rulebook: rulebook, on: date)
        entries = Self.entries(facts, rulebook: rulebook, on: date)
    }

    /// Asks the questions in order; each answer is a fact for the next.
    ///
    /// Every question is asked of every part, whatever the day: an instrument that doesn't apply on the day is read as
    /// it was or will be on the nearest day on which it does. So the rule of 2022 can be held against a part of 2025.
    package static func classify(
        _ facts: FactSheet, rulebook: Rulebook, on date: CalendarDate
    ) -> ([Classified], FactSheet) {
        var facts = facts
        var roots: [String: [String]] = [:]
        let answers = rulebook.questions.map { question, instrument in
            let asOf = AsOf(max(date, instrument.effective))
            let answer = instrument.bound(asOf: asOf).answer(facts).rooted(in: roots)
            facts.set(question, answer.fact, from: instrument.id)
            if answer.fact == nil { roots[question] = answer.missing }
            return Classified(
                question: question, instrument: instrument, status: instrument.status(asOf: AsOf(date)),
                answer: answer)
        }
        return (answers, facts)
    }

    /// Classification instruments that have no question, as far as they speak of a part alone.
    private static func entries(_ facts: FactSheet, rulebook: Rulebook, on date: CalendarDate) -> [Classified] {
        let asOf = AsOf(date)
        return rulebook.order.filter { $0.layer == .classification && $0.question == nil && $0.records != nil }
            .compactMap { instrument in
                guard let status = instrument.status(asOf: asOf), status == .inForce else { return nil }
                let bound = instrument.bound(asOf: asOf)
                if let scope = bound.scope, scope.truth(of: facts) != .yes { return nil }
                return Classified(
                    question: instrument.records ?? instrument.id, instrument: instrument, status: status,
                    answer: bound.answer(facts))
            }
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
        let fastest = accelerator.peak.max {
            ($0.value.value.high, $0.key.rawValue) < ($1.value.value.high, $1.key.rawValue)
        }
        if let fastest {
            facts.set("tops", .number(fastest.value.value.high.value / 1e12), from: origin(fastest.value))
        }
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
        facts.set("accelerator", .text(accelerator.id), from: "the catalogue")
        facts.set("maker", .text(accelerator.maker), from: "the catalogue")
        facts.set("makerJurisdiction", .text(accelerator.jurisdiction.lowercased()), from: accelerator.maker)
        facts.set("isMemoryStack", .truth(false), from: "the catalogue of accelerators")
        facts.set("isSystem", .truth(false), from: "the catalogue of accelerators")
        return facts
    }
}
