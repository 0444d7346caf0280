import Testing

/// Reads a report by the layout alone, with none of the program's own code.
struct ReportReading {
    struct Block: Equatable {
        let index: UInt8
        let form: UInt8
        let kind: UInt8
        let value: [UInt8]
    }

    let nonce: [UInt8]
    let blocks: [Block]
    let answer: [UInt8]
    /// Type and bytes, in the report's order.
    let fields: [(type: Int, bytes: [UInt8])]
    let signed: [UInt8]
    let signature: [UInt8]

    init(_ report: [UInt8]) throws {
        var rest = report[...]
        func take(_ count: Int) throws -> [UInt8] {
            try #require(rest.count >= count)
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        func number(_ count: Int) throws -> Int { try take(count).reversed().reduce(0) { $0 << 8 | Int($1) } }

        #expect(try take(4) == [0x11, 0xE0, 0x01, 0xFF])
        nonce = try take(32)
        #expect(try take(1) == [0])
        #expect(try take(4) == [0x11, 0x60, 0x00, 0x00])
        let count = try number(1)
        let length = try number(3)
        let before = rest.count
        blocks = try (0..<count).map { _ in
            let (index, form, size) = (try take(1), try take(1), try number(2))
            let (kind, valueSize) = (try take(1), try number(2))
            #expect(size == valueSize + 3)
            return Block(index: index[0], form: form[0], kind: kind[0], value: try take(valueSize))
        }
        #expect(before - rest.count == length)
        answer = try take(32)
        let opaque = try number(2)
        let end = rest.count - opaque
        var fields: [(type: Int, bytes: [UInt8])] = []
        while rest.count > end { fields.append((try number(2), try take(try number(2)))) }
        self.fields = fields
        #expect(rest.count == end)
        signed = Array(report.dropLast(96))
        signature = try take(96)
        #expect(rest.isEmpty)
    }

    /// The bytes of the field of a type; nil unless there is exactly one.
    func field(_ type: Int) -> [UInt8]? {
        let found = fields.filter { $0.type == type }
        return found.count == 1 ? found[0].bytes : nil
    }
}

extension [UInt8] {
    /// Parts of this many bytes.
    func parts(of size: Int) -> [[UInt8]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
