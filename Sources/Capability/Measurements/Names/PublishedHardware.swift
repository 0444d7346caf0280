/// Hardware that a published measurement names, as the catalogue knows it.
package struct PublishedHardware: Sendable, Hashable {
    /// Id in `Catalog/systems`; nil where the catalogue has only the accelerator.
    package let system: String?
    /// Id in `Catalog/accelerators`.
    package let accelerator: String
    /// Accelerators of one node, where measurements speak of nodes.
    package let node: Int
    /// Accelerators of one rack that is sold as one; nil for systems of nodes.
    package let rack: Int?
    /// Ranks of an expert group that one accelerator holds: each of the two dies of an Ascend 910C is one
    /// (arXiv 2506.12708 §3.3).
    package let ranksPerAccelerator: Int

    private init(_ system: String?, _ accelerator: String, node: Int = 8, rack: Int? = nil, ranks: Int = 1) {
        self.system = system
        self.accelerator = accelerator
        self.node = node
        self.rack = rack
        ranksPerAccelerator = ranks
    }

    /// Words that name one kind of hardware, in lower case.
    private static let known: [String: PublishedHardware] = {
        let gb200 = PublishedHardware("gb200-nvl72", "nvidia-gb200", node: 4, rack: 72)
        let gb300 = PublishedHardware("gb300-nvl72", "nvidia-gb300", node: 4, rack: 72)
        let cloudMatrix = PublishedHardware("cloudmatrix-384", "huawei-ascend-910c", rack: 384, ranks: 2)
        let ascend910B = PublishedHardware("atlas-900-a2-910b", "huawei-ascend-910b-376t")
        return [
            "h100": PublishedHardware("hgx-h100", "nvidia-h100-sxm"),
            "h200": PublishedHardware("hgx-h200", "nvidia-h200-sxm"),
            "h800": PublishedHardware("hgx-h800", "nvidia-h800-sxm"),
            "h20": PublishedHardware("hgx-h20", "nvidia-h20"),
            "b200": PublishedHardware("hgx-b200", "nvidia-b200"),
            "b300": PublishedHardware("hgx-b300", "nvidia-b300"),
            "gb200": gb200, "gb300": gb300,
            "a100": PublishedHardware(nil, "nvidia-a100-sxm-80gb"),
            "a800": PublishedHardware(nil, "nvidia-a800-sxm-80gb"),
            "v100": PublishedHardware(nil, "nvidia-v100-sxm2"), "l4": PublishedHardware(nil, "nvidia-l4"),
            "l20": PublishedHardware(nil, "nvidia-l20"), "l40": PublishedHardware(nil, "nvidia-l40"),
            "l40s": PublishedHardware(nil, "nvidia-l40s"),
            "mi300x": PublishedHardware("amd-mi300x-platform", "amd-mi300x"),
            "mi325x": PublishedHardware("amd-mi325x-platform", "amd-mi325x"),
            "mi355x": PublishedHardware("amd-mi355x-platform", "amd-mi355x"),
            "cloudmatrix384": cloudMatrix, "cloudmatrix": cloudMatrix, "cm384": cloudMatrix, "910c": cloudMatrix,
            "ascend910c": cloudMatrix, "910b": ascend910B, "ascend910b": ascend910B,
            "950dt": PublishedHardware(nil, "huawei-ascend-950dt"),
        ]
    }()

    /// Boards whose word alone would mean another: `H100 NVL` isn't an SXM module.
    private static let boards: [String: PublishedHardware] = [
        "h100 nvl": PublishedHardware(nil, "nvidia-h100-nvl"), "h100 pcie": PublishedHardware(nil, "nvidia-h100-pcie"),
        "h200 nvl": PublishedHardware(nil, "nvidia-h200-nvl"), "rtx 4090": PublishedHardware(nil, "nvidia-rtx-4090"),
        "rtx 5090": PublishedHardware(nil, "nvidia-rtx-5090"),
    ]

    /// All that this table can answer.
    static var all: [PublishedHardware] { Array(known.values) + Array(boards.values) }

    /// The hardware that a text names, such as `b200-trt`, `GB200 NVL72`, `8xH100-SXM-80GB`, `CloudMatrix384 CANN EP`.
    ///
    /// - Returns: the hardware, or why there is none: a name that isn't known, or several different ones.
    package static func named(_ text: String) -> Result<PublishedHardware, SkipReason> {
        let words = text.prefix(200).lowercased().split { !$0.isLetter && !$0.isNumber }.map(Self.withoutCount)
        for (word, next) in zip(words, words.dropFirst()) {
            if let board = boards["\(word) \(next)"] { return .success(board) }
        }
        var found: [PublishedHardware] = []
        for word in words {
            guard let hardware = known[word], !found.contains(hardware) else { continue }
            found.append(hardware)
        }
        switch found.count {
        case 0: return .failure(.unknownSystem(String(text.prefix(60))))
        case 1: return .success(found[0])
        default: return .failure(.severalSystems(String(text.prefix(60))))
        }
    }

    /// `8xh100` counts what it names.
    private static func withoutCount(_ word: Substring) -> String {
        let digits = word.prefix { $0.isNumber }
        let rest = word.dropFirst(digits.count)
        return !digits.isEmpty && rest.first == "x" && rest.count > 1 ? String(rest.dropFirst()) : String(word)
    }
}
