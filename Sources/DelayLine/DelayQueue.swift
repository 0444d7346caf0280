/// Things that become due at a time: a binary heap, earliest first; equal times keep their order.
///
/// Times are nanoseconds of any clock that the caller stays with. Adding and taking cost O(log n).
package struct DelayQueue<Item> {
    private var heap: [(due: UInt64, order: UInt64, item: Item)] = []
    private var next: UInt64 = 0

    /// An empty queue.
    package init() {}

    /// When the first item is due; nil when none waits.
    package var earliest: UInt64? { heap.first?.due }

    /// How many items wait.
    package var count: Int { heap.count }

    /// Adds an item that can be taken from `due` on.
    package mutating func add(_ item: Item, due: UInt64) {
        heap.append((due, next, item))
        next &+= 1
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isEarlier(child, parent) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the earliest item if it is due.
    package mutating func take(at now: UInt64) -> Item? {
        guard let first = heap.first, first.due <= now else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first.item }
        heap[0] = last
        sink()
        return first.item
    }

    /// Moves the top down to where it belongs.
    private mutating func sink() {
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { return }
            let right = left + 1
            let child = right < heap.count && isEarlier(right, left) ? right : left
            guard isEarlier(child, parent) else { return }
            heap.swapAt(child, parent)
            parent = child
        }
    }

    private func isEarlier(_ a: Int, _ b: Int) -> Bool { (heap[a].due, heap[a].order) < (heap[b].due, heap[b].order) }
}

extension DelayQueue: Sendable where Item: Sendable {}
