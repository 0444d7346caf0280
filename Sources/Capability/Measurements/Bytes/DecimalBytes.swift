/// Decimal numbers read from bytes, without a string for each.
struct DecimalBytes: Sendable {
    /// Powers of ten that a `Double` holds exactly.
    private let powers: [Double] = (0...22).map { exponent in (0..<exponent).reduce(1.0) { power, _ in power * 10 } }
    /// Longer cells are no numbers anybody measured.
    private static let longest = 64

    /// The number that some bytes spell in decimal, such as `-12.5e-3`; nil for anything else: `nan`, `inf` and
    /// hexadecimals included.
    ///
    /// Up to 2⁵³ with an exponent up to 22, one division or product of two exact numbers is correctly rounded
    /// (Clinger, PLDI 1990); the rest is left to the standard library.
    func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard !bytes.isEmpty, bytes.count <= Self.longest, let parts = Parts(bytes) else { return nil }
        if parts.mantissa <= 1 << 53, !parts.hasOverflow, abs(parts.exponent) <= 22 {
            let whole = Double(parts.mantissa)
            let magnitude = parts.exponent < 0 ? whole / powers[-parts.exponent] : whole * powers[parts.exponent]
            return parts.isNegative ? -magnitude : magnitude
        }
        // `Parts` has seen that there is nothing but digits, a point and an exponent.
        let number = Double(String(decoding: bytes, as: UTF8.self))
        return number.flatMap { $0.isFinite ? $0 : nil }
    }

    /// What the bytes are made of: ±mantissa × 10^exponent.
    private struct Parts {
        var mantissa: UInt64 = 0
        var exponent = 0
        var isNegative = false
        /// Whether digits were lost from the mantissa.
        var hasOverflow = false

        init?(_ bytes: UnsafeBufferPointer<UInt8>) {
            var place = 0
            if bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
                isNegative = bytes[0] == UInt8(ascii: "-")
                place = 1
            }
            let whole = digits(bytes, from: &place)
            var fraction = 0
            if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
                place += 1
                fraction = digits(bytes, from: &place)
            }
            guard whole + fraction > 0 else { return nil }
            exponent = -fraction
            guard place < bytes.count else { return }
            guard bytes[place] | 0x20 == UInt8(ascii: "e"), let power = Self.power(bytes, from: place + 1) else {
                return nil
            }
            exponent += power
        }

        /// Takes digits into the mantissa and says how many there were.
        private mutating func digits(_ bytes: UnsafeBufferPointer<UInt8>, from place: inout Int) -> Int {
            let start = place
            while place < bytes.count {
                let digit = bytes[place] &- UInt8(ascii: "0")
                guard digit < 10 else { break }
                if mantissa > (UInt64.max - 9) / 10 {
                    hasOverflow = true
                } else {
                    mantissa = mantissa * 10 + UInt64(digit)
                }
                place += 1
            }
            return place - start
        }

        /// A whole exponent that fills the rest of the bytes; more than four digits are nobody's.
        private static func power(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
            var place = start
            var isNegative = false
            if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
                isNegative = bytes[place] == UInt8(ascii: "-")
                place += 1
            }
            guard place < bytes.count, bytes.count - place <= 4 else { return nil }
            var power = 0
            while place < bytes.count {
                let digit = bytes[place] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                power = power * 10 + Int(digit)
                place += 1
            }
            return isNegative ? -power : power
        }
    }
}
