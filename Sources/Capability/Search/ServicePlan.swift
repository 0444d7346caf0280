/// A whole deployment in a pool: engines that do everything, or two kinds that share the work.
package struct ServicePlan: Sendable, Hashable {
    package struct Part: Sendable, Hashable {
        package let engine: Engine
        package let engines: Int
        /// Decoding sequences, or prompt tokens in a step, of one replica and stage.
        package let batch: Int

        package var ranks: Int { engine.ranks * engines }
    }

    /// What decodes, and takes in prompts too when `prefill` is nil.
    package let decode: Part
    package let prefill: Part?
    /// As a user sees it, in seconds.
    package let timePerOutputToken: Double
    package let timeToFirstToken: Double
    /// Requests of the whole pool in a second.
    package let requestRate: Double
    /// Ranks of the whole pool, idle ones included.
    package let pool: Int

    /// Output tokens a second and rank of the pool.
    package func ratePerRank(output: Double) -> Double { requestRate * output / Double(pool) }
    /// Tokens a second that one user sees.
    package var speed: Double { 1 / timePerOutputToken }
}
