extension DeviceEvidenceFile {
    /// Whether bytes are certificates in PEM form, which a report beside them may need.
    package static func isChain(_ bytes: [UInt8]) -> Bool { EvidenceFileForm(bytes) == .chain }
}

extension EvidenceReading {
    /// The same without a word about files that were only lent.
    package func leavingOut(_ names: [String]) -> EvidenceReading {
        var reading = self
        reading.skipped.removeAll { names.contains($0.name) }
        reading.faults.removeAll { names.contains($0.source) }
        return reading
    }
}
