import Foundation

/// Numbers as people read them.
package enum NumberText {
    /// Three significant digits below a thousand, grouped whole numbers above: `0.123`, `45.6`, `1,943`.
    package static func short(_ number: Double) -> String {
        guard number.isFinite else { return "–" }
        if abs(number) >= 1_000, abs(number) < 1e15 { return grouped(Int(number.rounded())) }
        if number == 0 { return "0" }
        let digits = max(0, 2 - Int(log10(abs(number)).rounded(.down)))
        return fixed(number, digits: min(digits, 9))
    }

    /// `best (low–high)`, or one number when there is no doubt.
    package static func interval(low: Double, best: Double, high: Double) -> String {
        low == high ? short(best) : "\(short(best)) (\(short(low))–\(short(high)))"
    }

    /// A fixed number of decimals, without trailing zeros and whatever the locale.
    package static func fixed(_ number: Double, digits: Int) -> String {
        let scale = pow(10, Double(digits))
        let scaled = (number * scale).rounded()
        guard digits > 0, abs(scaled) < 9e15 else { return abs(scaled) < 9e15 ? String(Int(scaled)) : "\(number)" }
        let sign = scaled < 0 ? "-" : ""
        let whole = Int(abs(scaled))
        let fraction = String(whole % Int(scale))
        var decimals = String(repeating: "0", count: digits - fraction.count) + fraction
        while decimals.last == "0" { decimals.removeLast() }
        let integer = String(whole / Int(scale))
        return sign + integer + (decimals.isEmpty ? "" : "." + decimals)
    }

    /// Groups of three: `1,234,567`.
    package static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (number < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}
