import Attestation
import Foundation
import Proof
import Ranging
import Registry

extension FindingRow {
    /// What accepted evidence shows besides its verdict.
    static func remarks(on verified: VerifiedEvidence) -> [FindingRow] {
        let session = verified.vouched.terms.session.description
        func remark(_ kind: String, _ reason: String) -> FindingRow {
            FindingRow(
                id: "\(kind) \(session)", deviceId: verified.device.id, kind: kind, reason: reason,
                foundAt: Int(clamping: verified.measuredAt))
        }
        let foreign = verified.records.filter { $0.refusals.unauthenticated > 0 || $0.refusals.replayed > 0 }
        let impostors = verified.absences.filter { $0.reason == .impostor }.map(\.landmark)
        return
            (foreign.isEmpty
            ? []
            : [
                remark(
                    foreignReplies,
                    "replies that this session's key didn't make came to \(foreign.map(\.landmark).joined(separator: ", "))"
                )
            ])
            + (impostors.isEmpty
                ? []
                : [
                    remark(
                        landmarkImpostor,
                        "something else answered at the address of \(impostors.joined(separator: ", "))")
                ])
    }
}
