import Documents

extension PaperStamp {
    /// The law in a sentence: `2026-11-22`, and as known when.
    var day: String { known.map { "\(law), as known on \($0)," } ?? law.description }

    /// Both dates and both digests.
    func table(in language: PaperLanguage) -> Table {
        switch language {
        case .english:
            var table = Table([.text("rests on"), .text("value")])
            table.add(["law as of", law.description])
            table.add(["known as of", known?.description ?? "all that the rule files hold"])
            table.add(["rulebook, SHA-256", rulebook.hex])
            table.add(["catalogue, SHA-256", catalogue.hex])
            return table
        case .chinese:
            var table = Table([.text("依据"), .text("内容")])
            table.add(["规则适用日期", law.description])
            table.add(["所知信息截至", known?.description ?? "规则文件所载全部内容"])
            table.add(["规则库 SHA-256 摘要", rulebook.hex])
            table.add(["产品目录 SHA-256 摘要", catalogue.hex])
            return table
        }
    }
}
