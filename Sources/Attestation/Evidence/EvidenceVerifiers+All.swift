extension EvidenceVerifiers {
    /// All that Assay reads. Another vendor's verifier joins here.
    package static let all = EvidenceVerifiers([SoftwareKeyVerifier(), TPMVerifier(), NVIDIAVerifier()])
}
