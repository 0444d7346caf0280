import Documents
import Foundation
package import Geodesy

/// All instruments, the country groups they speak of, and who designs chips where.
package struct Rulebook: Sendable {
    package let instruments: [String: Instrument]
    package let countryGroups: CountryGroups
    package let designers: Designers
    /// In the order in which they are asked: by layer, and inside a layer so that a fact is recorded before it is
    /// tested.
    package let order: [Instrument]
    /// Every fact that some instrument's answer becomes.
    package let recorded: Set<String>

    /// Where the rules are that come with the program.
    package static var bundledFolder: String { Bundle.module.bundleURL.appendingPathComponent("Rules").path }

    /// The rulebook that comes with the program.
    package static func bundled() throws -> Rulebook { try Rulebook(folder: bundledFolder) }

    /// Loads a folder of instruments and runs each instrument's own tests.
    ///
    /// - Throws: `DocumentError` for the first file that can't be read, or whose own test fails. To be told all that
    ///   is wrong, use ``RulebookCheck``.
    package init(folder: String) throws {
        let draft = RulebookDraft(folder: folder)
        if let problem = draft.problems.all.first { throw problem }
        guard let rulebook = draft.rulebook else {
            throw DocumentError(file: folder, line: nil, found: "no rulebook", expected: "a folder of rule files")
        }
        self = rulebook
    }

    init(instruments: [Instrument], order: [Instrument], countryGroups: CountryGroups, designers: Designers) {
        self.instruments = Dictionary(instruments.map { ($0.id, $0) }) { first, _ in first }
        self.order = order
        self.countryGroups = countryGroups
        self.designers = designers
        recorded = Set(instruments.compactMap(\.records))
    }

    /// Instruments that answer one of the classification questions, in the order their answers depend on.
    package var questions: [(question: String, instrument: Instrument)] {
        order.compactMap { instrument in instrument.question.map { ($0, instrument) } }
    }

    /// An instrument by its id.
    ///
    /// - Throws: `UnknownInstrument` with the nearest id.
    package func instrument(named id: String) throws(UnknownInstrument) -> Instrument {
        guard let instrument = instruments[id] else {
            throw UnknownInstrument(id: id, nearest: NearestName.of(id, in: instruments.keys.sorted()))
        }
        return instrument
    }
}

/// An id that no rule file has.
package struct UnknownInstrument: Error, Equatable, CustomStringConvertible {
    package let id: String
    package let nearest: String?

    package var description: String {
        let hint = nearest.map { "; did you mean ‘\($0)’?" } ?? ";"
        return "unknown instrument ‘\(id.prefix(80))’\(hint) ‘assay rules list’ shows all"
    }
}
