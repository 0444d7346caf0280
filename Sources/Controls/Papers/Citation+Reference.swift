extension Citation {
    /// As papers list it: with its grade, and the issue of a text that changes. Titles stay as the rule files have them.
    func reference(in language: PaperLanguage) -> PaperDocument.Reference {
        let text =
            switch language {
            case .english: "grade \(grade.rawValue): \(title)\(issued.map { ", issue of \($0)" } ?? "")"
            case .chinese: "可信等级 \(grade.rawValue)：\(title)\(issued.map { "（\($0) 版本）" } ?? "")"
            }
        return PaperDocument.Reference(id: id, text: text, address: url)
    }
}
