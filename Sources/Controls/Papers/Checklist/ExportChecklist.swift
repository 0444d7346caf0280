package import Catalog

/// What an exporter hands in with an application under the rule of January 2026, filled in as far as the consignment
/// goes: certifications, the cap on volume, red flags, and what goes on after a licence.
///
/// Everything asked for stands in the rule files; what is found here is which of it the consignment gives, and what is
/// missing. A consignment that isn't eligible is told so first.
///
/// ```swift
/// let checklist = try ExportChecklist(screening, catalog: .bundled(), stamp: stamp)
/// print(checklist.standing, checklist.missing.count, checklist.document.html)
/// ```
package struct ExportChecklist: Paper, Sendable {
    package let stamp: PaperStamp
    package let particulars: Particulars
    package let standing: Standing
    /// Why: what answered, layer by layer that counts.
    package let reasons: [Reason]
    /// What the gate tests, with what was found.
    package let gate: [GateTest]
    /// Empty where nothing is to be certified.
    package let certifications: [Certification]
    /// Nil where no rule caps the volume.
    package let volumeCap: VolumeCap?
    package let redFlags: [RedFlagAnswer]
    package let duties: [Certification]
    package let citations: [Citation]

    package enum Standing: String, Sendable, Codable {
        /// The gate is passed: an application is looked at case by case, with these certifications.
        case eligible
        /// Prohibited, or an application would presumably be refused.
        case refused
        /// What isn't known or is disputed leaves it open.
        case open
        /// No rule asks for these certifications here.
        case notAsked
    }

    package struct Reason: Sendable, Encodable {
        package let instrument: String
        package let answer: String
        /// The rule that answered; nil where none of them held.
        package let rule: String?
        package let citations: [String]
        package let note: String?
    }

    /// One test of the gate.
    package struct GateTest: Sendable, Encodable {
        package let fact: String
        /// Nil when it isn't known.
        package let found: String?
        package let source: String?
        package let test: String
        package let truth: Truth
    }

    /// What still has to be done, by whose part.
    package struct Missing: Sendable, Encodable {
        package let demand: String
        package let by: String?
        package let what: String
    }

    enum CodingKeys: CodingKey {
        case stamp, particulars, standing, reasons, gate, certifications, volumeCap, redFlags, duties, citations
        case missing, isComplete
    }

    /// Of certifications and red flags, in their order. Duties come later and aren't counted.
    package var missing: [Missing] {
        (certifications + redFlags.map(\.certification)).flatMap { certification in
            certification.missing.map { Missing(demand: certification.id, by: certification.by, what: $0) }
        }
    }

    /// Whether it can be signed and handed in as it is.
    package var isComplete: Bool { missing.isEmpty && (standing == .eligible || standing == .notAsked) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(stamp, forKey: .stamp)
        try container.encode(particulars, forKey: .particulars)
        try container.encode(standing, forKey: .standing)
        try container.encode(reasons, forKey: .reasons)
        try container.encode(gate, forKey: .gate)
        try container.encode(certifications, forKey: .certifications)
        try container.encodeIfPresent(volumeCap, forKey: .volumeCap)
        try container.encode(redFlags, forKey: .redFlags)
        try container.encode(duties, forKey: .duties)
        try container.encode(citations, forKey: .citations)
        try container.encode(missing, forKey: .missing)
        try container.encode(isComplete, forKey: .isComplete)
    }
}

extension ExportChecklist {
    /// - Throws: `UnknownName` when the catalogue doesn't hold the item.
    package init(_ screening: Screening, catalog: Catalog, stamp: PaperStamp) throws {
        let (accelerator, count) = try screening.consignment.item(in: catalog)
        let review = screening.layer(recording: "review")
        let figures = screening.layer(recording: "china2026")
        let flags = screening.layer(recording: "redFlags")
        let after = screening.layer(recording: "licenceDuties")
        let standing = Standing(screening, review: review)
        let asked = figures == nil && standing != .eligible ? nil : review?.certifying
        self.stamp = stamp
        particulars = Particulars(screening, accelerator: accelerator, count: count, catalog: catalog)
        self.standing = standing
        reasons = Self.reasons(screening, review: review, standing)
        gate =
            standing == .notAsked || review?.isOfTheGate == false
            ? [] : review?.certifying.map { Self.gate($0, figures: figures, screening.facts) } ?? []
        certifications =
            asked.map { rule in rule.outcome.conditions.map { Certification($0, screening) } } ?? []
        volumeCap = asked.flatMap { _ in
            VolumeCap(
                screening, cap: review?.instrument.parameters["cap"]?.value(asOf: screening.asOf), count: count)
        }
        let evidence = RedFlagEvidence(screening.consignment, particulars)
        redFlags = flags?.listed.map { RedFlagAnswer($0, screening, evidence) } ?? []
        duties = after?.listed.map { Certification($0, screening) } ?? []
        citations = Self.citations([review, figures, flags, after].compactMap(\.self), reasons)
    }

