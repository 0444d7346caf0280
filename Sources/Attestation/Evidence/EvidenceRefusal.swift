/// One reason for which evidence isn't accepted.
package struct EvidenceFault: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as metrics and tests name it.
    package enum Code: String, Sendable, Codable {
        /// Not of the form that its kind has.
        case malformed
        /// Nobody here reads its kind.
        case unknownKind
        /// The certificates don't follow from one another.
        case brokenChain
        /// They do, but end at nobody who is trusted here.
        case untrustedRoot
        /// A certificate isn't valid at the time asked about.
        case expired
        /// A certificate is on the list of revoked ones.
        case revoked
        /// The signature isn't by the device's key over these bytes.
        case badSignature
        /// It vouches for other bytes than it was asked for: another session's, or an older one's.
        case otherNonce
        /// It speaks of another device than the one on the roster.
        case otherDevice
        /// What the device measured isn't what its maker published.
        case measurementMismatch
        /// The firmware that the certificate names isn't the one that the report names.
        case firmwareMismatch
        /// The device's counters say that it was reset or its clock set back since.
        case notFresh
        /// The quoted registers aren't those of the digest, or not those expected.
        case registerMismatch
        /// Nobody trusted has shown that the attestation key lives in that TPM.
        case notEnrolled
        /// It has a form that can't be judged here, such as a curve that isn't supported.
        case unsupported
    }

    package let code: Code
    /// For people: what was found and what was expected.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }
}

/// Evidence that isn't accepted, with every reason found. Never empty.
package struct EvidenceRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    package let faults: [EvidenceFault]

    package init(_ code: EvidenceFault.Code, _ reason: String) { faults = [EvidenceFault(code, reason)] }

    /// Nil when there is nothing to refuse for.
    package init?(_ faults: [EvidenceFault]) {
        guard !faults.isEmpty else { return nil }
        self.faults = faults
    }

    package func has(_ code: EvidenceFault.Code) -> Bool { faults.contains { $0.code == code } }

    package var description: String { faults.map(\.reason).joined(separator: "; ") }
}
