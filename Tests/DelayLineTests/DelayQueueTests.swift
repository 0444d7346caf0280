import DelayLine
import Quantities
import TestSupport
import Testing

struct DelayQueueTests {
    @Test func `items leave when they are due, in order, and no earlier`() {
        var random = SplitMix64(seed: 5)
        var queue = DelayQueue<Int>()
        var expected: [(due: UInt64, item: Int)] = []
        for item in 0..<500 {
            let due = UInt64(random.index(below: 100))
            queue.add(item, due: due)
            expected.append((due, item))
        }
        expected.sort { ($0.due, $0.item) < ($1.due, $1.item) }
        for (due, item) in expected {
            if due > 0 { #expect(queue.take(at: due - 1) == nil) }
            #expect(queue.earliest == due)
            #expect(queue.take(at: due) == item)
        }
        #expect(queue.earliest == nil)
    }

    @Test func `adding and taking in turns keeps the order`() {
        var random = SplitMix64(seed: 6)
        var queue = DelayQueue<UInt64>()
        var waiting: [UInt64] = []
        for _ in 0..<2_000 {
            if random.index(below: 3) > 0 {
                let due = UInt64(random.index(below: 1_000))
                queue.add(due, due: due)
                waiting.append(due)
            } else {
                let least = waiting.indices.min { waiting[$0] < waiting[$1] }
                #expect(queue.take(at: .max) == least.map { waiting.remove(at: $0) })
            }
            #expect(queue.count == waiting.count)
            #expect(queue.earliest == waiting.min())
        }
    }

    @Test func `an empty queue gives nothing`() {
        var queue = DelayQueue<Int>()
        #expect(queue.earliest == nil)
        #expect(queue.take(at: .max) == nil)
        #expect(queue.count == 0)
    }
}
