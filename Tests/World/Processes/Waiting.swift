/// Waiting for something to become so.
enum Waiting {
    /// Asks again and again until the answer is true.
    ///
    /// - Throws: `WorldError.timeout` after so many seconds, and whatever the question throws.
    static func until(
        _ what: String, seconds: Double, every pause: Duration = .milliseconds(50), _ isSo: () async throws -> Bool
    ) async throws {
        let deadline = MonotonicTime.now + UInt64(seconds * 1e9)
        while try await !isSo() {
            guard MonotonicTime.now < deadline else { throw WorldError.timeout(waitingFor: what, seconds: seconds) }
            try await Task.sleep(for: pause)
        }
    }
}
