/// Reads evidence as the tools that gather it write it. Only bytes and names go in: no file is opened here.
///
/// Read are: JSON of NVIDIA's tools (`evidence`, `certificate`, `nonce`), one or a list; our own JSON (`kind`, `body`,
/// `nonce`) and our own DER; an SPDM report, binary or as hex text, with a chain of certificates in PEM form in another
/// file of the set. What a file is shows in its bytes; its name only pairs reports with chains.
package enum DeviceEvidenceFile {
    /// In bytes; larger files are refused unread. Evidence of eight GPUs takes about 100 kB.
    package static let sizeLimit = 4 << 20

    /// - Parameter files: those of one folder, or one file with the chains beside it.
    package static func read(_ files: [(name: String, bytes: [UInt8])]) -> EvidenceReading {
        var reading = EvidenceReading()
        let formed = files.map { File(name: $0.name, bytes: $0.bytes, form: EvidenceFileForm($0.bytes)) }
        let chains = chains(among: formed, reading: &reading)
        var pairing = ReportPairing(chains: chains)
        for file in formed {
            switch file.form {
            case .chain: continue
            case .tooLarge: reading.fail(file.name, "\(file.bytes.count) bytes; at most \(sizeLimit) are read")
            case .other(let reason): reading.skip(file.name, reason)
            case .json: EvidenceJSON.read(file.name, file.bytes, into: &reading)
            case .report, .hexReport, .evidence:
                do {
                    reading.records.append(try record(of: file, pairing: &pairing))
                } catch {
                    reading.faults.append(EvidenceReading.Fault(source: file.name, refusal: error))
                }
            }
        }
        for chain in chains where !pairing.used.contains(chain.name) {
            reading.skip(chain.name, "not evidence: certificates without a report that they sign")
        }
        return reading
    }

    private struct File {
        let name: String
        let bytes: [UInt8]
        let form: EvidenceFileForm
    }

    private static func chains(among files: [File], reading: inout EvidenceReading) -> [NamedChain] {
        var chains: [NamedChain] = []
        for file in files where file.form == .chain {
            do {
                let certificates = try DeviceCertificateChain.certificates(ofPEM: file.bytes)
                chains.append(NamedChain(name: file.name, certificates: certificates))
            } catch {
                reading.faults.append(EvidenceReading.Fault(source: file.name, refusal: error))
            }
        }
        return chains
    }

    private static func record(
        of file: File, pairing: inout ReportPairing
    ) throws(EvidenceRefusal) -> EvidenceRecord {
        switch file.form {
        case .evidence: return try evidence(file.name, file.bytes)
        case .hexReport:
            guard let bytes = HexText.bytes(of: file.bytes) else {
                throw EvidenceRefusal(.malformed, "begins as a report in hex text and isn't one")
            }
            return try pairing.record(file.name, bytes)
        default: return try pairing.record(file.name, file.bytes)
        }
    }

    private static func evidence(_ name: String, _ bytes: [UInt8]) throws(EvidenceRefusal) -> EvidenceRecord {
        do {
            // The kind's name and the lengths around the body.
            let evidence: Evidence = try CanonicalDER.decode(from: bytes, limit: Evidence.sizeLimit + 256)
            return EvidenceRecord(source: name, evidence: evidence)
        } catch {
            throw EvidenceRefusal(.malformed, "the evidence is \(error)")
        }
    }
}
