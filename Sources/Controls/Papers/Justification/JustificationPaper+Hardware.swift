import Capability
import Catalog
import Documents
import Quantities

extension JustificationPaper {
    mutating func addHardware() {
        document.add(
            .heading(say("7. Hardware, memory and interconnect, with sources", "七、硬件、显存与互连参数及其来源")),
            .paragraph(
                say(
                    "In brackets: numbers of sources (see 10) and grade: A a maker's data sheet or measured paper, B press or a die "
                        + "estimate, C somebody's model or a rumour.",
                    "方括号内为来源编号（见第十节）与可信等级：A 为厂商资料或实测论文，B 为媒体报道或裸片估算，C 为第三方模型或传闻。")))
        if !columns.isEmpty { document.add(.table(hardware)) }
        addWithoutEstimate()
    }

    private var hardware: Table {
        var table = Table([.text(say("figure", "参数"))] + columns.map { .text(single($0)) })
        func row(_ label: String, _ cell: (HardwareFigures) -> String?) {
            table.add([label] + columns.map { cell($0.hardware) ?? "–" })
        }
        row(say("accelerator", "加速器")) { product($0.acceleratorName) }
        row(say("memory per accelerator, GB", "每加速器显存，GB")) { "\($0.memoryTechnology) \(cited($0.memory))" }
        row(say("memory in all, GB", "系统总显存，GB")) { figures in
            figures.system.map { system in
                figures.memory.value.mapRising { $0 * Double(system.accelerators) }.text
            }
        }
        row(say("memory bandwidth per accelerator, TB/s", "每加速器显存带宽，TB/s")) { cited($0.memoryBandwidth) }
        let formats = NumberFormat.allCases.filter { format in
            columns.contains { $0.hardware.rate(format) != nil }
        }
        for format in formats {
            let name = format.rawValue.uppercased()
            row(say("peak dense \(name), T/s", "\(name) 稠密峰值算力，T 次/秒")) { figures in
                figures.rate(format).map { cited($0) } ?? say("none in the catalogue", "目录未载")
            }
        }
        row(say("power per accelerator, W", "每加速器功耗，W")) { cited($0.power) }
        row(say("power of the system, kW", "系统功耗，kW")) { $0.system.map { cited($0.power) } }
        row(say("joined as one (one way, GB/s per accelerator)", "域内互连（每加速器单向，GB/s）")) { tiers($0, isScaleUp: true) }
        row(say("network (one way, GB/s per accelerator)", "网络（每加速器单向，GB/s）")) { tiers($0, isScaleUp: false) }
        return table
    }

    private func tiers(_ figures: HardwareFigures, isScaleUp: Bool) -> String? {
        let tiers = figures.system?.tiers.filter { $0.isScaleUp == isScaleUp } ?? []
        guard !tiers.isEmpty else { return nil }
        return joined(
            tiers.map { tier in
                let reach = tier.reach.map { NumberText.grouped($0) } ?? say("any number", "不限")
                return say(
                    "\(tier.name), joins \(reach): \(cited(tier.bandwidth))",
                    "\(tier.name)（可互连数量：\(reach)）：\(cited(tier.bandwidth))")
            })
    }

    private mutating func addWithoutEstimate() {
        guard !content.withoutEstimate.isEmpty else { return }
        var table = Table([
            .text(say("domestic accelerator", "国产加速器")), .text(say("peak dense, T/s", "稠密峰值算力，T 次/秒")),
            .text(say("memory, GB", "显存，GB")), .text(say("bandwidth, TB/s", "显存带宽，TB/s")),
            .text(say("link, GB/s", "互连，GB/s")), .text(say("why no throughput", "无吞吐量估算的原因")),
        ])
        for other in content.withoutEstimate {
            let figures = other.hardware
            table.add([
                product(figures.acceleratorName),
                joined(figures.peak.map { "\($0.format.rawValue.uppercased()) \(cited($0.rate))" }),
                "\(figures.memoryTechnology) \(cited(figures.memory))", cited(figures.memoryBandwidth),
                figures.link.map { cited($0) } ?? "–", why(other.reason),
            ])
        }
        document.add(
            .subheading(say("Domestic accelerators without an estimate", "未作估算的国产加速器")),
            .paragraph(
                say(
                    "They are part of the comparison all the same: that there is no estimate is a gap of the catalogue, not a "
                        + "failure of the chip.",
                    "下列产品仍属比较范围：未作估算系目录资料不足所致，并非产品本身不能满足需要。")),
            .table(table))
    }

    private func why(_ reason: DomesticJustification.WithoutEstimate.Reason) -> String {
        switch reason {
        case .noSystem:
            say(
                "the catalogue holds no system (hosts, interconnect, power) that is made of it",
                "目录中没有采用该加速器的系统资料（主机、互连、功耗）")
        case .estimate(let why): say(why, "\(why)（原文）")
        }
    }
}
