package import Attestation
package import Proof
package import Ranging

extension ProofScene {
    /// Evidence that a device at a place would hand in: with a record of every landmark of the grant, but for the absent
    /// ones.
    package func evidence(
        at place: Place, grant: SessionGrant? = nil, question: Question = .usual, answered: Bool = true,
        unauthenticated: UInt16 = 0, absences: [Absence] = []
    ) throws -> EvidenceFile {
        let grant = try grant ?? self.grant(question: question)
        let absent = Set(absences.map(\.landmark))
        let named = Set(grant.terms.landmarks)
        let records = try directory.entries.filter { named.contains($0.shortName) && !absent.contains($0.id) }
            .compactMap {
                try record(
                    of: $0.id, at: place, grant: grant, unauthenticated: unauthenticated, answered: answered)
            }
        return try file(grant: grant, records: records, question: question, absences: absences)
    }

    /// A file with these records, opened, closed and signed by the scene's device and key unless by others.
    package func file(
        grant: SessionGrant, records: [SignedRecord], question: Question = .usual, absences: [Absence] = [],
        openedBy opener: (any EvidenceSource)? = nil, closedBy closer: (any EvidenceSource)? = nil,
        signedBy key: SessionKey? = nil
    ) throws -> EvidenceFile {
        let statement = try statement(
            grant: grant, records: records, question: question, absences: absences, openedBy: opener)
        return try close(statement, by: closer, signedBy: key)
    }

    /// What a session gave, before it is closed.
    ///
    /// - Parameter nonce: what the device vouches for at the opening; the grant's binding unless given.
    package func statement(
        grant: SessionGrant, records: [SignedRecord], question: Question = .usual, absences: [Absence] = [],
        openedBy opener: (any EvidenceSource)? = nil, nonce: [UInt8]? = nil, directorySignature: [UInt8]? = nil
    ) throws -> EvidenceStatement {
        let source: any EvidenceSource = opener ?? device
        return EvidenceStatement(
            question: question, grant: grant, opening: try source.evidence(over: nonce ?? grant.terms.binding),
            directory: directory, directorySignature: try directorySignature ?? self.directorySignature(),
            records: records, absences: absences)
    }

    /// Closes a statement by the scene's device and key unless by others.
    package func close(
        _ statement: EvidenceStatement, by closer: (any EvidenceSource)? = nil, signedBy other: SessionKey? = nil
    ) throws -> EvidenceFile {
        let source: any EvidenceSource = closer ?? device
        return try EvidenceFile(closing: statement, by: source, key: other ?? key)
    }
}
