package import Attestation
import Foundation
import Geodesy
package import Location
import Quantities
package import Ranging

/// What checked evidence says.
package struct VerifiedEvidence: Sendable {
    package let digest: String
    package let vouched: VouchedEvidence
    package let finding: Finding
    /// The answer at the speed of light in vacuum, which is stricter.
    package let strictFinding: Finding
    /// Of a contradiction, the landmarks that it may be owed to.
    package let suspects: [String]
    /// Ranks what to inspect; never a verdict.
    package let estimate: Estimate?
    package let observations: [Observation]
    package let records: [RangingRecord]
    /// Seconds since 1970.
    package let measuredAt: UInt64
    package let validUntil: UInt64

    package var device: DeviceIdentity { vouched.device }
    package var assurance: AssuranceLevel { vouched.assurance }
    package var directory: LandmarkDirectory { vouched.file.statement.directory }
    package var absences: [Absence] { vouched.file.statement.absences }
    package var verifier: [UInt8] { vouched.terms.verifier }
}

extension EvidenceFile {
    /// Checks every signature and recomputes the verdict. Needs no network and no clock: the same file under the same
    /// trust gives the same answer on any machine.
    ///
    /// The order: first who vouches (verifier, directory, device, transcript), then what was measured (each record), and
    /// only then geometry.
    ///
    /// - Parameter trusted: verifier keys to accept; nil accepts the file's own, and the reader must compare the
    ///   key that is printed.
    package func verify(
        trusted: Set<[UInt8]>?, trust: AttestationTrust, atlas: RegionAtlas
    ) throws(Refusal) -> VerifiedEvidence {
        try vouch(trusted: trusted, trust: trust).decide(atlas: atlas)
    }
}

extension VouchedEvidence {
    /// Checks what was measured, and answers the question.
    package func decide(atlas: RegionAtlas) throws(Refusal) -> VerifiedEvidence {
        let question = file.statement.question
        let records = try checkedRecords()
        try checkAbsences(besides: records)
        let observations = records.compactMap(observation)
        guard !observations.isEmpty else {
            let forged = records.count { $0.refusals.unauthenticated > 0 || $0.refusals.replayed > 0 }
            throw forged > 0 ? .answeredWithoutKey(landmarks: forged) : .noRecords
        }
        let regions = try Self.regions(question.regions, atlas)
        let cells = atlas.cells(of: regions)
        // The oldest measurement that the answer rests on: a late record must not make early ones younger.
        let measuredAt = records.filter { $0.least != nil }.map(\.signedAt).min() ?? terms.issued
        let region = FeasibleRegion(observations, speed: question.speed)
        func finding(_ region: FeasibleRegion) -> Finding {
            region.decide(regions, cells: cells, faultTolerance: question.faultTolerance)
        }
        return VerifiedEvidence(
            digest: file.digest, vouched: self, finding: finding(region),
            strictFinding: finding(FeasibleRegion(observations, speed: .vacuum)), suspects: region.suspects,
            estimate: Estimate(observations, land: atlas.borderCells), observations: observations, records: records,
            measuredAt: measuredAt,
            validUntil: measuredAt.addingReportingOverflow(UInt64(max(0, question.validity))).partialValue)
    }

    private static func regions(_ text: String, _ atlas: RegionAtlas) throws(Refusal) -> RegionSet {
        do {
            return try atlas.regions(text)
        } catch {
            throw .unknownRegion("\(error)")
        }
    }

    /// A device may only say of landmarks that were asked that they didn't answer, and of each once.
    private func checkAbsences(besides records: [RangingRecord]) throws(Refusal) {
        let asked = Set(terms.landmarks)
        let directory = file.statement.directory
        let known = Set(directory.entries.filter { asked.contains($0.shortName) }.map(\.id))
            .union(asked.map { Hex.string($0.bytes) })
        var seen = Set(records.map(\.landmark))
        for absence in file.statement.absences {
            guard known.contains(absence.landmark) else { throw .unknownLandmark(absence.landmark) }
            guard seen.insert(absence.landmark).inserted else { throw .repeatedLandmark(absence.landmark) }
        }
    }

    package func checkedRecords() throws(Refusal) -> [RangingRecord] {
        let named = Set(terms.landmarks)
        var seen: Set<String> = []
        var checked: [RangingRecord] = []
        for signed in file.statement.records {
            let record = signed.record
            guard let entry = file.statement.directory.entry(record.landmark), named.contains(entry.shortName) else {
                throw .unknownLandmark(record.landmark)
            }
            guard signed.isSigned(by: entry) else { throw .badRecordSignature(landmark: record.landmark) }
            guard record.session == terms.session, record.key == terms.key else {
                throw .otherSession(landmark: record.landmark)
            }
            guard record.signedAt <= Int64.max, terms.isCurrent(at: record.signedAt) else {
                throw .recordOutOfTime(landmark: record.landmark)
            }
            guard record.challenges <= terms.rounds else { throw .tooManyRounds(landmark: record.landmark) }
            guard seen.insert(record.landmark).inserted else { throw .repeatedLandmark(record.landmark) }
            checked.append(record)
        }
        return checked
    }

    /// The landmark's least round trip from where the directory says it stands; nil when it has no sample.
    private func observation(_ record: RangingRecord) -> Observation? {
        guard let entry = file.statement.directory.entry(record.landmark), let roundTrip = record.leastRoundTrip,
            let place = Coordinates(latitude: entry.latitude, longitude: entry.longitude)
        else { return nil }
        return Observation(
            landmark: entry.id, place: place, placeError: Kilometres(Double(entry.errorMetres) / 1_000),
            roundTrip: Seconds(roundTrip))
    }
}
