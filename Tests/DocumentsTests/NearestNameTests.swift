import Documents
import Testing

struct NearestNameTests {
    private static let names = [
        "deepseek-r1", "deepseek-v3", "hgx-h200", "llama-3.1-70b", "nvidia-h100-sxm", "nvidia-h20", "nvidia-h200-nvl",
        "nvidia-h200-sxm",
    ]

    @Test(arguments: [
        ("depseek-r1", "deepseek-r1"), ("DeepSeek V3", "deepseek-v3"), ("h200", "hgx-h200"),
        ("NVIDIA_H200_SXM", "nvidia-h200-sxm"), ("nvidia-h200-smx", "nvidia-h200-sxm"), ("llama 70b", "llama-3.1-70b"),
        ("h100", "nvidia-h100-sxm"), ("nvidia-h20", "nvidia-h20"),
    ])
    func `a slip finds the name that was meant`(typed: String, meant: String) {
        #expect(NearestName.of(typed, in: Self.names) == meant)
    }

    @Test func `a part of a name finds the plainest of its family`() throws {
        let found = try #require(
            NearestName.of("h200", in: ["nvidia-h20", "nvidia-h200-sxm", "nvidia-h200-sxm-141gb"]))
        #expect(found == "nvidia-h200-sxm")
    }

    @Test(arguments: ["zzzzqqqq", "", "---", "42", String(repeating: "h", count: 101)])
    func `nonsense finds nothing`(typed: String) {
        #expect(NearestName.of(typed, in: Self.names) == nil)
    }

    @Test func `nothing to choose from finds nothing`() {
        #expect(NearestName.of("h200", in: [String]()) == nil)
    }
}
