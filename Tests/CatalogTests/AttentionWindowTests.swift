import Catalog
import Testing

struct AttentionWindowTests {
    private static let path = "models/test-model.yaml"

    private static var small: SmallCatalog {
        var small = SmallCatalog()
        small.files[path] = """
            id: test-model
            name: Test Model
            maker: Nobody
            architecture:
              source: test-paper
              grade: A
              layers: 10
              hidden: 512
              vocabulary: 32000
              attention: { heads: 8, keyValueHeads: 2, headSize: 64 }
              denseIntermediate: 2048
              slidingWindow: 128
              windowedLayers: 4
            parameters: { value: 0.06, unit: B, source: test-paper, grade: A }
            weights: bf16
            servedIn: { value: [fp8, bf16], source: test-paper, grade: B }

            """
        return small
    }

    @Test func `a window and the formats it is served in load`() throws {
        let model = try Self.small.load().model(named: "test-model")
        #expect(model.architecture.slidingWindow == 128)
        #expect(model.architecture.windowedLayers == 4)
        #expect(model.servedIn?.sources == ["test-paper"])
        #expect(model.weightFormats == [.bf16, .fp8])
    }

    @Test(arguments: [(0, 0), (100, 1_000), (128, 1_280), (1_000, 6 * 1_000 + 4 * 128)])
    func `a windowed layer keeps the window at most`(context: Int, tokens: Int) throws {
        let model = try Self.small.load().model(named: "test-model")
        #expect(model.architecture.cachedTokensOverLayers(context: context) == tokens)
    }

    @Test func `without a window every layer keeps the context`() throws {
        let model = try Bundled.catalog.get().model(named: "llama-3.1-70b")
        #expect(model.architecture.slidingWindow == nil)
        #expect(model.architecture.cachedTokensOverLayers(context: 4_096) == 80 * 4_096)
        #expect(try Bundled.catalog.get().model(named: "kimi-k2").weightFormats == [.fp8])
    }

    @Test func `gpt-oss alternates a window of 128 tokens with the whole context`() throws {
        let shape = try Bundled.catalog.get().model(named: "gpt-oss-120b").architecture
        #expect(shape.slidingWindow == 128)
        #expect(shape.windowedLayers * 2 == shape.layers)
    }

    @Test(arguments: [
        Mistake(title: "no token", part: "slidingWindow: 128", instead: "slidingWindow: 0", says: "from 1 to"),
        Mistake(title: "too many layers", part: "windowedLayers: 4", instead: "windowedLayers: 11", says: "1 to 10"),
        Mistake(title: "a typing error", part: "windowedLayers:", instead: "windowLayers:", says: "‘windowedLayers’?"),
        Mistake(title: "an unknown format", part: "[fp8, bf16]", instead: "[fp9, bf16]", says: "expected one of fp16"),
        Mistake(title: "without a source", part: "], source: test-paper", instead: "]", says: "without ‘source’"),
        Mistake(
            title: "without its own format", part: "[fp8, bf16]", instead: "[fp8]",
            says: "served in fp8; expected each format once, and ‘bf16’"),
        Mistake(title: "a format twice", part: "[fp8, bf16]", instead: "[bf16, bf16]", says: "each format once"),
    ])
    func `what is not whole is refused with its line`(mistake: Mistake) throws {
        try Self.small.expectRefusal(of: Self.path, for: mistake)
    }

    @Test(arguments: ["slidingWindow: 128", "windowedLayers: 4"])
    func `a window without its layers, or the other way about, is refused`(key: String) throws {
        var small = Self.small
        small.files[Self.path] = small.files[Self.path]?.replacing("  \(key)\n", with: "")
        #expect(throws: (any Error).self) { try small.load() }
        do { _ = try small.load() } catch {
            #expect("\(error)".contains("test-model.yaml:5: "), "\(error)")
            #expect("\(error)".contains("expected both or neither"), "\(error)")
        }
    }
}
