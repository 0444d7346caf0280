/// Reads and judges one vendor's evidence. Implementations use no network, no file and no clock: what they need to
/// know from outside is in the policy.
package protocol EvidenceVerifier: Sendable {
    /// The kinds it reads.
    var kinds: Set<EvidenceKind> { get }

    /// Checks everything that the evidence itself can show.
    ///
    /// - Parameters:
    ///   - evidence: of one of `kinds`, from outside: any bytes at all.
    ///   - nonce: the 32 bytes that the device was to vouch for; nil where nobody says, and then freshness isn't shown.
    ///   - policy: trust anchors, revocations and reference values, and the time to judge by.
    /// - Throws: every reason for which it isn't accepted.
    func verify(
        _ evidence: Evidence, nonce: [UInt8]?, policy: AttestationPolicy
    ) throws(EvidenceRefusal) -> AttestedDevice

    /// Whose evidence it says it is, for who looks after refused evidence. Nobody's word: nothing of it was checked.
    func claimedName(of evidence: Evidence) -> String?
}

extension EvidenceVerifier {
    /// Nothing that can be read without checking.
    package func claimedName(of evidence: Evidence) -> String? { nil }
}

/// The verifiers of all kinds. A fourth vendor joins by standing in `all`.
package struct EvidenceVerifiers: Sendable {
    private let byKind: [EvidenceKind: any EvidenceVerifier]

    package init(_ verifiers: [any EvidenceVerifier]) {
        byKind = Dictionary(
            verifiers.flatMap { verifier in verifier.kinds.map { ($0, verifier) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// - Throws: also `unknownKind`, for a kind that nobody here reads.
    package func verify(
        _ evidence: Evidence, nonce: [UInt8]?, policy: AttestationPolicy
    ) throws(EvidenceRefusal) -> AttestedDevice {
        guard evidence.body.count <= Evidence.sizeLimit else {
            throw EvidenceRefusal(
                .malformed, "the evidence has \(evidence.body.count) bytes; at most \(Evidence.sizeLimit) are read")
        }
        guard let verifier = byKind[evidence.kind] else {
            throw EvidenceRefusal(
                .unknownKind, "evidence of the kind ‘\(evidence.kind.rawValue.prefix(40))’ is not read here")
        }
        return try verifier.verify(evidence, nonce: nonce, policy: policy)
    }

    /// Whose evidence it says it is, unchecked; nil where that can't be read.
    package func claimedName(of evidence: Evidence) -> String? {
        guard evidence.body.count <= Evidence.sizeLimit else { return nil }
        return byKind[evidence.kind]?.claimedName(of: evidence)
    }
}
