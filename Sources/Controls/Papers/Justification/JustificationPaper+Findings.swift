import Capability
import Catalog
import Documents
import Quantities

// What speaks against each domestic system, and what for it.

extension JustificationPaper {
    mutating func addShortfalls() {
        document.add(
            .heading(say("5. What fails or falls short in each domestic system", "五、各国产系统不能满足或有所不足之处")))
        if content.alternatives.isEmpty {
            document.add(
                .paragraph(say("The catalogue holds no domestic system that can be estimated.", "产品目录中没有可以估算的国产系统。")))
        }
        for alternative in content.alternatives {
            let items =
                fit(alternative.figures) + formats(alternative.figures)
                + alternative.standings(.worse).map { line($0) }
            document.add(
                .subheading(name(alternative.figures)),
                items.isEmpty ? .paragraph(say("Nothing, by these figures.", "按现有数据，没有。")) : .list(items))
        }
    }

    mutating func addStrengths() {
        document.add(
            .heading(say("6. Where a domestic system does as well or better", "六、国产系统相当或更优之处")))
        for alternative in content.alternatives {
            let sure = (alternative.standings(.better) + alternative.standings(.same)).map { line($0) }
            let open = alternative.standings(.undecided).map { standing in
                line(standing)
                    + (standing.isAtLeastAsGood
                        ? say(
                            " — the intervals overlap; by the best single answer the domestic system does as well or better",
                            "——区间重叠；按最佳估计，国产系统相当或更优")
                        : say(
                            " — the intervals overlap; by the best single answer the domestic system does less well",
                            "——区间重叠；按最佳估计，国产系统较逊"))
            }
            document.add(
                .subheading(name(alternative.figures)),
                sure.isEmpty
                    ? .paragraph(say("As well or better beyond doubt: in nothing.", "确定相当或更优者：无。"))
                    : .list(sure))
            if !open.isEmpty {
                document.add(
                    .paragraph(say("Not to be told apart by these figures:", "按现有数据无法区分者：")), .list(open))
            }
        }
        if content.alternatives.isEmpty { document.add(.paragraph(say("None was compared.", "未作比较。"))) }
    }

    /// Whether it fits, alone or joined.
    func fit(_ figures: SystemFigures) -> [String] {
        guard let alone = figures.alone else { return [] }
        let system = single(figures)
        let one = say("One \(system) by itself: \(reason(alone)).", "单套 \(system)：\(reason(alone))。")
        guard !figures.serves else {
            return [
                one
                    + say(
                        " Joined by their own network they serve it; the other figures are for \(figures.joined) of them.",
                        "以自身网络互连后可以承载；其余数据按互连 \(figures.joined) 套计。")
            ]
        }
        guard figures.tried > 1 else { return [one] }
        return [
            one
                + say(
                    " Nor does any number up to \(figures.tried) of them, joined by their own network.",
                    "以自身网络互连至 \(figures.tried) 套，仍不能承载。")
        ]
    }

    func formats(_ figures: SystemFigures) -> [String] {
        [figures.lackedFormat, figures.lackedWeights].compactMap(\.self).map { format in
            let name = product(figures.hardware.acceleratorName)
            let lacked = format.rawValue.uppercased()
            let used = figures.answer.format.uppercased()
            return say(
                "The catalogue holds no \(lacked) rate of \(name): it was estimated in \(used). The weights have to be "
                    + "converted; what that does to the answers isn't judged here.",
                "产品目录未载 \(name) 的 \(lacked) 算力，故按 \(used) 估算。权重须作格式转换，其对输出质量的影响不在本说明评估之列。")
        }
    }

    /// One measure, both figures and their ratio.
    private func line(_ standing: Standing) -> String {
        let ratio = standing.ratio.text
        switch standing.word {
        case .same:
            return say(
                "\(measure(standing.measure)): \(standing.domestic.text) on both sides",
                "\(measure(standing.measure))：双方均为 \(standing.domestic.text)")
        case .better, .worse, .undecided:
            return say(
                "\(measure(standing.measure)): \(standing.domestic.text) against \(standing.foreign.text), "
                    + "\(ratio) times",
                "\(measure(standing.measure))：\(standing.domestic.text)，拟购系统为 \(standing.foreign.text)，"
                    + "比值 \(ratio)")
        }
    }

    private func measure(_ measure: Measure) -> String {
        switch measure {
        case .prefillRate: say("prefill, tokens/s per accelerator", "预填充吞吐量（每加速器每秒词元数）")
        case .decodeRate: say("decode, tokens/s per accelerator", "解码吞吐量（每加速器每秒词元数）")
        case .serviceRate:
            say("prefill and decode together, output tokens/s per accelerator", "预填充与解码合计（每加速器每秒输出词元数）")
        case .prefillEnergy: say("energy of a prompt token, J (less is better)", "每输入词元能耗（焦耳，越低越优）")
        case .decodeEnergy: say("energy of an output token, J (less is better)", "每输出词元能耗（焦耳，越低越优）")
        case .memory: say("memory, GB per accelerator", "显存容量（每加速器，GB）")
        case .memoryBandwidth: say("memory bandwidth, TB/s per accelerator", "显存带宽（每加速器，TB/s）")
        case .interconnect: say("interconnect, GB/s one way per accelerator", "互连带宽（每加速器单向，GB/s）")
        case .interconnectReach: say("accelerators that it joins at that rate", "该带宽下互连的加速器数量")
        }
    }
}
