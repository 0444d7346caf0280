/// Things that become due at a time: a binary heap, earliest first; equal times keep their order.
struct DelayQueue<Item> {
    private var heap: [(due: UInt64, order: UInt64, item: Item)] = []
    private var next: UInt64 = 0

    var earliest: UInt64? { heap.first?.due }

    mutating func add(_ item: Item, due: UInt64) {
        heap.append((due, next, item))
        next += 1
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isEarlier(child, parent) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the earliest item if it is due.
    mutating func take(at now: UInt64) -> Item? {
        guard let first = heap.first, first.due <= now else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first.item }
        heap[0] = last
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
            guard let child = children.min(by: isEarlier), isEarlier(child, parent) else { return first.item }
            heap.swapAt(child, parent)
            parent = child
        }
    }

    private func isEarlier(_ a: Int, _ b: Int) -> Bool { (heap[a].due, heap[a].order) < (heap[b].due, heap[b].order) }
}
