import Controls
import Documents
import Foundation
import TestSupport
import Testing

/// The consignments in Examples/, each with the decision that was reviewed against the citations.
struct DecisionGoldenTests {
    static let examples = [
        "b200-to-beijing", "cloudmatrix-in-thailand", "h20-to-hangzhou", "h200-to-johor", "h200-to-ministry",
        "h200-to-shenzhen", "h200-to-state-centre", "h200-to-university", "mlu370-missing-figures",
        "nvl72-to-johor-chinese-parent", "training-abroad",
    ]

    @Test func `every example has its golden file`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Examples")
        let found = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
        #expect(found.sorted() == Self.examples)
    }

    @Test(arguments: examples)
    func `the decision is the one that was reviewed`(name: String) throws {
        let screening = try Screening(
            try Example.consignment(name), catalog: try Bundled.catalog.get(), rulebook: try Bundled.rulebook.get())
        let made = Self.text(screening)
        #expect(try GoldenText(name).text(for: made) == made)
    }

    /// One line for each question and layer: answer, effect, rule, citations, and what is missing.
    static func text(_ screening: Screening) -> String {
        let decision = screening.decision
        var lines = [
            "law of \(screening.asOf.date)",
            "in the way: \(finding(decision.inTheWay)), outcome \(decision.outcome.rawValue)",
            "controlled: \(finding(decision.controlled))", "licence: \(finding(decision.licence))",
            "barred: \(finding(decision.barred))",
        ]
        for layer in screening.layers {
            let weight = layer.step.mayBlock ? "" : ", never blocks"
            lines.append("\(layer.name) \(layer.instrument.id) (\(layer.step.status.rawValue)\(weight))")
            lines.append("  \(layer.answer.text) [\(layer.answer.effect.rawValue)] by \(layer.answer.rule ?? "-")")
            lines.append("  cites \(layer.answer.citations.map(\.id).joined(separator: ", "))")
            lines += layer.demands.map { "  \($0.state.rawValue): \($0.demand.id)" }
            if !layer.answer.missing.isEmpty { lines.append("  needs \(layer.answer.missing.joined(separator: ", "))") }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func finding(_ finding: Finding) -> String {
        switch finding {
        case .yes, .no: finding.word
        case .insufficientData(let fields): "insufficientData (\(fields.joined(separator: ", ")))"
        case .disputed(let positions):
            "disputed (\(positions.map { "\($0.position): \($0.answer ? "yes" : "no")" }.joined(separator: "; ")))"
        }
    }
}
