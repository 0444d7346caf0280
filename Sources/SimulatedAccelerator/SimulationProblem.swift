/// Why simulated hardware could not be made, or did not answer.
package enum SimulationProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// Stored bytes that no maker wrote, and what is wrong with them.
    case notAMaker(String)
    /// A nonce of this many bytes, where a report vouches for 32.
    case nonce(count: Int)
    /// What was attempted, and what a library said.
    case failed(String)

    /// For people.
    package var description: String {
        switch self {
        case .notAMaker(let reason): "not a stored simulated maker: \(reason)"
        case .nonce(let count): "the nonce has \(count) bytes; a report vouches for 32"
        case .failed(let reason): reason
        }
    }

    /// Runs what throws anything, and says what was attempted when it does.
    static func within<Result>(_ attempt: String, _ body: () throws -> Result) throws(SimulationProblem) -> Result {
        do {
            return try body()
        } catch {
            throw .failed("\(attempt): \(error)")
        }
    }
}
