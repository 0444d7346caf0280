/// Datagrams that wait to be sent together, in one stretch of memory that is used again and again: a landmark sends
/// hundreds of thousands in a second and allocates for none.
package struct OutgoingBatch: Sendable {
    /// One datagram of the batch.
    package struct Item: Sendable {
        let start: Int
        let count: Int
        package let destination: SocketAddress
        /// Names the datagram when its time of departure is wanted; nil when it isn't.
        package let timed: TimedRound?

        /// The item's own among the batch's bytes.
        func part(of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
            let end = min(start + count, bytes.count)
            return UnsafeRawBufferPointer(rebasing: bytes[min(start, end)..<end])
        }
    }

    private var bytes: [UInt8] = []
    package private(set) var items: [Item] = []

    package init() {}

    package var isEmpty: Bool { items.isEmpty }

    /// Adds a datagram made of whatever the closure appends.
    package mutating func append(
        to destination: SocketAddress, timed: TimedRound? = nil, _ write: (inout [UInt8]) -> Void
    ) {
        let start = bytes.count
        write(&bytes)
        // A closure that took bytes away has spoiled what came before: nothing of it is kept.
        guard bytes.count >= start else { return removeAll() }
        items.append(Item(start: start, count: bytes.count - start, destination: destination, timed: timed))
    }

    /// Adds a datagram.
    package mutating func append(_ datagram: [UInt8], to destination: SocketAddress, timed: TimedRound? = nil) {
        append(to: destination, timed: timed) { $0 += datagram }
    }

    /// Forgets the datagrams and keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        items.removeAll(keepingCapacity: true)
    }

    /// The bytes of one of the batch's items.
    package func bytes(of item: Item) -> ArraySlice<UInt8> {
        bytes[min(item.start, bytes.count)..<min(item.start + item.count, bytes.count)]
    }

    /// Lends every datagram where it lies.
    func withDatagrams(_ body: (UnsafeRawBufferPointer) -> Void) {
        bytes.withUnsafeBytes { body($0) }
    }
}
