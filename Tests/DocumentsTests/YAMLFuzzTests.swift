import Documents
import Quantities
import TestSupport
import Testing

/// Whatever bytes come in, a document or a `DocumentError` comes out.
struct YAMLFuzzTests {
    private static let sample = """
        # A consignment.
        id: h200-to-johor
        item: { system: hgx-h200, quantity: 64 }
        endUser:
          name: "Kelapa Compute Sdn. Bhd."
          country: my
        site: { name: 'Hall 2', latitude: 1.7136, longitude: -103.5297 }
        certified: [knowYourCustomer, buyerSecurity]
        note: |
          two
          lines
        ? explicit
        : - 1
          - !!str 2
        """
    private static let tokens = [
        "[", "]", "{", "}", ": ", "- ", "? ", "|\n", ">\n", "'", "\"", "\\", "#", "&a ", "*a", "!!int ", "!<x>",
        "%YAML 9.9\n",
        "---\n", "...\n", "\t", "\r\n", "\u{0}", "\u{FEFF}", "\u{85}", "\u{2028}", "🖥️", "<<: ", "~", "@", "`", ",",
    ]

    /// Parses and then looks at everything, a few levels down.
    private func read(_ text: String) {
        do {
            look(at: try YAMLDocument.parse(DocumentFile(name: "fuzz.yaml", text: text)), depth: 0)
        } catch is DocumentError {
            return
        } catch {
            Issue.record("\(type(of: error)) from \(text.debugDescription)")
        }
    }

    private func look(at node: DocumentNode, depth: Int) {
        _ = node.summary
        _ = try? node.string()
        _ = try? node.number()
        _ = try? node.date()
        #expect(node.line >= 1)
        guard depth < 4 else { return }
        for item in (try? node.items(limit: 100)) ?? [] { look(at: item, depth: depth + 1) }
        for pair in (try? node.mapping())?.pairs ?? [] { look(at: pair.value, depth: depth + 1) }
    }

    @Test func `random bytes parse or are refused`() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<500 {
            let bytes = (0..<random.index(below: 64)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            read(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func `random tokens of YAML parse or are refused`() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<500 {
            read((0..<random.index(below: 24)).map { _ in random.pick(Self.tokens) }.joined(separator: "a"))
        }
    }

    @Test func `a valid document with random damage parses or is refused`() {
        var random = SplitMix64(seed: 3)
        let original = Array(Self.sample.utf8)
        for _ in 0..<1_000 {
            var bytes = original
            for _ in 0...random.index(below: 4) {
                let place = random.index(below: bytes.count)
                switch random.index(below: 4) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: Array(random.pick(Self.tokens).utf8), at: place)
                default: bytes.insert(contentsOf: bytes[..<min(place, 40)], at: place)
                }
            }
            read(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func `the undamaged document parses`() throws {
        let root = try YAMLDocument.parse(DocumentFile(name: "fuzz.yaml", text: Self.sample))
        #expect(try root.mapping().pairs.count == 7)
    }
}
