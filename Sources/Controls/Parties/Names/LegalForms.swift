/// Legal forms of companies in the languages of the list, folded as `NameFolding` folds names.
enum LegalForms {
    /// Words that are a legal form wherever they stand.
    static let anywhere = WordSet(
        """
        joint stock co company limited ltd inc incorporated corp corporation llc llp plc gmbh mbh kgaa aktiengesellschaft gesellschaft
        sarl srl sprl bvba bv nv vof oyj aps kft zrt nyrt doo eood ood sro spzoo ooo oao zao pao tov too pte pty pvt
        private sdn bhd berhad tbk ltda ltd limitada eirl cia jsc pjsc ojsc cjsc fze fzco fzc fzllc wll bsc saog saoc
        ksc psc kabushiki kaisha anonim sirketi sti gesmbh
        obshchestvo obschestvo ogranichennoi ogranichennoy otvetstvennostyu aktsionernoe aktsionernoye
        publichnoe otkrytoe zakrytoe tovarystvo vidpovidalnistyu obmezhenoyu
        sociedad anonima societe anonyme responsabilidad responsabilite limitee youxian gongsi gufen zeren
        liability cooperatief eg dmcc lda sal
        group groupe gruppe grupo gruppa holding holdings jituan partnership
        """)

    /// Short ones, which are words of other kinds in the middle of a name: they count at its ends only.
    static let atEnds = WordSet(
        "lp ag kg ug se sa sas spa ab oy as asa dd ad ead rt pt cv kk yk gk sl slu ao sc est ua")

    /// Those that most names end or begin with: what is one letter from them there is one of them.
    static let usual: [[UInt8]] =
        (["company", "limited", "corporation", "group", "holding", "holdings"].map { Array($0.utf8) }
            + anywhere.all.filter { $0.count <= 4 } + ["ao", "sa", "cv", "pt", "ag", "kg"].map { Array($0.utf8) })

    /// Two legal forms without the blank between them.
    static func areJoined(in word: [UInt8]) -> Bool {
        guard word.count >= 5, word.count <= 24 else { return false }
        return (2...(word.count - 2)).contains { place in
            anywhere.contains(Array(word[..<place])) && anywhere.contains(Array(word[place...]))
        }
    }

    /// Legal forms of several words, taken together before any other.
    static let phrases: [[String]] = [
        ["joint", "stock"], ["stock", "company"], ["s", "ogranichennoi"], ["s", "ogranichennoy"],
        ["societa", "per", "azioni"], ["sp", "z", "o", "o"], ["free", "zone"], ["with", "limited"],
        ["de", "cv"], ["de", "c", "v"], ["s", "a", "de"], ["sa", "de"],
    ]
}
