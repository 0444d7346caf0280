import Crypto
package import Location

/// What evidence is asked to prove.
package struct Question: Sendable, Codable, Equatable {
    /// The set to be outside of (or inside), such as `cn+hk+mo`.
    package let regions: String
    package let speed: SignalSpeed
    /// The proof must survive removing any this many landmarks.
    package let faultTolerance: Int
    /// Seconds that an answer stays valid after the last measurement.
    package let validity: Int

    package init(regions: String, speed: SignalSpeed = .fibre, faultTolerance: Int = 1, validity: Int = 86_400) {
        self.regions = regions
        self.speed = speed
        self.faultTolerance = faultTolerance
        self.validity = validity
    }

    /// One line that goes into digests.
    var canonical: String { "\(regions)|\(speed.rawValue)|\(faultTolerance)|\(validity)" }

    /// SHA-256 of the question, as the verifier's grant carries it.
    package var digest: [UInt8] { Array(SHA256.hash(data: Array("assay question 1 \(canonical)".utf8))) }
}
