import Documents
import Foundation
package import Geodesy

/// All instruments and the country groups they speak of.
package struct Rulebook: Sendable {
    package let instruments: [String: Instrument]
    package let countryGroups: CountryGroups

    /// The rulebook that comes with the program.
    package static func bundled() throws -> Rulebook {
        try Rulebook(folder: Bundle.module.bundleURL.appendingPathComponent("Rules").path)
    }

    /// Loads a folder of instruments and runs each instrument's own tests.
    ///
    /// - Throws: `DocumentError` for the first file that can't be read, or whose own test fails.
    package init(folder: String) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw DocumentError(file: folder, line: nil, found: "no such folder", expected: "a folder of rule files")
        }
        var instruments: [String: Instrument] = [:]
        for name in names.filter({ $0.hasSuffix(".yaml") && $0 != "country-groups.yaml" }).sorted() {
            let path = "\(folder)/\(name)"
            let instrument = try Instrument(try YAMLDocument.parse(try DocumentFile(path: path)))
            guard "\(instrument.id).yaml" == name else {
                throw DocumentError(
                    file: path, line: nil, found: "the id ‘\(instrument.id)’", expected: "the file's own name")
            }
            try instrument.runOwnTests(file: path)
            instruments[instrument.id] = instrument
        }
        self.instruments = instruments
        countryGroups = try CountryGroups(file: "\(folder)/country-groups.yaml")
    }

    /// Instruments that answer one of the classification questions, in the order their answers depend on.
    package var questions: [(question: String, instrument: Instrument)] {
        instruments.values.compactMap { instrument in instrument.question.map { ($0, instrument) } }
            .sorted { ($0.instrument.knownSince, $0.question) < ($1.instrument.knownSince, $1.question) }
    }
}

extension Instrument {
    func runOwnTests(file: String) throws {
        for test in tests {
            let found = answer(test.facts).text
            guard found == test.answer else {
                throw DocumentError(
                    file: file, line: test.line, found: "the answer ‘\(found)’", expected: "‘\(test.answer)’")
            }
        }
    }
}
