package import Catalog
import Documents
import Foundation

extension Calibration {
    /// The text of `Catalog/calibration/<family>.yaml`: what the catalogue reads gives the same groups again.
    package var yaml: String {
        var lines = ["family: \(family)"]
        if let inherits { lines.append("inherits: \(inherits)") }
        let date = software.value.description
        lines.append("software: \(Self.fact(date, software.sources, software.grade, software.note))")
        lines.append(groups.isEmpty ? "groups: []" : "groups:")
        return (lines + groups.flatMap(Self.lines)).joined(separator: "\n") + "\n"
    }

    /// Writes the file of the family into a folder.
    ///
    /// - Throws: what the file system says.
    package func write(to folder: String) throws {
        try Data(yaml.utf8).write(to: URL(filePath: "\(folder)/\(family).yaml"), options: .atomic)
    }

    private static func lines(_ group: ConstantGroup) -> [String] {
        let errors = group.errors
        let constants = group.constants.sorted { $0.key < $1.key }
            .map { "\($0.key): \(number($0.value, digits: 6))" }.joined(separator: ", ")
        var lines = [
            "  - kind: \(group.kind)",
            "    variant: \(text(group.variant))",
            "    software: \(text(group.software))",
        ]
        if !group.versions.isEmpty { lines.append("    versions: \(list(group.versions))") }
        if !group.systems.isEmpty { lines.append("    systems: \(list(group.systems))") }
        lines += [
            "    source: \(sources(group.sources))",
            "    grade: \(group.grade.rawValue)",
            "    errors: { rows: \(errors.rows), median: \(share(errors.median)), p90: \(share(errors.p90)), "
                + "tenth: \(share(errors.tenth)), ninetieth: \(share(errors.ninetieth)) }",
            "    constants: { \(constants) }",
        ]
        if !group.seen.isEmpty { lines.append("    seen: \(list(group.seen))") }
        if let note = group.note { lines.append("    note: \(text(note))") }
        return lines
    }

    private static func fact(_ value: String, _ ids: [String], _ grade: Grade, _ note: String?) -> String {
        let end = note.map { ", note: \(text($0))" } ?? ""
        return "{ value: \(value), source: \(sources(ids)), grade: \(grade.rawValue)\(end) }"
    }

    private static func sources(_ ids: [String]) -> String {
        ids.count == 1 ? ids[0] : "[\(ids.joined(separator: ", "))]"
    }

    private static func list(_ words: [String]) -> String { "[\(words.map(text).joined(separator: ", "))]" }
    private static func share(_ value: Double) -> String { String(format: "%.4f", value) }
    private static func number(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)g", value) }

    /// In quotes, so that nothing is taken for a number, a list or a comment.
    private static func text(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .filter { !$0.isNewline }
        return "\"\(safe)\""
    }
}
