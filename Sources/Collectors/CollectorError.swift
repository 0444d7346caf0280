package import Attestation

/// Why nothing was collected, or an attestation key not enrolled.
package enum CollectorError: Error, Sendable, Equatable, CustomStringConvertible {
    case tool(ChildProcessError)
    /// A file or folder, and what went wrong with it.
    case file(path: String, reason: String)
    /// A tool wrote something else than it was asked for.
    case unexpectedOutput(String)
    /// The candidate can't be challenged, with every reason.
    case refused(EvidenceRefusal)
    /// The challenge's answer is wrong: the attestation key isn't in the TPM with that endorsement key.
    case wrongAnswer

    package var description: String {
        switch self {
        case .tool(let error): error.description
        case .file(let path, let reason): "\(path): \(reason)"
        case .unexpectedOutput(let reason): reason
        case .refused(let refusal): refusal.description
        case .wrongAnswer:
            "the answer is not the challenge's secret: the key is not in the TPM with that EK certificate"
        }
    }
}
