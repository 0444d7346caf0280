import Charts
import Location
import Proof
import Quantities
import Registry

/// Where a device stands now: what its newest evidence says.
struct DeviceStatus: Sendable {
    enum State: String, Sendable, Encodable, CaseIterable {
        /// Proven outside the restricted set, and the proof is still valid.
        case cleared
        /// Measured, and not proven outside.
        case notCleared
        /// Its newest evidence was refused.
        case refused
        /// Its last proof has run out: silence is a finding.
        case silent
        /// Never measured.
        case unmeasured
    }

    let device: DeviceRow
    let state: State
    let verdict: VerdictRow?
    let finding: FindingRow?

    /// - Parameter now: seconds since 1970.
    init(device: DeviceRow, registry: Registry, now: Int) throws {
        self.device = device
        verdict = try registry.verdicts(of: device.id, limit: 1).first
        finding = try registry.newestRefusal(of: device.id)
        state = Self.state(verdict: verdict, finding: finding, now: now)
    }

    private static func state(verdict: VerdictRow?, finding: FindingRow?, now: Int) -> State {
        if let finding, finding.foundAt >= verdict?.measuredAt ?? 0 { return .refused }
        guard let verdict else { return .unmeasured }
        guard verdict.verdict == Verdict.provenOutside.rawValue else { return .notCleared }
        return verdict.validUntil < now ? .silent : .cleared
    }

    /// In words, for pages.
    var headline: String {
        switch state {
        case .cleared: "proven outside \(verdict?.regions ?? "")"
        case .notCleared:
            verdict?.verdict == Verdict.contradictory.rawValue
                ? "contradictory evidence" : "not cleared of \(verdict?.regions ?? "")"
        case .refused: "evidence refused"
        case .silent: "proof has run out"
        case .unmeasured: "not measured yet"
        }
    }

    /// The most likely place, for people who go and look.
    var estimate: (place: Coordinates, uncertainty: Kilometres)? {
        guard let verdict, state != .refused, let latitude = verdict.estimateLatitude,
            let longitude = verdict.estimateLongitude,
            let place = Coordinates(latitude: latitude, longitude: longitude)
        else { return nil }
        return (place, Kilometres(verdict.estimateUncertainty ?? 0))
    }

    var markerKind: WorldMap.Kind {
        switch state {
        case .cleared: .cleared
        case .notCleared, .silent: .notCleared
        case .refused: .refused
        case .unmeasured: .claimed
        }
    }
}
