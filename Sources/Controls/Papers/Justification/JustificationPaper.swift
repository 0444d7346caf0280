import Catalog
import Documents
import Quantities

extension DomesticJustification {
    /// The paper in a language. Both languages say the same, sentence by sentence, with the same figures.
    package func document(in language: PaperLanguage) -> PaperDocument {
        var paper = JustificationPaper(self, language: language)
        paper.addFinding()
        paper.addApplicant()
        paper.addWorkload()
        paper.addComparison()
        paper.addQuantities()
        paper.addShortfalls()
        paper.addStrengths()
        paper.addHardware()
        paper.addBlanks()
        paper.addMethod()
        paper.addSources()
        return paper.document
    }
}

/// Writes a justification, section by section. The two texts of every sentence stand side by side, so that whoever
/// changes one sees the other.
struct JustificationPaper {
    let content: DomesticJustification
    let language: PaperLanguage
    var document: PaperDocument
    /// Sources by id, numbered as the last section lists them.
    private let numbers: [String: Int]

    init(_ content: DomesticJustification, language: PaperLanguage) {
        self.content = content
        self.language = language
        numbers = Dictionary(content.sources.enumerated().map { ($1.id, $0 + 1) }) { first, _ in first }
        document = PaperDocument(title: "", language: language)
        document = PaperDocument(
            title: say(
                "Justification for the purchase of foreign AI accelerators: comparison with domestic alternatives",
                "关于采购境外人工智能加速器的必要性说明：与国产替代产品的对比"), language: language)
    }

    /// The text of the paper's language.
    func say(_ english: String, _ chinese: String) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }

    /// Joined as the language joins them.
    func joined(_ words: [String]) -> String { words.joined(separator: say("; ", "；")) }

    /// A figure with the numbers of its sources and the grade: `141 [19; A]`.
    func cited(_ figure: CitedFigure) -> String {
        "\(figure.value.text) [\(places(figure.sources)); \(figure.grade.rawValue)]"
    }

    /// The numbers under which the last section lists sources.
    func places(_ sources: [String]) -> String {
        sources.map { id in numbers[id].map { "\($0)" } ?? id }.joined(separator: ", ")
    }

    /// The system, with how many of it were joined.
    func name(_ figures: SystemFigures) -> String {
        let name = single(figures)
        return figures.joined > 1 ? "\(figures.joined) × \(name)" : name
    }

    /// One system by itself.
    func single(_ figures: SystemFigures) -> String {
        product(figures.hardware.system?.name ?? figures.hardware.acceleratorName)
    }

    /// A product's name from the catalogue, with makers' and series' Chinese names where the paper is in Chinese.
    func product(_ name: String) -> String { say(name, ChineseNames.of(name)) }

    /// The foreign system and the alternatives, in the order of the tables' columns.
    var columns: [SystemFigures] { [content.foreign].compactMap(\.self) + content.alternatives.map(\.figures) }
}

// MARK: - What the figures say, first

extension JustificationPaper {
    mutating func addFinding() {
        if !content.isAskedFor {
            document.add(
                .notice(
                    say(
                        "Nothing that is published or reported on \(content.stamp.law) asks for this paper for this "
                            + "consignment: the goods are of a Chinese maker, or don't go to China, or no duty to give reasons "
                            + "was reported yet.",
                        "截至 \(content.stamp.law)，未见公开规定或报道要求就本次采购提交本说明："
                            + "拟购产品为国产，或不运往中国，或当时尚无须说明理由的报道。")))
        }
        for guidance in content.guidance where guidance.isAnotherAnswer {
            document.add(
                .notice(
                    say(
                        "What is reported for a buyer like this one is: \(answer(guidance)). This paper may not be what is "
                            + "asked for, or may not help.",
                        "就此类采购方而言，目前的情况为：\(answer(guidance))。本说明可能并非所需文件，或可能无济于事。")))
        }
        document.add(.notice(conclusion))
        if let problem = content.foreignProblem {
            document.add(.paragraph(say("Why: \(problem).", "原因（原文）：\(problem)。")))
        }
        if !content.workload.assumed.isEmpty {
            document.add(
                .notice(
                    say(
                        "The applicant hasn't stated all of the workload: what stands marked under 2 was assumed. Figures "
                            + "for an assumed workload say nothing of the applicant's own.",
                        "申请人未完整说明其工作负载：第二节中带标记的各项为假定值。基于假定工作负载的数据不能代表申请人的实际情况。")))
        }
    }

    private var serving: [DomesticAlternative] { content.alternatives.filter(\.figures.serves) }

    private var conclusion: String {
        let names = joined(serving.map { name($0.figures) })
        let well = joined(serving.filter(\.servesAsWell).map { name($0.figures) })
        let count = content.alternatives.count
        switch content.conclusion {
        case .notComparable:
            return say(
                "NO COMPARISON. The catalogue holds no system of the consignment's accelerator that serves this workload "
                    + "within its limits. The figures below say nothing for or against a domestic chip.",
                "无法比较。产品目录中没有采用拟购加速器、且能在既定限值内承载本工作负载的系统。以下数据既不支持、也不否定采用国产芯片。")
        case .noneServes:
            return say(
                "None of the domestic systems in the catalogue that can be estimated (\(count)) serves this workload within "
                    + "its limits. That says nothing of systems that aren't in the catalogue.",
                "产品目录中可以估算的国产系统（\(count) 种）均不能在既定限值内承载本工作负载。这一结论不涉及目录以外的系统。")
        case .servesWithShortfalls:
            return say(
                "A domestic system can serve this workload: \(names). These figures therefore don't show that a domestic "
                    + "chip cannot do it. They show in what each of them delivers less than the foreign system (5), in "
                    + "what it does as well or better (6), and in what quantity it would do the same work (4).",
                "国产系统可以承载本工作负载：\(names)。因此，以下数据并不能证明国产芯片无法完成该项工作，"
                    + "仅说明各国产系统在哪些方面低于拟购境外系统（第五节）、在哪些方面相当或更优（第六节），"
                    + "以及完成同等工作量所需的数量（第四节）。")
        case .servesAsWell:
            return say(
                "A domestic system serves this workload and delivers less than the foreign one in nothing that is beyond "
                    + "doubt: \(well). These figures do not support the statement that a domestic chip will not do. Other "
                    + "reasons, if there are any, are the applicant's to give (8).",
                "国产系统可以承载本工作负载，且在各项交付指标上均未确定地低于拟购境外系统：\(well)。"
                    + "以下数据不支持“国产芯片不能满足需要”的说法。如有其他理由，应由申请人自行说明（第八节）。")
        }
    }

    /// What a rule of the Chinese side answers.
    func answer(_ guidance: DomesticJustification.Guidance) -> String {
        say(
            guidance.answer,
            guidance.rule.flatMap { ChineseGuidance.answer($0) } ?? "\(guidance.answer)（原文）")
    }
}

extension DomesticJustification {
    /// Whether the Chinese side is reported to ask something of this buyer for this chip.
    package var isAskedFor: Bool {
        guidance.contains { $0.instrument == Guidance.reported && $0.rule != nil }
    }
}

extension DomesticJustification.Guidance {
    /// The instrument that holds what is reported of buyers and foreign chips.
    static let reported = "cn-reported-guidance"

    /// Whether it speaks of this buyer, and asks for something else than written reasons.
    var isAnotherAnswer: Bool {
        instrument == Self.reported && rule != nil && rule != "cn.reported.private"
    }
}
