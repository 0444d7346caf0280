/// DER and what only looks like it, put together by hand: for bytes that our encoder never writes.
package enum DERBytes {
    /// One element: the tag, the length in its shortest form, the content.
    package static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        [tag] + length(content.count) + content
    }

    /// A SEQUENCE of elements.
    package static func sequence(_ elements: [UInt8]...) -> [UInt8] { element(0x30, elements.flatMap(\.self)) }

    /// The same element with one byte more for its length than is needed. It must have a length of its own: at least
    /// two bytes.
    package static func withLongLength(_ element: [UInt8]) -> [UInt8] {
        guard element.count >= 2 else { return element }
        let first = element[1]
        if first < 0x80 { return [element[0], 0x81, first] + element.dropFirst(2) }
        return [element[0], first + 1, 0x00] + element.dropFirst(2)
    }

    /// The same constructed element with BER's indefinite length: content until two zeros.
    package static func withIndefiniteLength(_ element: [UInt8]) -> [UInt8] {
        guard element.count >= 2 else { return element }
        let lengthBytes = element[1] < 0x80 ? 1 : 1 + Int(element[1] & 0x7F)
        return [element[0], 0x80] + element.dropFirst(1 + lengthBytes) + [0, 0]
    }

    /// Empty SEQUENCEs within one another.
    package static func nested(_ depth: Int) -> [UInt8] {
        var heads: [[UInt8]] = []
        var count = 0
        for _ in 0..<depth {
            let head = [0x30] + length(count)
            heads.append(head)
            count += head.count
        }
        return heads.reversed().flatMap(\.self)
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count >= 0x80 else { return [UInt8(count)] }
        var bytes: [UInt8] = []
        var rest = count
        while rest > 0 {
            bytes.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [0x80 | UInt8(bytes.count)] + bytes
    }
}
