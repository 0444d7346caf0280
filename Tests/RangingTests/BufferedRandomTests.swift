import Testing

@testable import Ranging

struct BufferedRandomTests {
    @Test func `numbers don't come again, within a buffer, after it, or from another`() {
        let one = BufferedRandom()
        let other = BufferedRandom()
        var seen: Set<UInt64> = []
        for _ in 0..<5_000 {
            seen.insert(one.next())
            seen.insert(other.next())
        }
        // Two equal among 10,000 true random ones: once in 4·10¹¹ runs.
        #expect(seen.count == 10_000)
        #expect(!seen.contains(0))
    }
}
