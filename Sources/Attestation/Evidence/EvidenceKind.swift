/// What sort of device vouches, and so how its evidence is read. Open: another vendor's device adds a name here and an
/// `EvidenceVerifier`.
package struct EvidenceKind: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// An Ed25519 key in the host's memory.
    package static let softwareKey = EvidenceKind(rawValue: "software-key")
    /// A quote by a TPM 2.0.
    package static let tpm = EvidenceKind(rawValue: "tpm-2.0")
    /// An SPDM 1.1 measurement report by an NVIDIA GPU.
    package static let nvidiaGPU = EvidenceKind(rawValue: "nvidia-gpu")
    /// An SPDM 1.1 measurement report by an NVIDIA NVSwitch.
    package static let nvidiaSwitch = EvidenceKind(rawValue: "nvidia-switch")

    package var description: String { rawValue }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
