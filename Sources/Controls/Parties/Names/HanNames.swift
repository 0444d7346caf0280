import Foundation

/// Chinese characters as words that the list writes: known words by their English or usual form, the rest by pinyin.
enum HanNames {
    /// Whole words with the form that names in Latin letters use. Legal forms are written so that they are known as such.
    static let words: [(String, String)] = [
        ("股份有限公司", "limited"), ("有限责任公司", "limited"), ("有限公司", "limited"), ("股份公司", "limited"),
        ("責任有限公司", "limited"), ("有限責任公司", "limited"), ("公司", "company"), ("集团", "group"), ("集團", "group"),
        ("控股", "holding"), ("科技", "technology"), ("技术", "technology"), ("技術", "technology"),
        ("信息", "information"), ("电子", "electronic"), ("電子", "electronic"), ("半导体", "semiconductor"),
        ("半導體", "semiconductor"), ("微电子", "microelectronics"), ("集成电路", "integrated circuit"),
        ("智能", "intelligent"), ("产业", "industry"), ("工业", "industry"), ("通信", "communication"),
        ("软件", "software"), ("计算机", "computer"), ("投资", "investment"), ("国际", "international"),
        ("贸易", "trading"), ("研究院", "institute"), ("研究所", "institute"), ("大学", "university"),
        ("学院", "college"), ("银行", "bank"), ("香港", "hong kong"), ("株式会社", "limited"),
    ]

    /// Names that are otherwise than by sound in Latin letters. The list writes now the one, now the other.
    static let names: [(String, String)] = [
        ("寒武纪", "cambricon"), ("寒武紀", "cambricon"), ("海光", "hygon"), ("浪潮", "inspur"), ("摩尔线程", "moore threads"),
        ("摩爾線程", "moore threads"), ("曙光", "sugon"), ("算能", "sophgo"), ("昇维旭", "swaysure"), ("鹏芯微", "pengxinwei"),
        ("中芯国际", "smic"), ("长江存储", "yangtze memory"), ("华为", "huawei"), ("壁仞", "biren"),
    ]

    private static let wordTable = table(words)
    private static let wholeTable = table(words + names)
    private static let longest = (words + names).map(\.0.count).max() ?? 1

    private static func table(_ pairs: [(String, String)]) -> [[Character]: String] {
        Dictionary(pairs.map { (Array($0.0), $0.1) }, uniquingKeysWith: { first, _ in first })
    }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }

    /// What a text with Chinese characters may be in Latin letters: by sound, and with the names that are known
    /// otherwise. A text without is left as it is.
    static func forms(of text: String) -> [String] {
        guard text.unicodeScalars.contains(where: isHan) else { return [text] }
        let text = String(text.prefix(500))
        let forms = [romanised(text, by: wholeTable), romanised(text, by: wordTable)]
        return forms[0] == forms[1] ? [forms[0]] : forms
    }

    static func romanised(_ text: String) -> String { romanised(text, by: wordTable) }

    /// The text with known words in Latin letters and every other run of characters as one word of pinyin.
    private static func romanised(_ text: String, by table: [[Character]: String]) -> String {
        var result = ""
        var run = ""
        let characters = Array(text)
        var position = 0
        func flush() {
            guard !run.isEmpty else { return }
            let pinyin = run.applyingTransform(.mandarinToLatin, reverse: false) ?? run
            result += " " + pinyin.filter { !$0.isWhitespace } + " "
            run = ""
        }
        while position < characters.count {
            let rest = characters[position...]
            let known = stride(from: min(longest, rest.count), to: 1, by: -1).first {
                table[Array(rest.prefix($0))] != nil
            }
            if let known, let word = table[Array(rest.prefix(known))] {
                flush()
                result += " " + word + " "
                position += known
                continue
            }
            if characters[position].unicodeScalars.allSatisfy(isHan) {
                run.append(characters[position])
            } else {
                flush()
                result.append(characters[position])
            }
            position += 1
        }
        flush()
        return result
    }
}
