package import Attestation

/// Whose hardware a reader of evidence trusts. The same file under the same trust gives the same answer anywhere.
package struct AttestationTrust: Sendable {
    /// SHA-256 over the DER of root certificates.
    package var roots: Set<[UInt8]>
    package var revocations: RevocationList?
    package var references: [ReferenceManifest]
    package var platforms: [PlatformReference]

    package init(
        roots: Set<[UInt8]> = [], revocations: RevocationList? = nil, references: [ReferenceManifest] = [],
        platforms: [PlatformReference] = []
    ) {
        self.roots = roots
        self.revocations = revocations
        self.references = references
        self.platforms = platforms
    }

    /// The same with further roots.
    package func adding(roots more: Set<[UInt8]>) -> AttestationTrust {
        var trust = self
        trust.roots.formUnion(more)
        return trust
    }

    /// What judging at a time takes; `authority` is the verifier that enrols TPMs.
    package func policy(at time: UInt64, authority: [UInt8]) -> AttestationPolicy {
        AttestationPolicy(
            time: time, roots: roots, revocations: revocations, references: references, platforms: platforms,
            enrolmentAuthorities: [authority])
    }
}
