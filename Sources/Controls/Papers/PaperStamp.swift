package import Documents
package import Foundation

/// What a paper rests on: which law, as known when, and the very files.
package struct PaperStamp: Sendable, Encodable {
    /// The day whose law it is.
    package let law: CalendarDate
    /// What became known later isn't seen; nil where all that the files hold is.
    package let known: CalendarDate?
    /// Of the rule files; see ``FolderDigest``.
    package let rulebook: FolderDigest
    /// Of the catalogue's files.
    package let catalogue: FolderDigest

    package init(_ asOf: AsOf, rulebook: FolderDigest, catalogue: FolderDigest) {
        law = asOf.date
        known = asOf.seesAll ? nil : asOf.known
        self.rulebook = rulebook
        self.catalogue = catalogue
    }
}

/// SHA-256 of a folder's YAML files, as anybody can compute it again: of the lines that `sha256sum` prints for all of
/// them, in the order of their paths' bytes.
///
/// ```sh
/// cd Rules && sha256sum $(find * -name '*.yaml' | LC_ALL=C sort) | sha256sum
/// ```
package struct FolderDigest: Sendable, Hashable, Encodable {
    /// Lower-case hexadecimal.
    package let hex: String

    package init(hex: String) { self.hex = hex }

    /// - Parameters:
    ///   - folder: whose YAML files are digested, at any depth.
    ///   - digest: SHA-256 in lower-case hex; the room itself knows no cryptography.
    /// - Throws: `DocumentError` for a folder or file that can't be read, and for a folder without YAML files.
    package init(folder: String, digest: (Data) -> String) throws {
        // What a link points to is listed; the link itself would list nothing.
        let folder = URL(filePath: folder).resolvingSymlinksInPath().path
        guard let paths = FileManager.default.subpaths(atPath: folder) else {
            throw DocumentError(file: folder, line: nil, found: "no such folder", expected: "a folder of YAML files")
        }
        let files = paths.filter { $0.hasSuffix(".yaml") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !files.isEmpty else {
            throw DocumentError(file: folder, line: nil, found: "no YAML file", expected: "a folder of YAML files")
        }
        var lines = ""
        for path in files {
            let content = try DocumentFile.bytes(path: "\(folder)/\(path)", limit: 16 << 20)
            lines += "\(digest(content))  \(path)\n"
        }
        hex = digest(Data(lines.utf8))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
