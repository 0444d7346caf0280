import Capability
import Documents
import Quantities

extension JustificationPaper {
    mutating func addComparison() {
        document.add(.heading(say("3. What each system does on this workload", "三、各系统承载本工作负载的表现")))
        guard !columns.isEmpty else {
            document.add(.paragraph(say("No system can be estimated.", "没有可以估算的系统。")))
            return
        }
        document.add(
            .paragraph(
                say(
                    "best (low–high); the interval is meant to hold eight of ten measurements. The model's estimates, not "
                        + "measurements of the applicant's. ‘Per accelerator’ divides by all accelerators of the column.",
                    "表中数值为“最佳估计（下限–上限）”，区间旨在涵盖十次实测中的八次。数值系模型估算，并非申请人实测。"
                        + "“每加速器”为该列合计值除以其全部加速器数量。")),
            .table(comparison))
        // What domestic silicon lacks stands under what falls short.
        if let foreign = content.foreign { document.add(.list(fit(foreign) + formats(foreign))) }
    }

    private var comparison: Table {
        var table = Table(
            [.text(say("measure", "指标"))]
                + columns.enumerated().map { index, figures in
                    let side = index == 0 && content.foreign != nil ? say("foreign", "境外") : say("domestic", "国产")
                    return .figures(say("\(name(figures)) (\(side))", "\(name(figures))（\(side)）"))
                })
        func row(_ label: String, _ cell: (SystemFigures) -> String?) {
            table.add([label] + columns.map { cell($0) ?? "–" })
        }
        row(say("accelerators", "加速器数量")) { NumberText.grouped($0.answer.accelerators) }
        row(say("served in", "运行格式")) { $0.answer.format.uppercased() }
        row(say("software, level as of", "软件及其版本水平截至")) { "\($0.answer.software), \($0.answer.softwareDate)" }
        row(say("measurements that its times were fitted on", "时间常数所依据的实测数据")) { figures in
            "[\(places(figures.calibrationSources))]"
        }
        row(say("prefill, tokens/s per accelerator", "预填充吞吐量，每加速器每秒词元数")) {
            $0.answer.prefill.tokensPerSecondPerAccelerator?.text
        }
        row(say("decode, tokens/s per accelerator", "解码吞吐量，每加速器每秒词元数")) {
            $0.answer.decode.tokensPerSecondPerAccelerator?.text
        }
        row(say("both together, output tokens/s per accelerator", "预填充与解码合计，每加速器每秒输出词元数")) {
            $0.service?.tokensPerSecondPerAccelerator.text
        }
        row(say("prefill, tokens/s of all of them", "预填充吞吐量，合计每秒词元数")) { $0.answer.prefill.tokensPerSecond?.text }
        row(say("decode, tokens/s of all of them", "解码吞吐量，合计每秒词元数")) { $0.answer.decode.tokensPerSecond?.text }
        row(say("TPOT at that, ms", "相应 TPOT，毫秒")) { $0.answer.decode.setup?.milliseconds.text }
        row(say("TTFT at that, idle, ms", "相应 TTFT（空载），毫秒")) { $0.answer.prefill.setup?.milliseconds.text }
        row(say("energy of a prompt token, J", "每输入词元能耗，焦耳")) { $0.answer.prefill.joulesPerToken?.text }
        row(say("energy of an output token, J", "每输出词元能耗，焦耳")) { $0.answer.decode.joulesPerToken?.text }
        row(say("memory used in decode, GB per accelerator", "解码时显存占用，GB/加速器")) { figures in
            figures.decodeMemory.map {
                say(
                    "\(NumberText.short($0.used)) of \(NumberText.short($0.available))",
                    "\(NumberText.short($0.used)) / \(NumberText.short($0.available))")
            }
        }
        row(say("prefill waits for", "预填充瓶颈")) { $0.answer.prefill.bottleneck.map { resource($0) } }
        row(say("decode waits for", "解码瓶颈")) { $0.answer.decode.bottleneck.map { resource($0) } }
        row(say("deployment for prefill", "预填充部署方式")) { setup($0.answer.prefill, say("tokens", "词元")) }
        row(say("deployment for decode", "解码部署方式")) { setup($0.answer.decode, say("sequences", "序列")) }
        guard columns.contains(where: { !$0.serves }) else { return table }
        row(say("why there is no answer", "无结果的原因")) { figures in
            (figures.answer.decode.shortfall ?? figures.answer.prefill.shortfall).map { reason($0) }
        }
        return table
    }

