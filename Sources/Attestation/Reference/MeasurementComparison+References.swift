extension MeasurementComparison {
    /// Holds a device's measurements against the manifests for what it runs.
    ///
    /// A manifest counts when the device reports its component in its version. Several may count for one component,
    /// since a driver's version is shared by chips with different values: then it is enough that one of them agrees in
    /// whole, never a bit of each. A component without a manifest isn't judged: see which ones `matching` names.
    ///
    /// - Parameters:
    ///   - measurements: from the signed report; index 0 is its block 1.
    ///   - versions: from the signed report, by component: `ReferenceManifest.driver`, `.firmware` or `.switchFirmware`.
    ///   - references: already checked.
    ///   - unjudged: indexes to leave out, such as those of `VideoDecoderMeasurement`.
    /// - Returns: what agreed, or `notCompared` with the faults: all mismatches in one, and one for each pair of
    ///   manifests that can't both hold.
    package static func compare(
        measurements: [Int: [UInt8]], versions: [String: String], references: [ReferenceManifest],
        unjudged: Set<Int> = []
    ) -> (comparison: MeasurementComparison, faults: [EvidenceFault]) {
        let applicable = references.filter { $0.isFor(versions) }
            .map { ReferenceFinding($0, measurements: measurements, unjudged: unjudged) }
        let findings = Dictionary(grouping: applicable, by: \.manifest.component).values
            .compactMap { $0.min { $0.rank < $1.rank } }
            .sorted { $0.rank < $1.rank }
        let faults = contradictions(between: findings.map(\.manifest)) + mismatches(of: findings)
        let compared = findings.reduce(into: Set<Int>()) { $0.formUnion($1.judged) }.count
        guard faults.isEmpty, compared > 0 else { return (.notCompared, faults) }
        return (.matching(compared: compared, references: findings.map(\.manifest.id).sorted()), [])
    }

    private static func mismatches(of findings: [ReferenceFinding]) -> [EvidenceFault] {
        let parts = findings.filter { !$0.mismatched.isEmpty }.map { finding in
            "at \(finding.mismatched.map(String.init).joined(separator: ", ")) against \(finding.manifest.id)"
        }
        guard !parts.isEmpty else { return [] }
        return [
            EvidenceFault(
                .measurementMismatch,
                "the device measured other values than were published: \(parts.joined(separator: "; "))"
            )
        ]
    }

    private static func contradictions(between manifests: [ReferenceManifest]) -> [EvidenceFault] {
        manifests.enumerated().flatMap { place, first in
            manifests.dropFirst(place + 1).compactMap { second in
                let indexes = first.values.keys.sorted().filter { index in
                    guard let these = first.values[index], let those = second.values[index] else { return false }
                    return Set(these).isDisjoint(with: those)
                }
                guard !indexes.isEmpty else { return nil }
                let list = indexes.map(String.init).joined(separator: ", ")
                return EvidenceFault(
                    .measurementMismatch,
                    "\(first.id) and \(second.id) contradict each other at \(list): not both can hold")
            }
        }
    }
}

/// How a device stands to one manifest.
private struct ReferenceFinding {
    let manifest: ReferenceManifest
    let judged: [Int]
    /// In ascending order. A value of another length is another value, and so is none.
    let mismatched: [Int]

    init(_ manifest: ReferenceManifest, measurements: [Int: [UInt8]], unjudged: Set<Int>) {
        self.manifest = manifest
        judged = manifest.values.keys.filter { !unjudged.contains($0) }.sorted()
        mismatched = judged.filter { index in
            guard let measured = measurements[index], let right = manifest.values[index] else { return true }
            return !right.contains(measured)
        }
    }

    /// The best first; by name among equals, so that the order of the files doesn't matter.
    var rank: (Int, String) { (mismatched.count, manifest.id) }
}

extension ReferenceManifest {
    fileprivate func isFor(_ versions: [String: String]) -> Bool {
        versions[component].map { ComponentVersion($0) == ComponentVersion(version) } ?? false
    }
}
