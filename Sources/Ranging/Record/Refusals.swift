import Attestation
package import SwiftASN1

/// Replies that a landmark counted and refused. Each count stops at 65,535.
///
///     Refusals ::= SEQUENCE {
///         unauthenticated, replayed, doubled, late, early, clockSteps  INTEGER (0..65535) }
package struct Refusals: Sendable, Hashable {
    /// Without a valid MAC: from somebody who doesn't hold the key.
    package var unauthenticated: UInt16 = 0
    /// With a MAC that was right for another round of this session.
    package var replayed: UInt16 = 0
    /// For a round that was answered already, with the same answer.
    package var doubled: UInt16 = 0
    /// For a round that was given up.
    package var late: UInt16 = 0
    /// For a round whose challenge wasn't sent yet.
    package var early: UInt16 = 0
    /// Right in all, but the landmark's clock was stepped while the round was under way.
    package var clockSteps: UInt16 = 0

    package init() {}

    /// The counts by name, in the order of the encoding.
    package var counts: [(name: String, count: Int)] {
        [
            ("unauthenticated", Int(unauthenticated)), ("replayed", Int(replayed)), ("doubled", Int(doubled)),
            ("late", Int(late)), ("early", Int(early)), ("clockSteps", Int(clockSteps)),
        ]
    }

    package var total: Int { counts.reduce(0) { $0 + $1.count } }

    /// One more of a kind.
    mutating func count(_ kind: WritableKeyPath<Refusals, UInt16>) {
        if self[keyPath: kind] < .max { self[keyPath: kind] += 1 }
    }
}

extension Refusals: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            func next(_ field: String) throws -> UInt16 {
                UInt16(try CanonicalDER.integer(&nodes, in: 0...Int64(UInt16.max), field))
            }
            var refusals = Refusals()
            refusals.unauthenticated = try next("unauthenticated replies")
            refusals.replayed = try next("replayed replies")
            refusals.doubled = try next("doubled replies")
            refusals.late = try next("late replies")
            refusals.early = try next("early replies")
            refusals.clockSteps = try next("clock steps")
            return refusals
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            for (_, count) in counts { try coder.serialize(Int64(count)) }
        }
    }
}
