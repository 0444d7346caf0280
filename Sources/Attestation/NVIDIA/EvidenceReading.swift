/// What a set of files held.
package struct EvidenceReading: Sendable, Equatable {
    /// A file, or one record of it, that is evidence and can't be read.
    package struct Fault: Sendable, Equatable {
        package let source: String
        package let refusal: EvidenceRefusal

        package init(source: String, refusal: EvidenceRefusal) {
            self.source = source
            self.refusal = refusal
        }
    }

    /// A file that isn't evidence.
    package struct Skipped: Sendable, Equatable {
        package let name: String
        /// Such as "not evidence: XML".
        package let reason: String

        package init(name: String, reason: String) {
            self.name = name
            self.reason = reason
        }
    }

    /// In the order of the files.
    package internal(set) var records: [EvidenceRecord] = []
    package internal(set) var faults: [Fault] = []
    package internal(set) var skipped: [Skipped] = []

    package init() {}

    mutating func fail(_ source: String, _ reason: String) {
        faults.append(Fault(source: source, refusal: EvidenceRefusal(.malformed, reason)))
    }

    mutating func skip(_ name: String, _ reason: String) {
        skipped.append(Skipped(name: name, reason: reason))
    }
}
