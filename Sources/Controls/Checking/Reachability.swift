import Documents

/// Finds rules that can never answer, because rules above them always answer first.
///
/// Rule k answers when it holds and no rule above it does. Its conditions are finitely many tests of finitely many
/// facts, and each fact's values fall into the cells of ``CriticalValues``; so the question has a finite answer, found
/// by trying cells fact by fact. What is still unassigned counts as unknown in three-valued logic: when the goal is
/// already yes or no whatever the rest may be, the branch ends. The search is exact as long as the facts are free of one
/// another: a rule it calls unreachable truly is, and one that it calls reachable may only need a combination that
/// doesn't occur, such as a sum that isn't one. Every span of days between changes of a parameter is looked at.
struct Reachability {
    /// Rules that no facts lead to.
    private(set) var unreachable: [Rule] = []
    /// Rules for which the search was given up.
    private(set) var undecided: [Rule] = []

    /// Evaluations for one rule before the search is given up.
    private static let budget = 200_000

    init(_ instrument: Instrument) {
        let days = Set([instrument.effective] + instrument.parameters.values.flatMap { $0.values.map(\.from) })
            .filter { $0 >= instrument.effective }.sorted()
        let spans = days.map { Search(instrument.bound(asOf: AsOf($0))) }
        for (place, rule) in instrument.rules.enumerated() {
            let results = spans.map { $0.finds(rule: place, budget: Self.budget) }
            if results.contains(true) { continue }
            if results.contains(nil) { undecided.append(rule) } else { unreachable.append(rule) }
        }
    }
}

/// The search on one span of days.
private struct Search {
    /// Conditions with tests numbered.
    private indirect enum Formula {
        case all([Formula])
        case any([Formula])
        case not(Formula)
        case test(Int)
        case constant(Truth)
    }

    private var rules: [Formula] = []
    private var tests: [Condition.Test] = []
    /// For each fact: its tests' numbers, and what they can say together.
    private var facts: [(tests: [Int], cells: [[Truth]])] = []

    init(_ instrument: Instrument) {
        for rule in instrument.rules {
            let condition = compile(rule.condition)
            rules.append(rule.exception.map { .all([condition, .not(compile($0))]) } ?? condition)
        }
        let byFact = Dictionary(grouping: tests.indices) { tests[$0].fact ?? "" }
        for numbers in byFact.sorted(by: { $0.key < $1.key }).map(\.value) {
            let own = numbers.map { tests[$0] }
            let assumes = own.contains { $0.ifMissing != nil }
            facts.append((numbers, CriticalValues(own, withMissing: assumes).cells.map(\.truths)))
        }
    }

    private mutating func compile(_ condition: Condition) -> Formula {
        switch condition {
        case .all(let parts): return .all(parts.map { compile($0) })
        case .any(let parts): return .any(parts.map { compile($0) })
        case .not(let part): return .not(compile(part))
        case .rule(let place): return place < rules.count ? rules[place] : .constant(.unknown)
        case .test(let test):
            if case .parameter(let limit) = test.subject { return .constant(test.evaluate(limit.value)) }
            tests.append(test)
            return .test(tests.count - 1)
        }
    }

    /// Whether some facts lead to a rule; nil when the budget ran out.
    func finds(rule place: Int, budget: Int) -> Bool? {
        let goal = Formula.all([rules[place]] + rules[..<place].map { .not($0) })
        var wanted: Set<Int> = []
        collect(goal, into: &wanted)
        let open = facts.filter { !wanted.isDisjoint(with: $0.tests) }.sorted { $0.cells.count < $1.cells.count }
        var assigned = [Truth](repeating: .unknown, count: tests.count)
        var left = budget
        return try? descend(goal, open[...], &assigned, &left)
    }

    private struct OutOfBudget: Error {}

    private func descend(
        _ goal: Formula, _ open: ArraySlice<(tests: [Int], cells: [[Truth]])>, _ assigned: inout [Truth],
        _ left: inout Int
    ) throws -> Bool {
        left -= 1
        guard left > 0 else { throw OutOfBudget() }
        switch truth(of: goal, assigned) {
        case .yes: return true
        case .no: return false
        case .unknown: break
        }
        guard let fact = open.first else { return false }
        for cell in fact.cells {
            for (number, truth) in zip(fact.tests, cell) { assigned[number] = truth }
            if try descend(goal, open.dropFirst(), &assigned, &left) { return true }
        }
        for number in fact.tests { assigned[number] = .unknown }
        return false
    }

    private func truth(of formula: Formula, _ assigned: [Truth]) -> Truth {
        switch formula {
        case .all(let parts): parts.lazy.map { truth(of: $0, assigned) }.conjunction
        case .any(let parts): parts.lazy.map { truth(of: $0, assigned) }.disjunction
        case .not(let part): truth(of: part, assigned).negated
        case .test(let number): assigned[number]
        case .constant(let truth): truth
        }
    }

    private func collect(_ formula: Formula, into wanted: inout Set<Int>) {
        switch formula {
        case .all(let parts), .any(let parts): for part in parts { collect(part, into: &wanted) }
        case .not(let part): collect(part, into: &wanted)
        case .test(let number): wanted.insert(number)
        case .constant: break
        }
    }
}
