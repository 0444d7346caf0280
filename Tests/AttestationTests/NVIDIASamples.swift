import Attestation
import Foundation
import TestSupport
import Testing

/// NVIDIA's published samples, out of the folder of shared data.
enum NVIDIASamples {
    static let time: UInt64 = 1_780_000_000

    static var policy: AttestationPolicy { AttestationPolicy(time: time, roots: NVIDIARoots.deviceIdentity) }
    static var verifiers: EvidenceVerifiers { EvidenceVerifiers([NVIDIAVerifier()]) }

    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = try #require(SharedData.folder).appending(path: "attestation/nvidia")
        return Array(try Data(contentsOf: folder.appending(path: name)))
    }

    /// Files of the folder, or those named.
    static func read(_ names: [String]? = nil) throws -> EvidenceReading {
        let folder = try #require(SharedData.folder).appending(path: "attestation/nvidia")
        let all = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.isRegularFileKey]
        )
        .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
        .map(\.lastPathComponent)
        return DeviceEvidenceFile.read(try (names ?? all).sorted().map { ($0, try bytes($0)) })
    }

    static func devices(_ names: [String]) throws -> [AttestedDevice] {
        try read(names).records.map { try $0.verify(with: verifiers, policy: policy) }
    }
}
