/// Text from a device, fit to be shown: printable ASCII of a bounded length.
enum PrintableText {
    /// Without zero bytes at the end; nil when it is empty, longer than 64 characters or has others than printable ones.
    static func text(of bytes: [UInt8]) -> String? {
        let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        let text = bytes.prefix(end)
        guard !text.isEmpty, text.count <= 64, text.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }
}
