/// Why a document was refused: where, what was found, what was expected.
///
/// The description is the message the user reads: `file:line: found …; expected …`.
package struct DocumentError: Error, Equatable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; nil when the whole file is meant.
    package let line: Int?
    package let found: String
    package let expected: String

    package init(file: String, line: Int?, found: String, expected: String) {
        self.file = file
        self.line = line
        self.found = found
        self.expected = expected
    }

    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return "\(place): found \(found); expected \(expected)"
    }
}
