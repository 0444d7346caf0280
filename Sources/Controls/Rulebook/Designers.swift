import Documents

/// Who designs chips, and where each has its headquarters: for tables that name a chip and nothing else.
package struct Designers: Sendable {
    package struct Designer: Sendable {
        package let name: String
        /// ISO 3166 code in lower case.
        package let jurisdiction: String
    }

    package let all: [Designer]

    /// Nobody.
    package init() { all = [] }

    /// - Throws: `DocumentError` for a file that isn't one of designers.
    package init(file: String) throws {
        let root = try YAMLDocument.parse(try DocumentFile(path: file))
        let map = try root.mapping(keys: ["citation", "designers"])
        all = try map.require("designers").mapping().pairs.flatMap { jurisdiction, names in
            guard jurisdiction.utf8.count == 2 else {
                throw names.problem(found: "‘\(jurisdiction)’", expected: "an ISO 3166 code such as us")
            }
            return try names.items(limit: 500).map {
                Designer(name: try $0.string(limit: 100), jurisdiction: jurisdiction)
            }
        }
    }

    /// Whose name a chip's name begins with, word by word and in any case; the longest such name. Names in a script
    /// without spaces between words are told by their characters alone.
    package func designer(of chip: String) -> Designer? {
        func words(_ text: String) -> [Substring] {
            text.lowercased().split { !$0.isLetter && !$0.isNumber }
        }
        let chip = (text: chip, words: words(chip))
        return all.filter { designer in
            let isSpaced = designer.name.utf8.allSatisfy { $0 < 0x80 }
            return isSpaced
                ? chip.words.starts(with: words(designer.name)) : chip.text.hasPrefix(designer.name)
        }.max { $0.name.count < $1.name.count }
    }
}
