import Capability
import Catalog
import Controls
import Documents
import Foundation
import Quantities
import TestSupport
import Testing

struct DomesticJustificationTests {
    private static let stated =
        "restricted: kp+ru\nworkload: { model: deepseek-r1, input: 4096, output: 1024, tpot: 50ms, ttft: 3s }"

    private static func example(_ workload: String) throws -> Consignment {
        try Example.consignment("h200-to-shenzhen", ["restricted: kp+ru": "restricted: kp+ru\nworkload: \(workload)"])
    }

    @Test(arguments: PaperLanguage.allCases)
    func `the example's justification is the one that was reviewed`(language: PaperLanguage) throws {
        let document = try Papers.shenzhen.get().document(in: language)
        let name = "cn-justification-\(language.rawValue)"
        #expect(try GoldenDocument("\(name).md").text(for: document.markdown) == document.markdown)
        #expect(try GoldenDocument("\(name).html").text(for: document.html) == document.html)
    }

    @Test func `the same consignment gives the same bytes`() throws {
        let papers = [
            try Papers.shenzhen.get(), try Papers.justification(try Example.consignment("h200-to-shenzhen")),
        ]
        let texts = try papers.map { try $0.rendered($0.document(in: .chinese), as: .json) }
        #expect(texts[0] == texts[1])
        #expect(papers[0].document(in: .chinese).html == papers[1].document(in: .chinese).html)
    }

    @Test func `both languages have the same sections and the same figures in their tables`() throws {
        let content = try Papers.shenzhen.get()
        let english = content.document(in: .english).blocks
        let chinese = content.document(in: .chinese).blocks
        #expect(english.count == chinese.count)
        for (one, other) in zip(english, chinese) {
            switch (one, other) {
            case (.table(let one), .table(let other)):
                #expect(one.rows.count == other.rows.count)
                for (left, right) in zip(one.rows, other.rows) {
                    #expect(left.dropFirst().map(Self.figures) == right.dropFirst().map(Self.figures))
                }
            case (.list(let one), .list(let other)):
                #expect(one.count == other.count)
            case (.references(let one), .references(let other)):
                #expect(one.map(\.id) == other.map(\.id))
            case (.blank(_, let one), .blank(_, let other)): #expect(one == other)
            case (.heading, .heading), (.subheading, .subheading), (.paragraph, .paragraph), (.notice, .notice),
                (.newSheet, .newSheet):
                break
            default: Issue.record("\(one) stands beside \(other)")
            }
        }
    }

    /// Digits as they follow one another: what stays the same in every language.
    private static func figures(_ text: String) -> String { String(text.filter { $0.isASCII && $0.isNumber }) }

