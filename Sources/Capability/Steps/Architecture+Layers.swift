import Catalog

/// Layers of one make.
struct LayerBlock: Sendable, Hashable {
    let count: Double
    let hasExperts: Bool
    /// Tokens that attention looks back at most; zero for all.
    let window: Double
}

extension Architecture {
    /// The kinds of layers that a model has. Windows are spread over layers with and without experts in proportion.
    var layerBlocks: [LayerBlock] {
        let dense = Double(layers - expertLayers)
        let mixed = Double(expertLayers)
        let windowed = layers > 0 ? Double(windowedLayers) / Double(layers) : 0
        let window = Double(slidingWindow ?? 0)
        let blocks = [
            LayerBlock(count: dense * (1 - windowed), hasExperts: false, window: 0),
            LayerBlock(count: dense * windowed, hasExperts: false, window: window),
            LayerBlock(count: mixed * (1 - windowed), hasExperts: true, window: 0),
            LayerBlock(count: mixed * windowed, hasExperts: true, window: window),
        ]
        return blocks.filter { $0.count > 0 }
    }
}
