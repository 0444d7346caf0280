/// How the engines of one phase are spread over accelerators.
package struct EngineLayout: Sendable, Hashable {
    /// Accelerators of one engine, over which its matrices are cut; with `isAttentionDataParallel` each of them
    /// attends to its own requests instead.
    package let tensor: Int
    /// Accelerators over which experts are spread; 1 when each holds a slice of all.
    package let expert: Int
    package let isAttentionDataParallel: Bool
    /// Engines side by side.
    package let workers: Int

    package init(tensor: Int, expert: Int = 1, isAttentionDataParallel: Bool = false, workers: Int = 1) {
        self.tensor = tensor
        self.expert = expert
        self.isAttentionDataParallel = isAttentionDataParallel
        self.workers = workers
    }

    /// Accelerators of one engine: experts are spread over the same ones as the matrices, or over more where
    /// attention is wholly data parallel.
    package var width: Int { max(tensor, expert) }

    /// Accelerators of all engines.
    package var accelerators: Int { width * workers }
}
