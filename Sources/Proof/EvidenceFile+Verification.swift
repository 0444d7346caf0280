package import Attestation
import Crypto
import Foundation
import Geodesy
package import Location
import Quantities
package import Ranging

/// What checked evidence says.
package struct VerifiedEvidence: Sendable {
    package let digest: String
    package let device: DeviceIdentity
    package let assurance: AssuranceLevel
    package let finding: Finding
    /// The answer at the speed of light in vacuum, which is stricter.
    package let strictFinding: Finding
    /// Of a contradiction, the landmarks that it may be owed to.
    package let suspects: [String]
    /// Ranks what to inspect; never a verdict.
    package let estimate: Estimate?
    package let observations: [Observation]
    package let records: [RangingRecord]
    package let directory: LandmarkDirectory
    package let verifier: [UInt8]
    /// Seconds since 1970.
    package let measuredAt: UInt64
    package let validUntil: UInt64
}

extension EvidenceFile {
    /// Checks every signature and recomputes the verdict. Needs no network and no clock: the same file gives the
    /// same answer on any machine.
    ///
    /// The order: first who vouches (verifier, directory), then for whom (device, transcript), then what was
    /// measured (each record), and only then geometry. Nothing is computed from what isn't yet vouched for.
    ///
    /// - Parameter trusted: verifier keys to accept; nil accepts the file's own, and the reader must compare the
    ///   key that is printed.
    package func verify(trusted: Set<[UInt8]>?, atlas: RegionAtlas) throws(Refusal) -> VerifiedEvidence {
        let grant = try decodeGrant(trusted: trusted)
        let directory = try decodeDirectory(grant)
        guard deviceEvidence.device == grant.device,
            deviceEvidence.isValid(session: grant.session, directory: grant.directoryDigest, nonce: grant.nonce)
        else { throw .badDeviceEvidence }
        guard grant.device.isValid(signature: closing, for: Self.transcript(grant: self.grant, records: records))
        else { throw .badClosing }
        let records = try checkedRecords(grant: grant, directory: directory)
        let observations = records.compactMap { Self.observation($0, directory: directory) }
        guard !observations.isEmpty else {
            let forged = records.filter { $0.refusals.unauthenticated > 0 }.count
            throw forged > 0 ? .answeredWithoutKey(landmarks: forged) : .noRecords
        }
        let regions = try Self.regions(question.regions, atlas)
        let cells = atlas.cells(of: regions)
        let measuredAt = records.map(\.signedAt).max() ?? grant.issued
        let region = FeasibleRegion(observations, speed: question.speed)
        func finding(_ region: FeasibleRegion) -> Finding {
            region.decide(regions, cells: cells, faultTolerance: question.faultTolerance)
        }
        return VerifiedEvidence(
            digest: digest, device: grant.device, assurance: deviceEvidence.assurance,
            finding: finding(region),
            strictFinding: finding(FeasibleRegion(observations, speed: .vacuum)), suspects: region.suspects,
            estimate: Estimate(observations, land: atlas.borderCells), observations: observations, records: records,
            directory: directory, verifier: grant.verifier,
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

    private func decodeGrant(trusted: Set<[UInt8]>?) throws(Refusal) -> SessionGrant {
        let grant: SessionGrant
        do {
            grant = try SessionGrant(decoding: self.grant)
        } catch {
            throw .malformed("grant: \(error)")
        }
        if let trusted, !trusted.contains(grant.verifier) { throw .untrustedVerifier }
        guard grant.hasValidSignature else { throw .badGrantSignature }
        guard grant.questionDigest == question.digest else { throw .otherQuestion }
        return grant
    }

    private func decodeDirectory(_ grant: SessionGrant) throws(Refusal) -> LandmarkDirectory {
        let directory: LandmarkDirectory
        do {
            directory = try LandmarkDirectory(decoding: self.directory)
        } catch {
            throw .malformed("directory: \(error)")
        }
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(grant.verifier)),
            key.isValidSignature(directorySignature, for: self.directory)
        else { throw .badDirectorySignature }
        guard directory.digest == grant.directoryDigest else { throw .otherDirectory }
        return directory
    }

    private func checkedRecords(
        grant: SessionGrant, directory: LandmarkDirectory
    ) throws(Refusal) -> [RangingRecord] {
        var seen: Set<String> = []
        var checked: [RangingRecord] = []
        for data in records {
            let signed: SignedRecord
            do {
                signed = try SignedRecord(decoding: data)
            } catch {
                throw .malformed("record: \(error)")
            }
            let record = signed.record
            guard let entry = directory.entry(record.landmark) else { throw .unknownLandmark(record.landmark) }
            guard signed.isSigned(by: entry) else { throw .badRecordSignature(landmark: record.landmark) }
            guard record.session == grant.session, record.device == grant.device else {
                throw .otherSession(landmark: record.landmark)
            }
            guard grant.isCurrent(at: record.signedAt) else { throw .recordOutOfTime(landmark: record.landmark) }
            guard seen.insert(record.landmark).inserted else { throw .repeatedLandmark(record.landmark) }
            checked.append(record)
        }
        return checked
    }

    /// The landmark's least round trip from where the directory says it stands; nil when it has no sample.
    private static func observation(_ record: RangingRecord, directory: LandmarkDirectory) -> Observation? {
        guard let entry = directory.entry(record.landmark), let roundTrip = record.leastRoundTrip,
            let place = Coordinates(latitude: entry.latitude, longitude: entry.longitude)
        else { return nil }
        return Observation(
            landmark: entry.id, place: place, placeError: Kilometres(Double(entry.errorMetres) / 1_000),
            roundTrip: Seconds(roundTrip))
    }
}
