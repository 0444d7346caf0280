import Documents
import Foundation
import Geodesy

/// A folder of rule files as far as it can be read, with all that is wrong with it.
struct RulebookDraft {
    private(set) var problems = Problems()
    /// Nil when something is wrong.
    private(set) var rulebook: Rulebook?
    /// Each instrument that could be read, with its file.
    private(set) var instruments: [(instrument: Instrument, file: String)] = []

    /// Files that are no instruments.
    private static let others: Set<String> = ["country-groups.yaml", "designers.yaml"]

    init(folder: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            problems.add(
                DocumentError(file: folder, line: nil, found: "no such folder", expected: "a folder of rule files"))
            return
        }
        let files = names.filter { $0.hasSuffix(".yaml") && !Self.others.contains($0) }.sorted()
        readInstruments(files.map { (name: $0, path: "\(folder)/\($0)") })
        let groups = problems.attempt { try CountryGroups(file: "\(folder)/country-groups.yaml") }
        let designers = problems.attempt { try Designers(file: "\(folder)/designers.yaml") }
        checkTogether()
        let (order, tangled) = Self.order(of: instruments)
        for problem in tangled { problems.add(problem) }
        guard problems.all.isEmpty, let groups, let designers else { return }
        rulebook = Rulebook(
            instruments: instruments.map(\.instrument), order: order, countryGroups: groups, designers: designers)
    }

    private mutating func readInstruments(_ files: [(name: String, path: String)]) {
        var roots: [(name: String, path: String, root: DocumentNode)] = []
        for (name, path) in files {
            guard let root = problems.attempt({ try YAMLDocument.parse(try DocumentFile(path: path)) }) else {
                continue
            }
            roots.append((name, path, root))
        }
        let recorded = Set(roots.compactMap { Instrument.recordedFact($0.root) })
        for (name, path, root) in roots {
            guard let instrument = Instrument.read(root, recorded: recorded, problems: &problems) else { continue }
            if "\(instrument.id).yaml" != name {
                problems.add(
                    DocumentError(
                        file: path, line: nil, found: "the id ‘\(instrument.id)’", expected: "the file's own name"))
            }
            for problem in instrument.problems(file: path) { problems.add(problem) }
            instruments.append((instrument, path))
        }
    }

    /// What only shows when the files are held beside one another: ids, addresses of citations, and who records what.
    private mutating func checkTogether() {
        var rules: [String: String] = [:]
        var addresses: [String: (url: String, file: String)] = [:]
        for (instrument, file) in instruments {
            for rule in instrument.rules {
                if let other = rules[rule.id], other != file {
                    problems.add(
                        DocumentError(
                            file: file, line: rule.line, found: "the rule id ‘\(rule.id)’, which \(other) has too",
                            expected: "an id that no other rule has"))
                }
                rules[rule.id] = file
            }
            for citation in instrument.citations {
                if let other = addresses[citation.id], other.url != citation.url {
                    problems.add(
                        DocumentError(
                            file: file, line: nil,
                            found: "the citation ‘\(citation.id)’ at another address than in \(other.file)",
                            expected: "one address for one citation"))
                }
                addresses[citation.id] = (citation.url, file)
            }
        }
        checkRecorded()
    }

    /// Two instruments may record one fact one after the other, never at once.
    private mutating func checkRecorded() {
        let recording = Dictionary(grouping: instruments.filter { $0.instrument.records != nil }) {
            $0.instrument.records ?? ""
        }
        for (fact, recorders) in recording.sorted(by: { $0.key < $1.key }) {
            let sorted = recorders.sorted { $0.instrument.effective < $1.instrument.effective }
            for (earlier, later) in zip(sorted, sorted.dropFirst()) {
                guard let end = earlier.instrument.lastDays, end <= later.instrument.effective else {
                    problems.add(
                        DocumentError(
                            file: later.file, line: nil,
                            found: "‘\(fact)’ recorded from \(later.instrument.effective), while "
                                + "\(earlier.file) records it too",
                            expected: "an instrument that begins when the other has ended or lapsed"))
                    continue
                }
            }
        }
    }
}

extension Instrument {
    /// The day from which on it isn't law any more: by its text, or because it lapsed.
    var lastDays: CalendarDate? {
        let lapse = enforcement.last.flatMap { $0.status == .lapsed ? $0.from : nil }
        return [until, lapse].compactMap(\.self).min()
    }
}
