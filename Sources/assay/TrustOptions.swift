import ArgumentParser
import Attestation
import Documents
import Foundation
import Proof

/// Whose hardware counts, as verify, attest and serve take it.
struct TrustOptions: ParsableArguments {
    @Option(
        name: .customLong("root"),
        help: "A root certificate of device makers (PEM or DER) to trust besides NVIDIA's; may be repeated.")
    var roots: [String] = []
    @Option(help: "A dated list of revoked certificates (YAML).") var revocations: String?
    @Option(
        name: .customLong("rim"),
        help: "A maker's reference manifest (XML) to compare measurements with; may be repeated.")
    var manifests: [String] = []
    @Option(help: "Registers of platforms in a known state (YAML), to compare TPM quotes with.")
    var platforms: String?

    /// - Parameter time: what manifests' signatures are judged by, in seconds since 1970.
    func read(at time: UInt64) throws -> AttestationTrust {
        AttestationTrust(
            roots: try roots.map { try TrustFiles.roots($0) }.reduce(NVIDIARoots.deviceIdentity) { $0.union($1) },
            revocations: try revocations.map { try TrustFiles.revocations($0) },
            references: try manifests.map { try TrustFiles.reference($0, at: time) },
            platforms: try platforms.map { try TrustFiles.platforms($0) } ?? [])
    }
}
