/// The version of a driver or of firmware, in one of the ways it is written, made comparable.
///
/// Firmware has five bytes in hexadecimal: `96.00.5E.00.01` in manifests, `96005E0001` in the names of their files, in
/// either case. A driver has two to four decimal numbers: `535.86.09`.
struct ComponentVersion: Hashable, CustomStringConvertible {
    enum Form { case firmware, driver, other }

    let form: Form
    /// Firmware in upper case with dots, anything else as it came.
    let description: String

    init(_ text: String) {
        if let pairs = Self.firmwarePairs(text) {
            form = .firmware
            description = pairs.joined(separator: ".").uppercased()
        } else {
            form = Self.isDriver(text) ? .driver : .other
            description = text
        }
    }

    private static func firmwarePairs(_ text: String) -> [Substring]? {
        var rest = text[...]
        var pairs: [Substring] = []
        let hasDots = text.contains(".")
        while !rest.isEmpty {
            let pair = rest.prefix(2)
            guard pairs.count < 5, pair.count == 2, pair.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
            pairs.append(pair)
            rest = rest.dropFirst(2)
            if hasDots, pairs.count < 5 {
                guard rest.first == "." else { return nil }
                rest = rest.dropFirst()
            }
        }
        return pairs.count == 5 ? pairs : nil
    }

    private static func isDriver(_ text: String) -> Bool {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        return (2...4).contains(numbers.count)
            && numbers.allSatisfy { (1...6).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }
}
