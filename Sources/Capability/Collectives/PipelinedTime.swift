/// Time of a transfer that is cut into chunks which follow one another through several steps.
///
/// Each chunk costs an overhead o in each of s steps, so k chunks of M bytes at rate β take (k + s)(o + M ÷ kβ). At
/// the best k that is M ÷ β + 2 √(s o M ÷ β) + s o: a fixed time, the time on the wire, and a square root between
/// them that is the price of filling the pipeline. Measured curves from 512 bytes to 512 MB follow it.
///
/// It rises with bytes, and is never less than M ÷ β.
package struct PipelinedTime: Sendable, Hashable {
    /// In seconds.
    var fixed: Double
    /// 1 ÷ β, per byte of the message.
    var secondsPerByte: Double
    /// s o, in seconds.
    var fill: Double

    /// What never ends: an algorithm that isn't available.
    static let never = PipelinedTime(fixed: .infinity, secondsPerByte: 0, fill: 0)

    /// - Parameter bytes: of the message.
    @inline(__always)
    func time(_ bytes: Double) -> Double {
        let wire = bytes * secondsPerByte
        return fixed + wire + 2 * (fill * wire).squareRoot()
    }
}
