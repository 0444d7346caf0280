package import Documents

/// The names in the first row of a table, by which its form is recognised.
package struct TableHeading: Sendable, Hashable {
    package let names: [String]

    /// Bytes of a heading that are looked at.
    static let longest = 1 << 16

    /// From the beginning of a file; empty when there is none, or no end to it.
    package init(_ bytes: [UInt8]) {
        names = bytes.withUnsafeBufferPointer { buffer in
            var rows = ByteRows(UnsafeBufferPointer(rebasing: buffer.prefix(Self.longest)))
            guard rows.isAtRow() else { return [] }
            var names: [String] = []
            while names.count < ColumnTable.mostColumns {
                let (range, ending) = rows.cell()
                names.append(String(decoding: buffer[range], as: UTF8.self))
                if ending == .row { return names }
                if ending == .unclosedQuote { return [] }
            }
            return []
        }
    }

    package init(_ file: DocumentFile) { self.init(Array(file.text.utf8.prefix(Self.longest))) }

    /// Whether it names all of some columns.
    package func names(all columns: [String]) -> Bool { columns.allSatisfy(names.contains) }
}