    @Test func `the Chinese paper is in Chinese`() throws {
        let content = try Papers.shenzhen.get()
        for block in content.document(in: .chinese).blocks {
            let text =
                switch block {
                case .heading(let text), .subheading(let text), .paragraph(let text), .notice(let text): text
                case .blank(let text, _): text
                default: ""
                }
            guard !text.isEmpty else { continue }
            #expect(
                text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } || text.contains("×"), "\(text)")
        }
    }

    @Test func `every domestic accelerator of the catalogue is in the paper, estimated or with the reason why not`()
        throws
    {
        let catalog = try Bundled.catalog.get()
        let content = try Papers.shenzhen.get()
        let domestic = catalog.accelerators.values.filter { $0.jurisdiction.lowercased() == "cn" }.map(\.id)
        let shown =
            content.alternatives.map(\.figures.hardware.accelerator)
            + content.withoutEstimate.map(\.hardware.accelerator)
        #expect(Set(shown) == Set(domestic))
        #expect(content.alternatives.map(\.figures.hardware.system?.id) == ["atlas-900-a2-910b", "cloudmatrix-384"])
        for other in content.withoutEstimate { #expect(other.reason == .noSystem) }
    }

    @Test func `every figure of hardware has a source that the paper lists`() throws {
        let content = try Papers.shenzhen.get()
        let listed = Set(content.sources.map(\.id))
        let hardware =
            [content.foreign?.hardware].compactMap(\.self) + content.alternatives.map(\.figures.hardware)
            + content.withoutEstimate.map(\.hardware)
        #expect(!hardware.isEmpty)
        for figures in hardware {
            for figure in [figures.memory, figures.memoryBandwidth, figures.power] + figures.peak.map(\.rate) {
                #expect(!figure.sources.isEmpty)
                #expect(listed.isSuperset(of: figure.sources), "\(figures.accelerator)")
            }
        }
    }

    @Test func `a box that is too small is told by how much, and joined before its chip is judged`() throws {
        let content = try Papers.shenzhen.get()
        let atlas = try #require(content.alternatives.first { $0.figures.hardware.system?.id == "atlas-900-a2-910b" })
        #expect(atlas.figures.alone != nil)
        #expect(atlas.figures.joined > 1)
        #expect(atlas.figures.serves)
        let text = content.document(in: .english).markdown
        #expect(text.contains("the weights need 685 GB and 495 GB are usable: 190 GB too much"))
        #expect(text.contains("The catalogue holds no FP8 rate of Huawei Ascend 910C: it was estimated in INT8."))
    }

    @Test func `a domestic system that can serve the workload is said to, first`() throws {
        let content = try Papers.shenzhen.get()
        #expect(content.conclusion == .servesWithShortfalls)
        let first = content.document(in: .english).markdown.split(separator: "\n")[1]
        #expect(first.contains("These figures therefore don't show that a domestic chip cannot do it."))
        #expect(content.document(in: .chinese).markdown.contains("以下数据并不能证明国产芯片无法完成该项工作"))
    }

    @Test func `a domestic chip that is better is said to be better`() throws {
        let content = try Papers.justification(try Example.consignment("h20-to-hangzhou"))
        #expect(content.conclusion == .servesAsWell)
        #expect(content.isContradicted)
        #expect(!content.stands)
        let matrix = try #require(content.alternatives.first { $0.figures.hardware.system?.id == "cloudmatrix-384" })
        let better = matrix.standings(.better).map(\.measure)
        #expect(Set(better).isSuperset(of: [.prefillRate, .decodeRate, .serviceRate]))
        #expect(!matrix.standings(.worse).contains { $0.measure.isDelivered })
        #expect(content.document(in: .english).markdown.contains("These figures do not support the statement"))
        #expect(content.document(in: .chinese).markdown.contains("下列数据不支持") == false)
        #expect(content.document(in: .chinese).markdown.contains("以下数据不支持“国产芯片不能满足需要”的说法"))
    }

    @Test func `the quantity that does the same work follows from both throughputs`() throws {
        let content = try Papers.shenzhen.get()
        let foreign = try #require(content.foreign)
        for alternative in content.alternatives {
            #expect(alternative.needed.map(\.phase) == DomesticAlternative.Needed.Phase.allCases)
            for needed in alternative.needed {
                let size = Double(alternative.figures.joined)
                #expect(
                    needed.systems.best
                        == (needed.consignment.best / needed.alternative.best).rounded(.up) * size)
                #expect(needed.systems.low <= needed.systems.best && needed.systems.best <= needed.systems.high)
            }
        }
        let decode = try #require(content.alternatives.first?.needed.first { $0.phase == .decode })
        let each = try #require(foreign.answer.decode.tokensPerSecond?.best)
        #expect(decode.consignment.best == each * Double(64 / foreign.joined))
    }

    @Test func `a workload that nobody stated is marked as assumed, and one that was stated isn't`() throws {
        let assumed = try Papers.shenzhen.get()
        #expect(assumed.workload.assumed == [.model, .input, .output, .timePerOutputToken])
        #expect(!assumed.isComplete)
        #expect(assumed.document(in: .english).markdown.contains("ASSUMED, not stated by the applicant"))
        let stated = try Papers.justification(
            try Example.consignment("h200-to-shenzhen", ["restricted: kp+ru": Self.stated]))
        #expect(stated.workload.assumed == [])
        #expect(stated.isComplete)
        #expect(!stated.document(in: .english).markdown.contains("ASSUMED"))
        #expect(!stated.document(in: .chinese).markdown.contains("假定值，申请人未说明"))
        #expect(stated.stands)
    }

    @Test func `what only the buyer knows stands as marked blanks`() throws {
        let content = try Papers.shenzhen.get()
        let english = content.document(in: .english).markdown
        for word in ["Domestic parts tried", "CUDA", "state money", "Plan to move to domestic parts"] {
            #expect(
                english.split(separator: "\n").contains { $0.hasPrefix("\\[BLANK\\]") && $0.contains(word) }, "\(word)")
        }
        let chinese = content.document(in: .chinese).markdown
        for word in ["已试用的国产产品", "依赖 CUDA 的软件", "国有资金", "国产化替代计划"] {
            #expect(chinese.split(separator: "\n").contains { $0.hasPrefix("【待填】") && $0.contains(word) }, "\(word)")
        }
    }

    @Test func `a limit that nobody keeps is no case against the domestic chip`() throws {
        let content = try Papers.justification(try Self.example("{ tpot: 0.001ms }"))
        #expect(content.conclusion == .notComparable)
        #expect(content.alternatives.allSatisfy { !$0.figures.serves && $0.needed.isEmpty })
        let text = content.document(in: .english).markdown
        #expect(text.contains("NO COMPARISON."))
        #expect(text.contains("no deployment answers within 0.001 ms per output token"))
        #expect(text.contains("No quantity can be given"))
    }

    @Test(arguments: ["deepseek-r1", "qwen3-32b"])
    func `a format that the domestic silicon lacks is named, and one of the same width estimated`(model: String) throws
    {
        let content = try Papers.justification(try Self.example("{ model: \(model), precision: fp8 }"))
        for alternative in content.alternatives {
            #expect(alternative.figures.lackedFormat == .fp8)
            #expect(alternative.figures.answer.format == "int8")
        }
        #expect(content.foreign?.answer.format == "fp8")
    }

    @Test(arguments: [
        ("h200-to-ministry", "reported bar"), ("h200-to-state-centre", "reported ban"),
        ("h20-to-hangzhou", "instruction not to buy"), ("b200-to-beijing", "the US refusal governs"),
    ])
    func `another answer of the Chinese side is said before the figures`(name: String, answer: String) throws {
        let content = try Papers.justification(try Example.consignment(name))
        #expect(content.document(in: .english).markdown.split(separator: "\n")[1].contains(answer))
        #expect(!content.stands)
    }

    @Test func `every rule of the Chinese side has Chinese words`() throws {
        let instruments = try Bundled.rulebook.get().order.filter { $0.jurisdiction == "cn" }
        #expect(!instruments.isEmpty)
        for instrument in instruments {
            #expect(ChineseGuidance.title(instrument.id) != nil, "\(instrument.id)")
            for rule in instrument.rules { #expect(ChineseGuidance.answer(rule.id) != nil, "\(rule.id)") }
        }
    }

    @Test(arguments: PaperLanguage.allCases)
    func `what a consignment says stays text in both forms`(language: PaperLanguage) throws {
        let consignment = try Example.consignment(
            "h200-to-shenzhen",
            [
                "Lanternfish Cloud Co., Ltd.": "\"<img src=x onerror=alert(1)> | [a](b)\"",
                "use: Serving language models to consumers": "use: '</td></table><script>1</script>'",
            ])
        let paper = try Papers.justification(consignment).document(in: language)
        #expect(!paper.html.contains("<img"))
        #expect(!paper.html.contains("<script"))
        #expect(
            paper.html.components(separatedBy: "</table>").count == paper.html.components(separatedBy: "<table>").count)
        #expect(!paper.markdown.contains("<img"))
        #expect(paper.markdown.contains("\\| \\[a\\](b)"))
    }

    @Test func `where nobody asks for reasons the paper says so`() throws {
        let abroad = try Papers.justification(try Example.consignment("h200-to-johor"))
        #expect(!abroad.isAskedFor)
        #expect(abroad.document(in: .english).markdown.contains("asks for this paper for this consignment"))
        let early = try Papers.justification(try Example.consignment("h200-to-shenzhen"), on: "2025-12-01")
        #expect(!early.isAskedFor)
    }

    @Test func `an item without a system is compared by no throughput`() throws {
        let content = try Papers.justification(try Example.consignment("mlu370-missing-figures"))
        #expect(content.foreign == nil)
        #expect(content.conclusion == .notComparable)
        #expect(content.document(in: .english).markdown.contains("NO COMPARISON."))
    }
}

