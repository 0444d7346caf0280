import Foundation

/// The names that one line of a list holds. Lists write short names in parentheses, and units behind their owners:
/// ‘Huawei Technologies Co., Ltd. (Huawei). Affiliated Entity: Huawei Marine Networks Co., Ltd.’
enum ListedName {
    static func forms(of text: String) -> [String] {
        guard text.utf8.contains(UInt8(ascii: "(")) || text.utf8.contains(UInt8(ascii: ":")) else { return [text] }
        return text.components(separatedBy: "Affiliated Entity:").flatMap(withoutParentheses)
    }

    private static func withoutParentheses(_ text: String) -> [String] {
        guard let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") else {
            return text.allSatisfy { !$0.isLetter } ? [] : [text]
        }
        let inner = String(text[text.index(after: open)..<close])
        guard isName(inner) else { return [text] }
        let outer = text[..<open] + " " + text[text.index(after: close)...]
        return [String(outer), inner]
    }

    /// A place, a legal form or a remark in parentheses is no name.
    private static func isName(_ text: String) -> Bool {
        let words = PartyName.classified(text)
        return (1...4).contains(words.count) && words.contains { $0.kind == .own && $0.bytes.count >= 3 }
            && !words.contains { remarks.contains($0.bytes) }
    }

    private static let remarks = WordSet(
        "federation republic public formerly former deceased individual state province region joint open closed")
}
