package import Crypto
import Foundation
package import SwiftASN1

/// A verifier's signed word that an attestation key lives in the TPM with a certain endorsement key ("EK").
///
/// An EK only decrypts, so it can't sign for the attestation key. The verifier instead encrypts a secret to the EK that
/// the TPM gives out only while it holds the attestation key (`TPM2_ActivateCredential`). Whoever wasn't there can't
/// check that afterwards; they see who says so.
///
///     TPMEnrolment ::= SEQUENCE {
///         ekDigest   OCTET STRING (SIZE (32)),  -- SHA-256 over the EK certificate's DER
///         akName     OCTET STRING (SIZE (34)),  -- 00 0b and SHA-256 over the key's TPMT_PUBLIC
///         time       INTEGER,                   -- seconds since 1970
///         authority  OCTET STRING (SIZE (32)),  -- Ed25519
///         signature  OCTET STRING (SIZE (64)) } -- over "assay tpm enrolment 1", ekDigest, akName, time (8 bytes)
package struct TPMEnrolment: Sendable, Equatable {
    /// SHA-256 over the DER of the EK's certificate.
    package let ekDigest: [UInt8]
    package let akName: [UInt8]
    /// When it was shown, in seconds since 1970.
    package let time: UInt64
    /// The Ed25519 key of the verifier that saw it.
    package let authority: [UInt8]
    package let signature: [UInt8]

    /// Signs that it was shown. Whoever calls this has seen it: see `TPMEnrolmentChallenge`.
    ///
    /// - Throws: when the system's randomness fails.
    package init(
        ekCertificate: [UInt8], akName: [UInt8], time: UInt64, by authority: Curve25519.Signing.PrivateKey
    ) throws {
        let ekDigest = Array(SHA256.hash(data: ekCertificate))
        self.init(
            ekDigest: ekDigest, akName: akName, time: time, authority: Array(authority.publicKey.rawRepresentation),
            signature: Array(
                try authority.signature(for: Self.message(ekDigest: ekDigest, akName: akName, time: time))))
    }

    private init(ekDigest: [UInt8], akName: [UInt8], time: UInt64, authority: [UInt8], signature: [UInt8]) {
        self.ekDigest = ekDigest
        self.akName = akName
        self.time = time
        self.authority = authority
        self.signature = signature
    }

    private static func message(ekDigest: [UInt8], akName: [UInt8], time: UInt64) -> [UInt8] {
        Array("assay tpm enrolment 1".utf8) + ekDigest + akName + withUnsafeBytes(of: time.bigEndian) { Array($0) }
    }
}

extension TPMEnrolment {
    /// Every reason for which it doesn't show that this key lives in this TPM.
    func faults(ekCertificate: [UInt8], akName: [UInt8], policy: AttestationPolicy) -> [EvidenceFault] {
        var faults: [EvidenceFault] = []
        if self.akName != akName {
            faults.append(EvidenceFault(.notEnrolled, "the enrolment is of another attestation key"))
        }
        if ekDigest != Array(SHA256.hash(data: ekCertificate)) {
            faults.append(
                EvidenceFault(
                    .notEnrolled, "another EK chain: the key was enrolled with the TPM of another EK certificate"))
        }
        if time > policy.time {
            faults.append(
                EvidenceFault(
                    .notEnrolled, "the key was enrolled at \(time), after the time asked about, \(policy.time)"))
        }
        if let authorities = policy.enrolmentAuthorities, !authorities.contains(authority) {
            faults.append(
                EvidenceFault(.notEnrolled, "the key was enrolled by \(Hex.string(authority)), who isn't trusted here"))
        }
        if !isSigned { faults.append(EvidenceFault(.notEnrolled, "the enrolment's signature is not by its authority")) }
        return faults
    }

    private var isSigned: Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: authority) else { return false }
        return key.isValidSignature(
            signature, for: Self.message(ekDigest: ekDigest, akName: akName, time: time))
    }
}

extension TPMEnrolment: DERImplicitlyTaggable {
    /// No valid one is larger.
    package static let sizeLimit = 256

    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            TPMEnrolment(
                ekDigest: try octets(32, from: &nodes), akName: try octets(34, from: &nodes),
                time: try UInt64(derEncoded: &nodes), authority: try octets(32, from: &nodes),
                signature: try octets(64, from: &nodes))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(ASN1OctetString(contentBytes: ekDigest[...]))
            try coder.serialize(ASN1OctetString(contentBytes: akName[...]))
            try coder.serialize(time)
            try coder.serialize(ASN1OctetString(contentBytes: authority[...]))
            try coder.serialize(ASN1OctetString(contentBytes: signature[...]))
        }
    }
}

/// An octet string of this size, no other.
private func octets(_ count: Int, from nodes: inout ASN1NodeCollection.Iterator) throws -> [UInt8] {
    let bytes = Array(try ASN1OctetString(derEncoded: &nodes).bytes)
    guard bytes.count == count else {
        throw CanonicalDER.Problem(description: "an octet string of \(bytes.count) bytes; expected \(count)")
    }
    return bytes
}
