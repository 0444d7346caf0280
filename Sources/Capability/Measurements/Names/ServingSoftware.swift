/// The software that a measurement ran on, as its names and image tell.
package struct ServingSoftware: Sendable, Hashable, CustomStringConvertible {
    /// The engine: `sglang`, `vllm`, `trtllm`; another name as published.
    package let engine: String
    package let version: SoftwareVersion?
    /// What routes requests and splits prefill from decode, such as `dynamo`; nil when the engine runs alone.
    package let orchestrator: String?
    /// Its version: an image of Dynamo is numbered after Dynamo, and doesn't tell the engine's version.
    package let orchestratorVersion: SoftwareVersion?

    package init(
        engine: String, version: SoftwareVersion?, orchestrator: String? = nil,
        orchestratorVersion: SoftwareVersion? = nil
    ) {
        self.engine = engine
        self.version = version
        self.orchestrator = orchestrator
        self.orchestratorVersion = orchestratorVersion
    }

    /// Such as `sglang 0.5.12`, or `dynamo 0.8.1.post2 with trtllm`.
    package var description: String {
        let own = [engine, version?.description].compactMap(\.self).joined(separator: " ")
        guard let orchestrator else { return own }
        let router = [orchestrator, orchestratorVersion?.description].compactMap(\.self).joined(separator: " ")
        return "\(router) with \(own)"
    }

    /// How engines are written, longest first, in lower case without separators.
    private static let engines: [(written: String, engine: String)] = [
        ("tensorrtllm", "trtllm"), ("trtllm", "trtllm"), ("sglang", "sglang"), ("vllm", "vllm"), ("atom", "atom"),
        ("sgl", "sglang"), ("trt", "trtllm"),
    ]
    private static let orchestrators = ["dynamo", "mori", "llmd"]

    /// From a framework's name (`dynamo-trt`, `sglang`) and a container image
    /// (`lmsysorg/sglang:v0.5.6-cu129-amd64`); either may be empty.
    package init(framework: String, image: String = "") {
        let folded = Self.folded(framework)
        let image = image.lowercased().prefix(300)
        engine = Self.engines.first { folded.contains($0.written) }?.engine ?? framework.lowercased()
        let isOrchestrated = Self.orchestrators.first { folded.contains($0) }
        orchestrator = isOrchestrated
        let found = Self.version(in: image, engine: engine)
        let isOrchestratorsImage = isOrchestrated.map { Self.folded(image).contains($0) } ?? false
        version = isOrchestratorsImage ? nil : found
        orchestratorVersion = isOrchestratorsImage ? found : nil
    }

    /// The engine that a word names, such as `TensorRT-LLM`; nil for other words.
    static func engine(named word: String) -> String? {
        let folded = folded(word)
        return engines.first { $0.written == folded && folded.count > 3 }?.engine
    }

    private static func folded(_ text: some StringProtocol) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// A version that follows the engine's name, or else the image's colon.
    private static func version(in image: Substring, engine: String) -> SoftwareVersion? {
        let parts = image.split { ":_/#@".contains($0) }
        for (place, part) in parts.enumerated().reversed() {
            let pieces = part.split(separator: "-", maxSplits: 1)
            // `sglang-0.5.6-rocm700`, or `vllm` and then `0.10.1`, between underscores.
            if pieces.count == 2, engines.contains(where: { $0.written == pieces[0] && $0.engine == engine }),
                let version = SoftwareVersion(pieces[1])
            {
                return version
            }
            guard place > 0, let version = SoftwareVersion(part) else { continue }
            let before = folded(parts[place - 1])
            if engines.contains(where: { $0.engine == engine && before.hasSuffix($0.written) }) { return version }
        }
        guard let tag = image.split(separator: ":").dropFirst().last else { return nil }
        return SoftwareVersion(tag)
    }
}
