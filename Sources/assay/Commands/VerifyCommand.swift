import ArgumentParser
import Documents
import Foundation
import Geodesy
import Location
import Proof
import Ranging

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute a verdict from its evidence file: no network, no clock, no trust in who wrote it.",
        discussion: """
            Takes an evidence file, or a verifier's certificate, of which only the signature can be checked. Exits \
            with 1 when the evidence is refused or proves nothing. Without --verifier the file's own verifier key is \
            taken: compare the key that is printed with the one its service publishes.
            """)

    @Argument(help: "An evidence file or a certificate (from /api/v1/evidence/DIGEST, or the agent's).") var file:
        String
    @Option(help: "The verifier's Ed25519 key in hex; any other is refused.") var verifier: String?
    @OptionGroup var trust: TrustOptions
    @OptionGroup var printing: FormatOption

    func run() throws {
        let data = try DocumentFile.bytes(path: file, limit: EvidenceFile.sizeLimit)
        let trusted = try verifier.map { Set([try KeyText.bytes($0, option: "--verifier")]) }
        if let certificate = try? VerdictCertificate(decoding: Array(data)) {
            return try show(certificate, trusted: trusted)
        }
        let evidence: EvidenceFile
        do {
            evidence = try EvidenceFile(data)
        } catch {
            throw DocumentError(
                file: file, line: nil, found: error.description, expected: "an evidence file or a certificate")
        }
        let atlas = try RegionAtlas.bundled()
        let attestation = try trust.read(at: evidence.statement.grant.terms.issued)
        let verified: VerifiedEvidence
        do {
            verified = try evidence.verify(trusted: trusted, trust: attestation, atlas: atlas)
        } catch {
            throw NegativeAnswer(note: "assay: \(file): refused: \(error)")
        }
        try Output.print(VerificationReport(verified), as: printing.format)
        guard verified.finding.verdict.isProof else { throw NegativeAnswer(note: nil) }
    }

    /// A certificate is the verifier's word: its signature is checked, and nothing can be recomputed from it.
    private func show(_ certificate: VerdictCertificate, trusted: Set<[UInt8]>?) throws {
        if let trusted, !trusted.contains(certificate.claims.verifier) {
            throw NegativeAnswer(note: "assay: \(file): refused: the certificate is by another verifier")
        }
        guard certificate.hasValidSignature else {
            throw NegativeAnswer(note: "assay: \(file): refused: the certificate's signature is not its verifier's")
        }
        let report = CertificateReport(certificate)
        try Output.print(report, as: printing.format)
        guard Verdict(rawValue: report.verdict)?.isProof == true else { throw NegativeAnswer(note: nil) }
    }
}