    /// The layers that stand in the way, or else the review's own answer.
    private static func reasons(
        _ screening: Screening, review: Screening.Layer?, _ standing: Standing
    ) -> [Reason] {
        let inTheWay = screening.layers.filter { layer in
            layer.step.mayBlock && layer.step.finding(of: [.denial, .prohibited]).standsInTheWay
        }
        let named = inTheWay.isEmpty ? [review].compactMap(\.self) : inTheWay
        return named.map { layer in
            Reason(
                instrument: layer.instrument.title, answer: layer.answer.text,
                rule: layer.instrument.rules.first { $0.id == layer.answer.rule }?.title,
                citations: layer.answer.citations.map(\.id), note: layer.answer.note)
        }
    }

    /// What the certifying rule and the figures before it test, one line for each fact.
    private static func gate(_ rule: Rule, figures: Screening.Layer?, _ facts: FactSheet) -> [GateTest] {
        let passing = figures?.instrument.rules.last
        return [passing, rule].compactMap(\.self).flatMap { rule in
            rule.condition.lines(facts).compactMap { line -> GateTest? in
                guard let (fact, found, source) = line.tested, let test = line.test else { return nil }
                return GateTest(
                    fact: fact, found: found?.description, source: source, test: test, truth: line.truth)
            }
        }
    }

    /// Each once, by id.
    private static func citations(_ layers: [Screening.Layer], _ reasons: [Reason]) -> [Citation] {
        let named = Set(reasons.flatMap(\.citations))
        return Set(layers.flatMap { layer in layer.instrument.citations.filter { layer.cites($0, or: named) } })
            .sorted { $0.id < $1.id }
    }
}

extension ExportChecklist.Standing {
    init(_ screening: Screening, review: Screening.Layer?) {
        switch screening.decision.barred {
        case .yes: self = .refused
        case .insufficientData, .disputed: self = .open
        case .no:
            let isAsked = review.map { $0.answer.effect == .caseByCase && !$0.demands.isEmpty } ?? false
            self = isAsked ? .eligible : .notAsked
        }
    }
}

extension Screening {
    /// The layer whose answer becomes a fact of this name.
    func layer(recording fact: String) -> Layer? { layers.first { $0.instrument.records == fact } }
}

extension Screening.Layer {
    /// The rule that lets an application be looked at case by case and says what has to be certified for it.
    var certifying: Rule? {
        instrument.rules.first { $0.outcome.effect == .caseByCase && !$0.outcome.conditions.isEmpty }
    }

    /// Whether its answer is one to the gate: looked at case by case, refused, or not to be told.
    var isOfTheGate: Bool {
        [.caseByCase, .denial].contains(answer.effect) || answer.text == Answer.insufficientData
    }

    /// Demands of its answer.
    var listed: [Demand] { demands.map(\.demand) }

    /// Whether the paper uses a citation of this layer.
    func cites(_ citation: Citation, or named: Set<String>) -> Bool {
        named.contains(citation.id) || answer.citations.contains(citation)
            || demands.contains { $0.demand.citation == citation.id }
            || certifying?.outcome.conditions.contains { $0.citation == citation.id } ?? false
    }
}

extension Condition {
    /// What it tests and finds.
    func lines(_ facts: FactSheet) -> [TraceLine] {
        var evaluation = Evaluation(facts)
        _ = evaluate(&evaluation, depth: 0)
        return evaluation.trace
    }
}

extension TraceLine {
    /// What a fact was held against.
    var test: String? {
        guard case .fact(_, _, let comparison) = content else { return nil }
        return comparison.text
    }
}
