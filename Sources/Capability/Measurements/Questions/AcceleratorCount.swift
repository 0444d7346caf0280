/// How many accelerators a cell names: `8`, `160 NPU`, `320 dies`, `32 / 144 GPU`, `4 nodes`.
struct AcceleratorCount: Sendable {
    /// Between bars or slashes, in their order; empty for ranges and words.
    private let numbers: [Int]
    private let unit: String

    init(_ text: String) {
        let words = text.prefix(100).lowercased().split { " /|()".contains($0) }
        let counts = words.compactMap { Int($0) }
        unit = words.first { $0.contains { $0.isLetter } }.map(String.init) ?? ""
        // `1-72` is no count, and neither is zero.
        let isPlain = words.allSatisfy { word in Int(word) != nil || !word.contains { $0.isNumber } }
        numbers = isPlain && counts.allSatisfy { (1...1_000_000).contains($0) } ? counts : []
    }

    /// The one that belongs to a figure: the only one, or the one in the figure's place.
    func count(column: Int, of columns: Int, figure: Int, of figures: Int, on hardware: PublishedHardware) -> Int? {
        let number: Int? =
            switch numbers.count {
            case 1: numbers[0]
            case columns where columns > 1: numbers[column]
            case figures where figures > 1: numbers[figure]
            default: nil
            }
        guard let number else { return nil }
        if unit.hasPrefix("die") { return max(1, number / hardware.ranksPerAccelerator) }
        return unit.hasPrefix("node") ? number * hardware.node : number
    }
}
