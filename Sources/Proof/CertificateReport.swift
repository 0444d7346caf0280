import Attestation
package import Documents

/// What `assay verify` says of a certificate. Its JSON is stable; see docs/json.md.
package struct CertificateReport: Report {
    package let verdict: String
    package let strictVerdict: String
    package let regions: String
    package let speed: String
    package let faultTolerance: Int
    package let assurance: String
    /// ISO 8601, UTC.
    package let measuredAt: String
    package let validUntil: String
    /// SHA-256 of the evidence that it rests on, in hex.
    package let evidence: String
    package let device: String
    package let borders: String
    package let verifier: String

    package init(_ certificate: VerdictCertificate) {
        let claims = certificate.claims
        verdict = claims.verdict
        strictVerdict = claims.strictVerdict
        regions = claims.regions
        speed = claims.speed
        faultTolerance = claims.faultTolerance
        assurance = claims.assurance
        measuredAt = Timestamp.text(claims.measuredAt)
        validUntil = Timestamp.text(claims.validUntil)
        evidence = Hex.string(claims.evidence)
        device = Hex.string(claims.device.prefix(8))
        borders = Hex.string(claims.borders)
        verifier = Hex.string(claims.verifier)
    }

    package var table: Table {
        var table = Table([.text("claim"), .text("value")])
        for row in [
            ["verdict", verdict], ["at vacuum speed", strictVerdict], ["regions", regions], ["speed", speed],
            ["fault tolerance", "\(faultTolerance)"], ["assurance", assurance], ["measured", measuredAt],
            ["valid until", validUntil], ["device", device], ["evidence", evidence], ["borders", borders],
            ["verifier", verifier],
        ] { table.add(row) }
        return table
    }

    package var notes: [String] {
        ["the verifier's signed word; the evidence of that digest recomputes it"]
    }
}
