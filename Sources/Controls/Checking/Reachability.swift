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

    /// Evaluations for all rules of a file before the search is given up. The largest of the bundled files takes some
    /// thousands.
    private static let budget = 2_000_000

    init(_ instrument: Instrument) {
        let days = Set([instrument.effective] + instrument.parameters.values.flatMap { $0.values.map(\.from) })
            .filter { $0 >= instrument.effective }.sorted()
        var left = Self.budget
        var waiting = Array(instrument.rules.indices)
        var open: Set<Int> = []
        for day in days where !waiting.isEmpty {
            let search = Search(instrument.bound(asOf: AsOf(day)))
            waiting.removeAll { place in
                let isFound = search.finds(rule: place, budget: &left)
                if isFound == nil || !search.isExact { open.insert(place) }
                return isFound ?? false
            }
        }
        undecided = waiting.filter { open.contains($0) }.map { instrument.rules[$0] }
        unreachable = waiting.filter { !open.contains($0) }.map { instrument.rules[$0] }
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
        /// A rule above.
        case rule(Int)
        case constant(Truth)
    }

    private var rules: [Formula] = []
    private var tests: [Condition.Test] = []
    /// For each fact: its tests' numbers, and what they can say together.
    private var facts: [(tests: [Int], cells: [[Truth]])] = []
    /// Whether every value of every fact is in some cell.
    private(set) var isExact = true

    init(_ instrument: Instrument) {
        for rule in instrument.rules {
            let condition = compile(rule.condition)
            rules.append(rule.exception.map { .all([condition, .not(compile($0))]) } ?? condition)
        }
        let byFact = Dictionary(grouping: tests.indices) { tests[$0].fact ?? "" }
        for numbers in byFact.sorted(by: { $0.key < $1.key }).map(\.value) {
            let own = numbers.map { tests[$0] }
            let assumes = own.contains { $0.ifMissing != nil }
            let values = CriticalValues(own, withMissing: assumes)
            isExact = isExact && values.isExact
            facts.append((numbers, values.cells.map(\.truths)))
        }
    }

    private mutating func compile(_ condition: Condition) -> Formula {
        switch condition {
        case .all(let parts): return .all(parts.map { compile($0) })
        case .any(let parts): return .any(parts.map { compile($0) })
        case .not(let part): return .not(compile(part))
        case .rule(let place): return place < rules.count ? .rule(place) : .constant(.unknown)
        case .test(let test):
            if case .parameter(let limit) = test.subject { return .constant(test.evaluate(limit.value)) }
            tests.append(test)
            return .test(tests.count - 1)
        }
    }

    /// Whether some facts lead to a rule; nil when the budget ran out.
    func finds(rule place: Int, budget left: inout Int) -> Bool? {
        var wanted: Set<Int> = []
        for rule in rules[...place] { collect(rule, into: &wanted) }
        let open = facts.filter { !wanted.isDisjoint(with: $0.tests) }.sorted { $0.cells.count < $1.cells.count }
        var assigned = [Truth](repeating: .unknown, count: tests.count)
        return try? descend(place, open[...], &assigned, &left)
    }

    private struct OutOfBudget: Error {}

    private func descend(
        _ place: Int, _ open: ArraySlice<(tests: [Int], cells: [[Truth]])>, _ assigned: inout [Truth],
        _ left: inout Int
    ) throws -> Bool {
        left -= 1
        guard left > 0 else { throw OutOfBudget() }
        switch goal(place, assigned) {
        case .yes: return true
        case .no: return false
        case .unknown: break
        }
        guard let fact = open.first else { return false }
        for cell in fact.cells {
            for (number, truth) in zip(fact.tests, cell) { assigned[number] = truth }
            if try descend(place, open.dropFirst(), &assigned, &left) { return true }
        }
        for number in fact.tests { assigned[number] = .unknown }
        return false
    }

    /// Whether the rule holds and none above it does.
    private func goal(_ place: Int, _ assigned: [Truth]) -> Truth {
        var truths: [Truth] = []
        var isOpen = false
        for rule in rules[..<place] {
            let truth = truth(of: rule, assigned, truths)
            if truth == .yes { return .no }
            isOpen = isOpen || truth == .unknown
            truths.append(truth)
        }
        let truth = truth(of: rules[place], assigned, truths)
        return truth == .yes && isOpen ? .unknown : truth
    }

    private func truth(of formula: Formula, _ assigned: [Truth], _ rules: [Truth]) -> Truth {
        switch formula {
        case .all(let parts): parts.lazy.map { truth(of: $0, assigned, rules) }.conjunction
        case .any(let parts): parts.lazy.map { truth(of: $0, assigned, rules) }.disjunction
        case .not(let part): truth(of: part, assigned, rules).negated
        case .test(let number): assigned[number]
        case .rule(let place): rules[place]
        case .constant(let truth): truth
        }
    }

    private func collect(_ formula: Formula, into wanted: inout Set<Int>) {
        switch formula {
        case .all(let parts), .any(let parts): for part in parts { collect(part, into: &wanted) }
        case .not(let part): collect(part, into: &wanted)
        case .test(let number): wanted.insert(number)
        case .rule, .constant: break
        }
    }
}
