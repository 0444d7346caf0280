import ArgumentParser
import Documents
import Foundation
import Geodesy
import Location
import Proof

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute a verdict from its evidence file: no network, no clock, no trust in who wrote it.",
        discussion: """
            Exits with 1 when the evidence is refused or proves nothing. Without --verifier the file's own verifier \
            key is taken: compare the key that is printed with the one its service publishes.
            """)

    @Argument(help: "An evidence file (JSON, from /api/v1/evidence/DIGEST).") var file: String
    @Option(help: "The verifier's Ed25519 key in hex; any other is refused.") var verifier: String?
    @OptionGroup var printing: FormatOption

    func run() throws {
        let data = try DocumentFile.bytes(path: file, limit: EvidenceFile.sizeLimit)
        let trusted = try verifier.map { text in
            guard let key = Self.bytes(hexadecimal: text), key.count == 32 else {
                throw ValidationError("--verifier takes 64 hexadecimal digits")
            }
            return Set([key])
        }
        let evidence: EvidenceFile
        do {
            evidence = try EvidenceFile(json: data)
        } catch {
            throw DocumentError(file: file, line: nil, found: error.description, expected: "an evidence file")
        }
        let atlas = try RegionAtlas.bundled()
        let verified: VerifiedEvidence
        do {
            verified = try evidence.verify(trusted: trusted, atlas: atlas)
        } catch {
            throw NegativeAnswer(note: "assay: \(file): refused: \(error)")
        }
        try Output.print(VerificationReport(verified), as: printing.format)
        switch verified.finding.verdict {
        case .provenOutside, .provenInside: return
        case .inconclusive, .contradictory: throw NegativeAnswer(note: nil)
        }
    }

    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
