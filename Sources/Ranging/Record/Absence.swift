import Attestation
package import SwiftASN1

/// A landmark of the grant that gave no record, and why, as the prover saw it. Signed with the closing, so that nobody
/// else can say it in the device's name; believed for nothing but what to look at.
///
///     Absence ::= SEQUENCE {
///         landmark  UTF8String (SIZE (1..64)),
///         reason    INTEGER { silent (0), impostor (1), unfinished (2) } }
package struct Absence: Sendable, Hashable {
    package enum Reason: UInt8, Sendable, CaseIterable {
        /// It never answered.
        case silent = 0
        /// What answered at its address couldn't sign as it.
        case impostor = 1
        /// It took the session, and its record never came.
        case unfinished = 2

        package var name: String {
            switch self {
            case .silent: "silent"
            case .impostor: "impostor"
            case .unfinished: "unfinished"
            }
        }
    }

    package let landmark: String
    package let reason: Reason

    package init(landmark: String, reason: Reason) {
        self.landmark = landmark
        self.reason = reason
    }
}

extension Absence: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            let landmark = try CanonicalDER.text(&nodes, limit: 64, "landmark id")
            let reason = UInt8(try CanonicalDER.integer(&nodes, in: 0...2, "reason of absence"))
            return Absence(landmark: landmark, reason: Reason(rawValue: reason) ?? .silent)
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(ASN1UTF8String(landmark))
            try coder.serialize(Int64(reason.rawValue))
        }
    }
}
