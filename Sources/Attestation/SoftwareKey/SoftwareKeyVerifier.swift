import Crypto
import Foundation
import SwiftASN1

/// What a software key says:
///
///     SoftwareKeyStatement ::= SEQUENCE {
///         key        OCTET STRING (SIZE (32)),   -- Ed25519
///         nonce      OCTET STRING (SIZE (32)),
///         signature  OCTET STRING (SIZE (64)) }  -- over "assay software key 2" and the nonce
struct SoftwareKeyStatement: Sendable, Equatable {
    let key: [UInt8]
    let nonce: [UInt8]
    let signature: [UInt8]

    static func message(nonce: [UInt8]) -> [UInt8] { Array("assay software key 2".utf8) + nonce }
}

extension SoftwareKeyStatement: DERImplicitlyTaggable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    init(key: ArraySlice<UInt8>, nonce: ArraySlice<UInt8>, signature: ArraySlice<UInt8>) {
        self.init(key: Array(key), nonce: Array(nonce), signature: Array(signature))
    }

    init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            SoftwareKeyStatement(
                key: try ASN1OctetString(derEncoded: &nodes).bytes,
                nonce: try ASN1OctetString(derEncoded: &nodes).bytes,
                signature: try ASN1OctetString(derEncoded: &nodes).bytes)
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            for part in [key, nonce, signature] { try coder.serialize(ASN1OctetString(contentBytes: part[...])) }
        }
    }
}

/// Judges software keys: assurance L0.
package struct SoftwareKeyVerifier: EvidenceVerifier {
    package init() {}

    package var kinds: Set<EvidenceKind> { [.softwareKey] }

    package func verify(
        _ evidence: Evidence, nonce: [UInt8]?, policy: AttestationPolicy
    ) throws(EvidenceRefusal) -> AttestedDevice {
        let statement: SoftwareKeyStatement
        do {
            statement = try CanonicalDER.decode(from: evidence.body, limit: 256)
        } catch {
            throw EvidenceRefusal(.malformed, "the software key's statement is \(error)")
        }
        guard statement.nonce.count == 32 else {
            throw EvidenceRefusal(.malformed, "the nonce has \(statement.nonce.count) bytes; expected 32")
        }
        guard let identity = DeviceIdentity(kind: .softwareKey, key: statement.key),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(statement.key))
        else { throw EvidenceRefusal(.malformed, "the key is no Ed25519 public key") }
        let message = SoftwareKeyStatement.message(nonce: statement.nonce)
        guard key.isValidSignature(statement.signature, for: message) else {
            throw EvidenceRefusal(.badSignature, "the signature is not by the software key")
        }
        guard nonce == nil || nonce == statement.nonce else {
            throw EvidenceRefusal(.otherNonce, "the software key vouched for another session")
        }
        return AttestedDevice(
            kind: .softwareKey, identity: identity, name: identity.id, assurance: .softwareKey, nonce: statement.nonce)
    }

    /// The short name of the key.
    package func claimedName(of evidence: Evidence) -> String? {
        guard let statement: SoftwareKeyStatement = try? CanonicalDER.decode(from: evidence.body, limit: 256) else {
            return nil
        }
        return DeviceIdentity(kind: .softwareKey, key: statement.key)?.id
    }
}
