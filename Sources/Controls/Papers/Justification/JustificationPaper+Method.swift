import Capability
import Documents

extension JustificationPaper {
    mutating func addMethod() {
        document.add(
            .heading(say("9. How the figures were made, and what they don't say", "九、数据的得出方法与局限")),
            .list(method))
        for figures in columns where !figures.answer.inherited.isEmpty || !figures.answer.isMeasuredFamily {
            let what = figures.answer.inherited.joined(separator: "; ")
            document.add(
                .paragraph(
                    say(
                        "\(name(figures)): constants that nobody measured on this family stand in from others, with a wider "
                            + "interval: \(what).",
                        "\(name(figures))：部分常数在该产品系列上无实测数据，沿用其他系列，区间相应放宽（原文）：\(what)。")))
        }
    }

    private var method: [String] {
        [
            say(
                "Every deployment of each system (parallelism, batch, precision) is weighed by a performance model of "
                    + "operators, collectives, memory and fabric. Its constants were fitted on published measurements; the "
                    + "software's level is the nearest measured to \(content.stamp.law).",
                "以算子、集合通信、显存与互连的性能模型，对各系统的全部部署方式（并行方式、批量、精度）逐一评估。"
                    + "模型常数依据公开实测数据拟合；软件水平取与 \(content.stamp.law) 最接近的实测日期。"),
            say(
                "Rates are the most that keeps to the limits: TPOT and TTFT are those of that deployment, and a smaller batch "
                    + "would make both shorter. So they aren't rated as better or worse.",
                "吞吐量为满足限值条件下的最大值；TPOT 与 TTFT 为该部署方式下的数值，减小批量可使两者缩短，故不作优劣评判。"),
            say(
                "Energy is that of the whole system at this load, hosts and switches included, cooling and the network between "
                    + "joined systems left out.",
                "能耗按该负载下整套系统计，含主机与交换设备，不含制冷以及多套系统之间的互连网络。"),
            say(
                "Every system was weighed by itself and with 2, 4, 8 and 16 joined by their own network, as far as there are so "
                    + "many and up to 512 accelerators, on both sides alike; the number that does the most for each "
                    + "accelerator was taken. Other ways to join them weren't tried.",
                "各系统均分别按单套以及以自身网络互连 2、4、8、16 套评估（不超过现有数量，且不超过 512 个加速器），"
                    + "双方同等对待，取每加速器产出最高者；未尝试其他互连方式。"),
            say(
                "Makers' gigabytes of memory count as binary ones (2³⁰ bytes) where the model asks what fits; so ‘memory used’ "
                    + "may be set against a number of GB that is 7.4 % above the data sheet's.",
                "判断显存是否够用时，厂商标称的 GB 按二进制（2³⁰ 字节）计，故“显存占用”一栏的可用量可能比标称值高 7.4%。"),
            say(
                "‘Better’ and ‘worse’ are said only where the whole interval of the ratio says so. Both figures count as "
                    + "independent, which widens the interval.",
                "仅当比值区间整体高于或低于 1 时，才作出“更优”或“不足”的判断。双方数据视为相互独立，区间因此偏宽。"),
            say(
                "Prices, supply, reliability, quality of answers and what software has to be ported are not in these figures.",
                "上述数据不涉及价格、供货、可靠性、输出质量以及软件移植。"),
        ]
    }

    mutating func addSources() {
        let cited = Set(content.guidance.filter { $0.rule != nil }.flatMap(\.citations)).sorted { $0.id < $1.id }
        document.add(
            .heading(say("10. Sources", "十、来源")),
            .references(
                content.sources.enumerated().map { index, source in
                    PaperDocument.Reference(
                        id: "\(index + 1)",
                        text: say(
                            "\(source.title). \(source.publisher); entered \(source.entered)",
                            "\(source.title)。\(source.publisher)；录入日期 \(source.entered)"),
                        address: source.url)
                } + cited.map { $0.reference(in: language) }),
            .heading(say("What this paper rests on", "本说明的依据")),
            .table(content.stamp.table(in: language)),
            .paragraph(
                say(
                    "Engineering input, not legal advice. The same inputs give the same bytes.",
                    "本说明为工程技术资料，不构成法律意见。输入相同，则输出逐字节相同。")))
    }
}
