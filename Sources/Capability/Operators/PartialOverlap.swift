import Foundation

/// Times of two things that a kernel does at once.
enum PartialOverlap {
    /// (aⁿ + bⁿ)^(1/n): the sum for n = 1, the longer of the two as n grows.
    ///
    /// It is never shorter than either and never longer than their sum, and grows with both.
    @inline(__always)
    static func time(_ one: Double, _ other: Double, sharpness: Double) -> Double {
        let long = max(one, other)
        guard long > 0 else { return 0 }
        let ratio = min(one, other) / long
        return long * exp2(log2(1 + exp2(log2(ratio) * sharpness)) / sharpness)
    }
}
