import Catalog
import Controls
import Documents

/// What comes with the program, read once.
enum Bundled {
    static let catalog = Result<Catalog, any Error> { try Catalog.bundled() }
    static let rulebook = Result<Rulebook, any Error> { try Rulebook.bundled() }

    /// The day at which the facts of the rules were put together.
    static let day = CalendarDate("2026-11-22") ?? CalendarDate(secondsSince1970: 0)

    /// The answers to all classification questions.
    static func answers(to facts: FactSheet) throws -> [String: Answer] {
        let (answers, _) = Classification.classify(facts, rulebook: try rulebook.get(), on: day)
        return Dictionary(uniqueKeysWithValues: answers.map { ($0.question, $0.answer) })
    }
}

extension FactSheet {
    init(_ facts: KeyValuePairs<String, FactValue>) {
        self.init()
        for (name, value) in facts { set(name, value, from: "test") }
    }
}
