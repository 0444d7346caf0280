package import Quantities

/// Text and numbers as they stand in a drawing: the same on every machine, whatever its locale.
package enum SVGText {
    /// The text with XML's special characters escaped, for content and for attributes alike. Characters that
    /// XML 1.0 forbids become U+FFFD.
    package static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\t", "\n", "\r": result += " "
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A coordinate: at most two decimals, no trailing zeros, no exponent. What is not a number becomes 0.
    package static func number(_ value: Double) -> String {
        decimal(value, places: 2, grouping: "")
    }

    /// An amount for a reader: three significant digits or all digits before the point, thousands parted by
    /// commas: `1,943`, `19.4`, `0.00194`. From 10¹⁵ up and below 10⁻⁶ with an exponent.
    package static func amount(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "unknown" : value < 0 ? "−∞" : "∞" }
        let size = abs(value)
        if size == 0 { return "0" }
        if size >= 1e15 || size < 1e-6 { return scientific(value) }
        var places = 0
        var threshold = 99.95
        while size < threshold, places < 9 {
            threshold /= 10
            places += 1
        }
        return decimal(value, places: places, grouping: ",")
    }

    /// The best value with its interval behind it, `1,943 (1,610–2,240)`, or the value alone when it is exact.
    package static func interval(_ interval: Interval<Double>) -> String {
        guard interval.low < interval.high else { return amount(interval.best) }
        // Between negative numbers a dash would be read as one more minus.
        let dash = interval.low < 0 ? " to " : "–"
        return "\(amount(interval.best)) (\(amount(interval.low))\(dash)\(amount(interval.high)))"
    }

    /// The width of a line of text in a common sans-serif font, estimated, on the generous side.
    static func width(of text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) } * size
    }

    /// Parts of the font size, by the advance widths of DejaVu Sans, the widest of the common fonts.
    private static func width(of scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", " ": 0.33
        case "f", "t", "r", "(", ")", "-", "/": 0.42
        case "m", "w", "M", "W", "@", "%": 0.97
        case "A"..."Z": 0.73
        case "–", "…", "−": 0.8
        // From here on come the scripts whose characters are as wide as they are high.
        case "\u{1100}"...: 1
        default: 0.63
        }
    }

    /// The text, cut with an ellipsis when it would be wider than `width`.
    static func shortened(_ text: String, to width: Double, size: Double) -> String {
        guard self.width(of: text, size: size) > width else { return text }
        var kept = text
        while !kept.isEmpty, self.width(of: kept + "…", size: size) > width { kept.removeLast() }
        return kept + "…"
    }

    private static func decimal(_ value: Double, places: Int, grouping: String) -> String {
        let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
        guard let digits = Int(exactly: (abs(value) * scale).rounded()), digits != 0 else { return "0" }
        let unit = Int(scale)
        let minus = value < 0 ? (grouping.isEmpty ? "-" : "−") : ""
        var fraction = String(digits % unit + unit).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return minus + grouped(digits / unit, by: grouping) + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func grouped(_ whole: Int, by separator: String) -> String {
        let digits = String(whole)
        guard !separator.isEmpty else { return digits }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += separator }
            result.append(digit)
        }
        return result
    }

    private static func scientific(_ value: Double) -> String {
        var mantissa = abs(value)
        var exponent = 0
        while mantissa >= 9.995 {
            mantissa /= 10
            exponent += 1
        }
        while mantissa < 0.9995 {
            mantissa *= 10
            exponent -= 1
        }
        return (value < 0 ? "−" : "") + decimal(mantissa, places: 2, grouping: "") + "e\(exponent)"
    }
}
