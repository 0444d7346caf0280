import Catalog
import Documents
import Quantities

extension JustificationPaper {
    mutating func addApplicant() {
        let facts = content.particulars
        var table = Table([.text(say("particulars", "项目")), .text(say("as the consignment says", "内容"))])
        table.add([say("applicant and end user", "申请人（最终用户）"), facts.endUser])
        table.add([say("kind of applicant", "申请人性质"), kind(facts.endUserKind)])
        table.add([say("headquarters of the ultimate parent", "最终母公司总部所在地"), facts.headquarters])
        table.add([
            say("state money, as the consignment says", "是否含国有资金（按申报）"),
            facts.isStateFunded ? say("yes", "是") : say("no", "否"),
        ])
        table.add([
            say("goods", "拟购产品"),
            "\(NumberText.grouped(facts.quantity)) × \(product(facts.item))"
                + say(
                    " (\(NumberText.grouped(facts.accelerators)) × \(product(facts.accelerator)))",
                    "（共 \(NumberText.grouped(facts.accelerators)) × \(product(facts.accelerator))）"),
        ])
        table.add([say("exporter", "出口商"), facts.exporter])
        table.add([
            say("place", "安装地点"), "\(facts.site) (\(facts.siteCountry)), \(facts.latitude), \(facts.longitude)",
        ])
        table.add([say("use (the applicant's words)", "用途（申请人原文）"), facts.use])
        document.add(.heading(say("1. Applicant and purchase", "一、申请人与采购内容")), .table(table))
        addGuidance()
    }

    private mutating func addGuidance() {
        let speaking = content.guidance.filter { $0.rule != nil }
        guard !speaking.isEmpty else { return }
        document.add(
            .subheading(say("What is published or reported on such purchases", "有关此类采购的公开规定与报道")),
            .list(
                speaking.map { guidance in
                    let title = say(
                        guidance.title, ChineseGuidance.title(guidance.instrument) ?? "\(guidance.title)（原文）")
                    let cited = guidance.citations.map { "[\($0.id)]" }.joined(separator: " ")
                    return say("\(title): \(answer(guidance)) \(cited)", "\(title)：\(answer(guidance)) \(cited)")
                }))
        if speaking.contains(where: { $0.status == .reported }) {
            document.add(
                .paragraph(
                    say(
                        "Reported means: from press accounts of unnamed sources. No public legal text was found, and none "
                            + "fixes the form of this paper.",
                        "“据报道”系指新闻媒体援引未具名消息来源的报道。未见公开的法律文本，也未见对本说明格式的规定。")))
        }
    }

    private func kind(_ kind: Consignment.EndUser.Kind) -> String {
        switch kind {
        case .privateFirm: say("private firm", "民营企业")
        case .stateFirm: say("state firm", "国有企业")
        case .agency: say("agency", "机关、事业单位")
        case .university: say("university or research institute", "高等院校或科研机构")
        }
    }

    mutating func addWorkload() {
        let work = content.workload
        func mark(_ part: BuyersWorkload.Part) -> String {
            work.assumed.contains(part) ? say(" — ASSUMED, not stated by the applicant", " ——【假定值，申请人未说明】") : ""
        }
        let parameters = NumberText.short(work.parameters)
        let weights = work.weights.rawValue.uppercased()
        var table = Table([.text(say("workload", "工作负载")), .text(say("value", "数值"))])
        table.add([
            say("model", "模型"),
            say(
                "\(work.modelName) (\(parameters)B parameters, weights published in \(weights))",
                "\(work.modelName)（参数量 \(parameters)B，权重发布格式 \(weights)）") + mark(.model),
        ])
        table.add([
            say("prompt, tokens", "输入长度（词元）"), NumberText.grouped(work.input) + mark(.input),
        ])
        table.add([
            say("answer, tokens", "输出长度（词元）"), NumberText.grouped(work.output) + mark(.output),
        ])
        table.add([
            say("limit on time per output token (TPOT)", "每输出词元时延（TPOT）上限"),
            "\(NumberText.short(work.timePerOutputTokenMilliseconds)) ms\(mark(.timePerOutputToken))",
        ])
        table.add([
            say("limit on time to the first token (TTFT)", "首词元时延（TTFT）上限"),
            work.timeToFirstTokenMilliseconds.map { "\(NumberText.short($0)) ms" } ?? say("none stated", "未说明"),
        ])
        table.add([
            say("number format asked for", "指定数值格式"),
            work.precision?.rawValue.uppercased()
                ?? say("none: the model's own, or the next that the silicon has", "未指定：采用模型自身格式；硬件不支持时，采用位宽更大的下一种格式"),
        ])
        if work.predictedTokens > 0 {
            let kept = NumberText.short(work.acceptance * 100)
            table.add([
                say("tokens predicted in a step beside the next (MTP)", "每步额外预测词元数（MTP）"),
                say(
                    "\(work.predictedTokens), of which \(kept) % are kept (assumed)",
                    "\(work.predictedTokens)，其中 \(kept)% 被采纳（假定值）"),
            ])
        }
        document.add(.heading(say("2. Workload", "二、工作负载")), .table(table))
    }
}
