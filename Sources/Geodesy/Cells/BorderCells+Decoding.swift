import Quantities

extension BorderCells {
    /// Deepest box that a file may hold; as many halvings as the grid has, less one.
    private static let deepest = CellGrid.finestDepth - 1
    /// More boxes than any sensible file holds.
    private static let mostBoxes = 8_000_000

    /// Reads the form that `Scripts/make-border-cells` writes: lines of text up to an empty one
    ///
    ///     # Assay border cells 1
    ///     error 2
    ///     codes ad ae af …
    ///     sets ad ad+es …
    ///
    /// and then one LEB128 number per box, the roots in rows from the south-west: 0 for a box whose four quarters
    /// (south-west, south-east, north-west, north-east) follow at once, 1 for open sea, n + 2 for the n-th set.
    ///
    /// - Throws: `BordersError` for anything else.
    package init(decoding bytes: [UInt8]) throws {
        var header = try Header(bytes)
        codes = header.codes
        statedError = header.error
        sets = header.sets
        var links = [Int32](repeating: ~0, count: GridCell.roots.count)
        // Boxes still to be read, the next one last.
        var pending = links.indices.reversed().map { (box: $0, depth: 0) }
        while let (box, depth) = pending.popLast() {
            let number = try header.nextNumber()
            if number == 0 {
                guard depth < Self.deepest, links.count < Self.mostBoxes else {
                    throw header.broken("a box is divided more than \(Self.deepest) times, or there are too many")
                }
                let first = links.count
                links[box] = Int32(first)
                links += [~0, ~0, ~0, ~0]
                pending += (0..<4).reversed().map { (first + $0, depth + 1) }
            } else {
                guard number - 1 < header.sets.count else {
                    throw header.broken("set \(number) of countries is unknown")
                }
                links[box] = ~Int32(number - 1)
            }
        }
        guard header.isAtEnd else { throw header.broken("bytes are left after the last box") }
        self.links = links
    }
}

/// The text before the boxes, and the place in the bytes.
private struct Header {
    private(set) var codes: [String] = []
    private(set) var error: Kilometres = 0
    /// The empty set first.
    private(set) var sets: [[Int]] = [[]]
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        guard try line() == "# Assay border cells 1" else { throw broken("it doesn't begin as border cells do") }
        let error = try words("error")
        guard error.count == 1, let kilometres = Double(error[0]), (0...1_000).contains(kilometres) else {
            throw broken("expected the stated error in kilometres")
        }
        self.error = Kilometres(kilometres)
        codes = try words("codes")
        guard codes.count <= 256, codes.allSatisfy({ $0.count == 2 }), codes == Set(codes).sorted() else {
            throw broken("expected sorted codes of two letters")
        }
        let numbers = Dictionary(codes.enumerated().map { ($1, $0) }) { first, _ in first }
        for set in try words("sets") {
            guard set.first != "+" else { throw broken("a set of countries has none") }
            sets.append(
                try set.split(separator: "+").map { code in
                    guard let number = numbers[String(code)] else { throw broken("‘\(code)’ is no code") }
                    return number
                })
        }
        guard try line().isEmpty else { throw broken("expected an empty line before the boxes") }
    }

    var isAtEnd: Bool { position == bytes.count }

    func broken(_ reason: String) -> BordersError {
        BordersError(file: "cells.bin", line: nil, reason: "\(reason) (byte \(position))")
    }

    private mutating func words(_ name: String) throws -> [String] {
        let words = try line().split(separator: " ").map(String.init)
        guard words.first == name else { throw broken("expected the line ‘\(name)’") }
        return Array(words.dropFirst())
    }

    private mutating func line() throws -> String {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { throw broken("it ends early") }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    /// A LEB128 number of up to three bytes.
    mutating func nextNumber() throws -> Int {
        var number = 0
        var shift = 0
        while shift <= 14 {
            guard position < bytes.count else { throw broken("it ends early") }
            let byte = Int(bytes[position])
            position += 1
            number |= (byte & 0x7f) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        throw broken("a number is too long")
    }
}
