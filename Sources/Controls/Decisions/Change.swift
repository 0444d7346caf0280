import Geodesy

/// One fact that, were it otherwise, would lead to another decision.
package struct Change: Sendable, Equatable, Encodable {
    package let fact: String
    /// What it is; nil when it isn't known.
    package let now: String?
    /// What it would have to be: all of these lead to the same.
    package let instead: [String]
    package let outcome: Decision.Outcome
    package let controlled: String
    package let licence: String
    package let barred: String

    fileprivate init(_ fact: String, now: FactValue?, instead: [String], _ decision: Decision) {
        self.fact = fact
        self.now = now?.description
        self.instead = instead
        outcome = decision.outcome
        controlled = decision.controlled.word
        licence = decision.licence.word
        barred = decision.barred.word
    }
}

extension Screening {
    /// What would change the decision: each given fact by itself is moved through the cells of the tests that were
    /// made of it, and everything is asked again. All else stays as it is, figures that follow from the same chip
    /// included.
    ///
    /// A place is moved together with its country groups.
    package func changes() -> [Change] {
        let conditions = reading.entries.flatMap { entry in
            (entry.instrument.scope.map { [$0] } ?? [])
                + entry.instrument.rules.flatMap { [$0.condition] + ($0.exception.map { [$0] } ?? []) }
        }
        let tests = Dictionary(grouping: conditions.flatMap(\.tests).filter { $0.fact != nil }) { $0.fact ?? "" }
        let bound = Set(Self.places.map { "\($0)Groups" })
        let moved = tests.keys.filter { name in
            !reading.rulebook.recorded.contains(name) && !bound.contains(name) && !Self.fixed.contains(name)
                && isAsked(name)
        }
        return moved.sorted().flatMap { name in
            Self.places.contains(name) ? placeChanges(name) : changes(of: name, tests: tests[name] ?? [])
        }
    }

    private static let places: Set<String> = ["destination", "headquarters", "exportedFrom"]
    /// What makes the consignment the kind of thing that it is.
    private static let fixed: Set<String> = ["isMemoryStack", "isSystem", "isFoundryWork", "isScreened"]
    /// Words of which there are no others than the rules name.
    private static let closed: Set<String> = ["activity", "endUse", "endUserKind", "tariffUse", "designerStatus"]

    /// Whether some layer of this decision looked at it.
    private func isAsked(_ name: String) -> Bool {
        given.entries[name] != nil || layers.contains { $0.answer.missing.contains(name) }
    }

    private func changes(of name: String, tests: [Condition.Test]) -> [Change] {
        let now = given.entries[name]?.value
        let here = tests.map { $0.evaluate(now) }
        let cells = CriticalValues(tests, withMissing: false, combines: false).cells.filter { cell in
            (now == nil || cell.truths != here) && !(Self.closed.contains(name) && cell.isUnnamed)
        }
        return grouped(
            name, now: now,
            options: cells.map { cell in
                var facts = given
                facts.set(name, cell.value, from: "what if")
                return Option(words: cell.words, span: cell.span, facts: facts)
            })
    }

    private func placeChanges(_ name: String) -> [Change] {
        let groups = reading.rulebook.countryGroups
        let countries = Set(groups.names.flatMap { groups.countries(in: $0) ?? [] }).union(["hk", "us"])
        let now = given.entries[name]?.value
        let others = countries.filter { now != .text($0) }.sorted()
        return grouped(
            name, now: now,
            options: others.map { country in
                var facts = given
                if name == "exportedFrom" {
                    facts.set(name, .text(country), from: "what if")
                } else {
                    facts.setPlace(name, country, from: "what if", groups: groups, on: asOf.date)
                }
                return Option(words: country, span: nil, facts: facts)
            })
    }

    /// Another value of one fact, with the facts that it leads to.
    private struct Option {
        let words: String
        /// Of numbers; neighbours that lead to the same are told as one.
        let span: Span?
        let facts: FactSheet
    }

    /// Asks again for each option, and puts those with the same decision together.
    private func grouped(_ name: String, now: FactValue?, options: [Option]) -> [Change] {
        var order: [String] = []
        var found: [String: (options: [(words: String, span: Span?)], decision: Decision)] = [:]
        for option in options {
            let other = reading.decide(option.facts, isTraced: false).decision
            guard other.summary != decision.summary else { continue }
            if found[other.summary] == nil { order.append(other.summary) }
            var same = found[other.summary]?.options ?? []
            if let span = option.span, var last = same.last?.span, last.touches(span) {
                last.extend(to: span)
                same[same.count - 1] = (last.words, last)
            } else {
                same.append((option.words, option.span))
            }
            found[other.summary] = (same, other)
        }
        return order.compactMap { key in
            found[key].map { Change(name, now: now, instead: $0.options.map(\.words), $0.decision) }
        }
    }
}

extension Decision {
    /// The answers in words, to tell decisions apart.
    fileprivate var summary: String {
        [outcome.rawValue, controlled.word, licence.word, barred.word].joined(separator: " ")
    }
}
