import Catalog
import Controls
import Documents
import Foundation
import Quantities
import Testing

struct ClassificationTests {
    @Test func `an H200 is in 3A090 by its total processing performance, with citations`() throws {
        let accelerator = try Bundled.catalog.get().accelerator(named: "nvidia-h200-sxm")
        let classification = Classification(accelerator, rulebook: try Bundled.rulebook.get(), on: Bundled.day)
        let performance = try #require(classification.performance)
        #expect(performance.total == 15_832)
        let density = try #require(performance.density)
        #expect((density * 100).rounded() / 100 == 19.45)
        #expect(performance.applicableArea?.value == 814)
        let answer = try #require(classification.answer("us2023"))
        #expect(answer.text == "3A090.a.1")
        #expect(answer.citations.map(\.id).contains("ecfr-774-3a090"))
        #expect(answer.trace.contains { $0.truth == .yes && $0.text.contains("15832") })
        #expect(answer.missing.isEmpty)
    }

    /// NVIDIA, Form 8-K of 2023-10-17: A100, A800, H100, H800, L4, L40, L40S and RTX 4090 are covered.
    private static let listed: Set<String> = [
        "nvidia-a100-sxm-80gb", "nvidia-a800-sxm-80gb", "nvidia-h100-sxm", "nvidia-h100-pcie", "nvidia-h100-nvl",
        "nvidia-h800-sxm", "nvidia-l4", "nvidia-l40", "nvidia-l40s", "nvidia-rtx-4090",
    ]

    private func covered(launchedBefore text: String) throws -> Set<String> {
        let day = try #require(CalendarDate(text))
        let rulebook = try Bundled.rulebook.get()
        let parts = try Bundled.catalog.get().accelerators.values.filter {
            $0.maker == "NVIDIA" && $0.launched.value < day
        }
        let found = parts.filter {
            Classification($0, rulebook: rulebook, on: Bundled.day).answer("us2023")?.text.hasPrefix("3A090") ?? false
        }
        return Set(found.map(\.id))
    }

    @Test func `NVIDIA's list of 2023 comes out of the rule exactly`() throws {
        #expect(try covered(launchedBefore: "2023-10-17") == Self.listed)
    }

    @Test func `until the rule took effect only the H200 was added`() throws {
        #expect(try covered(launchedBefore: "2023-11-17") == Self.listed.union(["nvidia-h200-sxm"]))
    }

    @Test(arguments: ["nvidia-v100-sxm2", "nvidia-h20", "nvidia-l20"])
    func `a part below the limits is in no entry`(id: String) throws {
        let accelerator = try Bundled.catalog.get().accelerator(named: id)
        let classification = Classification(accelerator, rulebook: try Bundled.rulebook.get(), on: Bundled.day)
        #expect(classification.answer("us2023")?.text == "none")
    }

    @Test func `an H20 is caught by the letter alone, which states what is not public`() throws {
        let accelerator = try Bundled.catalog.get().accelerator(named: "nvidia-h20")
        let classification = Classification(accelerator, rulebook: try Bundled.rulebook.get(), on: Bundled.day)
        let answer = try #require(classification.answer("letter2025"))
        #expect(answer.text == "caught")
        #expect(answer.citations.contains { $0.title.contains("not public") })
    }

    @Test func `questions are asked in the order they depend on`() throws {
        let questions = try Bundled.rulebook.get().questions.map(\.question)
        let us2023 = try #require(questions.firstIndex(of: "us2023"))
        #expect(try #require(questions.firstIndex(of: "letter2025")) > us2023)
        #expect(try #require(questions.firstIndex(of: "china2026")) > us2023)
        #expect(Set(questions) == ["us2022", "us2023", "letter2025", "china2026", "section232"])
    }

    @Test func `a part whose logic area nobody states is not decided between the limits`() throws {
        let accelerator = try Bundled.catalog.get().accelerator(named: "cambricon-mlu370-x8")
        let classification = Classification(accelerator, rulebook: try Bundled.rulebook.get(), on: Bundled.day)
        let answer = try #require(classification.answer("us2023"))
        #expect(answer.text == Answer.insufficientData)
        #expect(answer.missing == ["performanceDensity"])
    }
}
