package import Documents

/// What `assay parties update` and `assay parties list` answer.
package struct ListReport: Report {
    package let list: ListStamp
    package let countsBySource: [String: Int]
    package let setAside: [String]

    package init(_ screeningList: ScreeningList, list: ListStamp) {
        self.list = list
        countsBySource = Dictionary(grouping: screeningList.parties, by: \.source.rawValue).mapValues(\.count)
        setAside = screeningList.setAside.prefix(100).map(\.description)
    }

    package var table: Table {
        var table = Table([.text("list"), .text("title"), .figures("parties")])
        for (code, count) in countsBySource.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            table.add([code, ScreeningSource(rawValue: code)?.title ?? code, NumberText.grouped(count)])
        }
        return table
    }

    package var notes: [String] { list.sentences + setAside.map { "Set aside: \($0)" } }
}
