extension NVIDIAVerifier {
    /// The serial number in the device's certificate.
    package func claimedName(of evidence: Evidence) -> String? {
        guard let body: SPDMEvidence = try? CanonicalDER.decode(from: evidence.body, limit: Evidence.sizeLimit),
            let chain = try? DeviceCertificateChain(body.certificates)
        else { return nil }
        return DeviceSubject(of: chain.device)?.name
    }
}
