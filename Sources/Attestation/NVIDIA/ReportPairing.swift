/// Certificates in a file of their own.
struct NamedChain: Sendable {
    let name: String
    /// DER, in the file's order.
    let certificates: [[UInt8]]
}

/// Finds the certificates that belong to a report when both stand in files of their own.
struct ReportPairing {
    /// So many chains are tried with one report.
    private static let trialLimit = 64

    private let chains: [NamedChain]
    /// Names of the files that were taken for some report.
    private(set) var used: Set<String> = []

    init(chains: [NamedChain]) { self.chains = chains }

    /// - Throws: `malformed` for a report too long to be evidence, `brokenChain` when no certificates are there.
    mutating func record(_ name: String, _ report: [UInt8]) throws(EvidenceRefusal) -> EvidenceRecord {
        let parsed = try? SPDMReport(report)
        guard let chain = namesake(of: name) ?? signer(of: parsed) ?? nearest(to: name) else {
            throw EvidenceRefusal(.brokenChain, "no file with its chain of certificates stands beside the report")
        }
        used.insert(chain.name)
        return EvidenceRecord(
            source: name, evidence: try Self.evidence(report: report, certificates: chain.certificates))
    }

    /// Our own form of a report with certificates. A report that can't be read counts as a GPU's, for its refusal.
    static func evidence(report: [UInt8], certificates: [[UInt8]]) throws(EvidenceRefusal) -> Evidence {
        let opaque = (try? SPDMReport(report))?.measurements.opaque
        let role = opaque.flatMap { NVIDIAReportFacts($0).role }
        guard let body = try? CanonicalDER.encode(SPDMEvidence(report: report, certificates: certificates)),
            body.count <= Evidence.sizeLimit
        else { throw EvidenceRefusal(.malformed, "report and certificates have more than \(Evidence.sizeLimit) bytes") }
        return Evidence(kind: role == .switching ? .nvidiaSwitch : .nvidiaGPU, body: body)
    }

    /// The chain of the same name with `CertChain` where the report has `AttestationReport`.
    private func namesake(of name: String) -> NamedChain? {
        let parts = Self.parts(of: name, around: "AttestationReport")
        guard parts.count == 2 else { return nil }
        return chains.first { Self.parts(of: $0.name, around: "CertChain") == parts }
    }

    private func signer(of report: SPDMReport?) -> NamedChain? {
        guard let report else { return nil }
        return chains.prefix(Self.trialLimit).first { chain in
            guard let links = try? DeviceCertificateChain(chain.certificates), let key = links.leafKey else {
                return false
            }
            return report.isSigned(by: key)
        }
    }

    /// With the longest beginning in common, and the shortest name of those: so that a report that nobody here signed
    /// is refused for its signature.
    private func nearest(to name: String) -> NamedChain? {
        chains.max { first, second in
            let lengths = [first, second].map { chain in zip(chain.name.utf8, name.utf8).prefix { $0 == $1 }.count }
            guard lengths.first == lengths.last else { return lengths.first ?? 0 < lengths.last ?? 0 }
            return first.name.utf8.count > second.name.utf8.count
        }
    }

    /// The name before and behind a word, without the ending.
    private static func parts(of name: String, around word: String) -> [String] {
        let file = name.split(separator: "/").last ?? ""
        let stem = file.split(separator: ".", omittingEmptySubsequences: false).first ?? file
        guard let range = stem.firstRange(of: word) else { return [] }
        return [String(stem[..<range.lowerBound]), String(stem[range.upperBound...])]
    }
}
