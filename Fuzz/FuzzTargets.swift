import Attestation
import Controls
import Documents
import Foundation
import Geodesy
import Location
import Proof
import Ranging

/// Every reader of bytes from outside, by name. Each is given anything at all, and must answer with a value or an error:
/// a trap, a hang or a wild access is a fault.
///
/// Where a value is read, it is written again: what is read twice must be the same.
enum FuzzTargets {
    static let all: [String: @Sendable ([UInt8]) -> Int] = [
        "packet": { bytes in
            guard let packet = try? Packet(decoding: bytes) else { return 0 }
            precondition(packet.encoded == bytes, "a packet that isn't written as it was read")
            return 1
        },
        "grant": { bytes in
            guard let grant = try? SessionGrant(decoding: bytes) else { return 0 }
            precondition(grant.encoded == bytes, "a grant that isn't written as it was read")
            return grant.hasValidSignature ? 2 : 1
        },
        "directory": { bytes in
            guard let directory = try? LandmarkDirectory(decoding: bytes) else { return 0 }
            precondition(directory.encoded == bytes, "a directory that isn't written as it was read")
            return directory.entries.count
        },
        "record": { bytes in
            guard let record = try? SignedRecord(decoding: bytes) else { return 0 }
            precondition(record.encoded == bytes, "a record that isn't written as it was read")
            return record.record.refusals.total
        },
        "evidence-file": { bytes in
            guard let file = try? EvidenceFile(bytes) else { return 0 }
            return (try? file.vouch(trusted: nil, trust: AttestationTrust())) == nil ? 1 : 2
        },
        "certificate": { bytes in
            guard let certificate = try? VerdictCertificate(decoding: bytes) else { return 0 }
            return certificate.hasValidSignature ? 2 : 1
        },
        "software-key": { judge(.softwareKey, $0) },
        "nvidia": { judge(.nvidiaGPU, $0) + judge(.nvidiaSwitch, $0) },
        "tpm": { judge(.tpm, $0) },
        "device-evidence": { bytes in
            let reading = DeviceEvidenceFile.read([(name: "fuzz", bytes: bytes)])
            return reading.records.count { record in
                (try? record.verify(with: .all, policy: policy)) != nil
            }
        },
        "reference-manifest": { bytes in
            (try? ReferenceManifest(xml: bytes, roots: [], time: 0)) == nil ? 0 : 1
        },
        "yaml": { bytes in
            let file = DocumentFile(name: "fuzz", text: String(decoding: bytes, as: UTF8.self))
            return (try? YAMLDocument.parse(file)) == nil ? 0 : 1
        },
        "rules": { bytes in
            let file = DocumentFile(name: "fuzz", text: String(decoding: bytes, as: UTF8.self))
            guard let instrument = Instrument.read(file).instrument else { return 0 }
            let answer = instrument.bound(asOf: AsOf(instrument.effective)).answer(FactSheet())
            return answer.trace.reduce(0) { $0 &+ $1.line.count }
        },
        "consignment": { bytes in
            let file = DocumentFile(name: "fuzz", text: String(decoding: bytes, as: UTF8.self))
            guard let consignment = try? Consignment(file) else { return 0 }
            let written = (try? JSONEncoder().encode(consignment)) ?? Data()
            let again = try? JSONDecoder().decode(Consignment.self, from: written)
            precondition(again == consignment, "a consignment that isn't written as it was read")
            return 1
        },
        "chips": { bytes in
            let file = DocumentFile(name: "fuzz", text: String(decoding: bytes, as: UTF8.self))
            return (try? ClassificationTable(file, designers: Designers()))?.rows.count ?? 0
        },
        "hex": { bytes in Hex.bytes(String(decoding: bytes, as: UTF8.self))?.count ?? 0 },
    ]

    private static let policy = AttestationPolicy(time: 1_795_000_000)

    private static func judge(_ kind: EvidenceKind, _ body: [UInt8]) -> Int {
        let evidence = Evidence(kind: kind, body: body)
        return (try? EvidenceVerifiers.all.verify(evidence, nonce: nil, policy: policy)) == nil ? 0 : 1
    }
}

/// The target that `ASSAY_FUZZ_TARGET` names.
private let target: @Sendable ([UInt8]) -> Int = {
    let name = ProcessInfo.processInfo.environment["ASSAY_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTargets.all[name] else {
        FileHandle.standardError.write(
            Data("ASSAY_FUZZ_TARGET: expected one of \(FuzzTargets.all.keys.sorted().joined(separator: " "))\n".utf8))
        exit(2)
    }
    return target
}()

/// Seen by nobody, so that no call is optimised away.
nonisolated(unsafe) private var total = 0

/// libFuzzer's entry point.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    total &+= target(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