    private func setup(_ phase: Comparison.PhaseAnswer, _ unit: String) -> String? {
        phase.setup.map { setup in
            let batch = NumberText.short(setup.batchPerAccelerator)
            let engine = setup.engine.replacing("two streams", with: "双流").replacing(" experts", with: " 冗余专家")
            return say("\(setup.engine); \(batch) \(unit) per accelerator", "\(engine)；每加速器 \(batch) \(unit)")
        }
    }

    private func resource(_ name: String) -> String {
        switch Resource(rawValue: name) {
        case .compute: say("computing", "算力")
        case .memoryBandwidth: say("memory bandwidth", "显存带宽")
        case .network: say("interconnect", "互连")
        case .launch: say("launches and fixed times", "启动与固定开销")
        case .memoryCapacity: say("memory capacity", "显存容量")
        case nil: name
        }
    }

    /// Why a system doesn't serve the workload.
    func reason(_ shortfall: Shortfall) -> String {
        func gigabytes(_ bytes: Bytes) -> String { NumberText.short(bytes.value / 1e9) }
        switch shortfall {
        case .weights(let needed, let usable):
            return say(
                "the weights need \(gigabytes(needed)) GB and \(gigabytes(usable)) GB are usable: "
                    + "\(gigabytes(needed - usable)) GB too much",
                "权重需 \(gigabytes(needed)) GB，可用显存 \(gigabytes(usable)) GB，超出 \(gigabytes(needed - usable)) GB")
        case .timePerToken(let limit):
            let milliseconds = NumberText.short(limit.value * 1e3)
            return say(
                "no deployment answers within \(milliseconds) ms per output token",
                "没有任何部署方式能将每输出词元时延控制在 \(milliseconds) 毫秒以内")
        case .timeToFirstToken(let limit):
            let milliseconds = NumberText.short(limit.value * 1e3)
            return say(
                "no deployment gives the first token within \(milliseconds) ms",
                "没有任何部署方式能将首词元时延控制在 \(milliseconds) 毫秒以内")
        case .prompt(let tokens):
            return say(
                "one prompt of \(NumberText.grouped(tokens)) tokens doesn't fit beside the weights",
                "除权重外，剩余显存容不下一条 \(NumberText.grouped(tokens)) 词元的输入")
        }
    }

    mutating func addQuantities() {
        document.add(.heading(say("4. Quantity that does the consignment's work", "四、完成同等工作量所需数量")))
        var table = Table([
            .text(say("domestic system", "国产系统")), .text(say("work", "工作")),
            .figures(say("consignment, tokens/s", "拟购系统合计，每秒词元数")),
            .figures(say("one group, tokens/s", "每组，每秒词元数")),
            .figures(say("systems needed", "所需系统数")), .figures(say("accelerators needed", "所需加速器数")),
        ])
        for alternative in content.alternatives {
            for needed in alternative.needed {
                table.add([
                    grouped(alternative.figures), phase(needed.phase), needed.consignment.text,
                    needed.alternative.text, needed.systems.text, needed.accelerators.text,
                ])
            }
        }
        guard !table.rows.isEmpty else {
            document.add(
                .paragraph(
                    say(
                        "No quantity can be given: one of the two sides doesn't serve the workload.",
                        "无法给出数量：两方中有一方不能承载本工作负载。")))
            return
        }
        document.add(
            .table(table),
            .paragraph(
                say(
                    "The consignment counts as groups of the size in 3, side by side and independent. Needed are whole systems; the ends of the "
                        + "interval set the one side's low against the other's high. Whether they can be had is not said.",
                    "拟购系统按第三节所列规模分组，各组相互独立、并行运行。所需数量取整套系统；区间两端分别以一方下限对另一方上限计算。"
                        + "本表不说明能否购得上述数量。")))
    }

    /// The system as the catalogue counts it, and the groups it has to be joined in.
    private func grouped(_ figures: SystemFigures) -> String {
        guard figures.joined > 1 else { return single(figures) }
        return say("\(single(figures)), in groups of \(figures.joined)", "\(single(figures))（每组 \(figures.joined) 套）")
    }

    private func phase(_ phase: DomesticAlternative.Needed.Phase) -> String {
        switch phase {
        case .prefill: say("prefill alone", "仅预填充")
        case .decode: say("decode alone", "仅解码")
        case .service: say("both together (output)", "预填充与解码合计（输出）")
        }
    }
}
