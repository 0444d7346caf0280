import Foundation
import Synchronization

/// Work on many things at once.
enum ParallelWork {
    /// Does something with each item on all cores.
    ///
    /// - Parameter progress: called after each, from any thread, with how many are done.
    /// - Returns: what came of the items, in their order.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], progress: (@Sendable (Int) -> Void)? = nil, _ work: @Sendable (Item) -> Result
    ) -> [Result] {
        let done = Mutex<[Int: Result]>([:])
        DispatchQueue.concurrentPerform(iterations: items.count) { index in
            let result = work(items[index])
            let count = done.withLock {
                $0[index] = result
                return $0.count
            }
            progress?(count)
        }
        let results = done.withLock { $0 }
        return items.indices.compactMap { results[$0] }
    }
}
