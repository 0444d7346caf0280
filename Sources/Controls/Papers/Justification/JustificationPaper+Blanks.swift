import Documents

extension JustificationPaper {
    /// What only the applicant can know.
    mutating func addBlanks() {
        document.add(
            .newSheet,
            .heading(say("8. To be filled in by the applicant", "八、由申请人填写")),
            .paragraph(
                say(
                    "The following stands blank because only the applicant knows it. Nothing here was filled in or guessed.",
                    "以下内容仅申请人知悉，故留空。本说明未代为填写，亦未作推测。")))
        for (label, lines) in blanks {
            document.add(.blank(say("[BLANK] \(label)", "【待填】\(label)"), lines: lines))
        }
    }

    private var blanks: [(label: String, lines: Int)] {
        [
            (
                say(
                    "Domestic parts tried: product, quantity, period, software version; throughput, memory and interconnect "
                        + "as measured; failures",
                    "已试用的国产产品：型号、数量、试用时间、软件版本；实测吞吐量、显存与互连情况；出现的故障"), 4
            ),
            (
                say(
                    "Software that depends on CUDA: which, for what, what porting it takes, and why that can't be done in time",
                    "依赖 CUDA 的软件：名称、用途、移植所需工作量，以及不能及时完成移植的原因"), 3
            ),
            (
                say(
                    "Offers for domestic systems: supplier, quantity, day of delivery, price",
                    "国产系统报价情况：供应商、可供数量、交货日期、价格"), 3
            ),
            (
                say(
                    "Share of state money in the applicant, in the data centre and in this purchase, in percent; share of "
                        + "the data centre that is built",
                    "国有资金在申请人、数据中心及本次采购中所占比例（%）；数据中心完工比例（%）"), 2
            ),
            (
                say("Owner and actual controller of the applicant and of the site", "申请人及安装地点的所有人与实际控制人"), 2
            ),
            (say("Schedule of purchase, delivery and installation", "采购、交货与安装进度安排"), 2),
            (
                say(
                    "Plan to move to domestic parts: stages, quantities, days", "国产化替代计划：阶段、数量、时间节点"), 3
            ),
            (say("Further reasons", "其他理由"), 3),
            (
                say(
                    "Legal representative or authorised signatory: name, signature, seal, day",
                    "法定代表人或授权代表：姓名、签字、单位公章、日期"), 1
            ),
        ]
    }
}
