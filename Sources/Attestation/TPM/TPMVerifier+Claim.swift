extension TPMVerifier {
    /// The short name of the attestation key.
    package func claimedName(of evidence: Evidence) -> String? {
        guard let parts: TPMEvidence = try? CanonicalDER.decode(from: evidence.body, limit: Evidence.sizeLimit),
            let key = try? TPMPublicArea(parts.akPublic)
        else { return nil }
        return DeviceIdentity(kind: .tpm, key: key.name)?.id
    }
}