struct StatedWorkloadTests {
    @Test func `a workload is read whole`() throws {
        let consignment = try Example.consignment(
            "h200-to-shenzhen",
            [
                "restricted: kp+ru":
                    "restricted: kp+ru\nworkload: { model: qwen3-32b, input: 8192, output: 512, tpot: 30ms, ttft: 2s, precision: fp8 }"
            ])
        let workload = try #require(consignment.details.workload)
        #expect(workload.model == "qwen3-32b")
        #expect(workload.input == 8_192)
        #expect(workload.output == 512)
        #expect(workload.timePerOutputToken == 30)
        #expect(workload.timeToFirstToken == 2_000)
        #expect(workload.precision == .fp8)
        let copy = try JSONDecoder().decode(Consignment.self, from: try JSONEncoder().encode(consignment))
        #expect(copy == consignment)
    }

    @Test(arguments: [
        ("{ modle: x }", "the unknown key ‘modle’"), ("{ tpot: 50 }", "‘50’"), ("{ tpot: -1s }", "‘-1s’"),
        ("{ tpot: 2h }", "‘2h’"), ("{ tpot: nans }", "‘nans’"), ("{ ttft: infs }", "‘infs’"),
        ("{ ttft: 3601s }", "‘3601s’"),
        ("{ input: 0 }", "‘0’"), ("{ output: 1e99 }", "‘1e99’"), ("{ precision: fp7 }", "‘fp7’"), ("[]", "a list"),
    ])
    func `a broken workload is refused with file and line`(text: String, found: String) throws {
        let problem = #expect(throws: DocumentError.self) {
            try Example.consignment("h200-to-shenzhen", ["restricted: kp+ru": "restricted: kp+ru\nworkload: \(text)"])
        }
        let said = try #require(problem).description
        #expect(said.hasPrefix("h200-to-shenzhen.yaml:18: "), "\(said)")
        #expect(said.contains(found), "\(said)")
    }

    @Test func `a model that the catalogue doesn't hold is named`() throws {
        let consignment = try Example.consignment(
            "h200-to-shenzhen", ["restricted: kp+ru": "restricted: kp+ru\nworkload: { model: deepseek-r1x }"])
        let problem = #expect(throws: (any Error).self) { try Papers.justification(consignment) }
        #expect("\(try #require(problem))".contains("did you mean ‘deepseek-r1’"))
    }
}
