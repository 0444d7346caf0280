package import SwiftASN1

/// What a TPM hands in (evidence of the kind `tpm-2.0`):
///
///     TPMEvidence ::= SEQUENCE {
///         ekCertificates  SEQUENCE (SIZE (1..8)) OF OCTET STRING,  -- DER, the endorsement key's first, the root last
///         akPublic        OCTET STRING,   -- TPMT_PUBLIC of the attestation key
///         enrolment       OCTET STRING,   -- DER of TPMEnrolment; empty before the key was enrolled
///         quote           OCTET STRING,   -- TPMS_ATTEST
///         signature       OCTET STRING,   -- TPMT_SIGNATURE over the quote
///         registers       SEQUENCE (SIZE (1..24)) OF SEQUENCE {  -- of the SHA-256 bank, ascending
///             number  INTEGER (0..23),
///             value   OCTET STRING (SIZE (32)) } }
///
/// The endorsement key's public part stands in its certificate.
package struct TPMEvidence: Sendable, Equatable {
    /// A register for platform configuration ("PCR") of the SHA-256 bank.
    package struct Register: Sendable, Equatable {
        package let number: Int
        package let value: [UInt8]

        package init(number: Int, value: [UInt8]) {
            self.number = number
            self.value = value
        }
    }

    /// A chain has two to four certificates; eight are read.
    package static let certificateLimit = 8
    /// One certificate takes 1 to 2 kB; so many bytes are read.
    package static let certificateSizeLimit = 8 << 10
    /// A TPM of a PC has 24 registers a bank (PC Client Platform TPM Profile).
    package static let registerLimit = 24

    package let ekCertificates: [[UInt8]]
    package let akPublic: [UInt8]
    package let enrolment: [UInt8]
    package let quote: [UInt8]
    package let signature: [UInt8]
    package let registers: [Register]

    package init(
        ekCertificates: [[UInt8]], akPublic: [UInt8], enrolment: [UInt8], quote: [UInt8], signature: [UInt8],
        registers: [Register]
    ) {
        self.ekCertificates = ekCertificates
        self.akPublic = akPublic
        self.enrolment = enrolment
        self.quote = quote
        self.signature = signature
        self.registers = registers
    }

    /// Every reason for which its registers aren't of the form above.
    var registerFaults: [EvidenceFault] {
        var reasons: [String] = []
        let numbers = registers.map(\.number)
        if !(1...Self.registerLimit).contains(registers.count) {
            reasons.append("\(registers.count) registers are given; expected 1 to \(Self.registerLimit)")
        }
        if !numbers.allSatisfy((0..<Self.registerLimit).contains) {
            reasons.append("a register's number is not from 0 to \(Self.registerLimit - 1)")
        }
        if zip(numbers, numbers.dropFirst()).contains(where: { $0 >= $1 }) {
            reasons.append("the registers don't ascend")
        }
        if !registers.allSatisfy({ $0.value.count == 32 }) {
            reasons.append("a register's value is not of 32 bytes")
        }
        return reasons.map { EvidenceFault(.malformed, $0) }
    }
}

extension TPMEvidence: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            TPMEvidence(
                ekCertificates: try DER.sequence(of: ASN1OctetString.self, identifier: .sequence, nodes: &nodes)
                    .map { Array($0.bytes) },
                akPublic: Array(try ASN1OctetString(derEncoded: &nodes).bytes),
                enrolment: Array(try ASN1OctetString(derEncoded: &nodes).bytes),
                quote: Array(try ASN1OctetString(derEncoded: &nodes).bytes),
                signature: Array(try ASN1OctetString(derEncoded: &nodes).bytes),
                registers: try DER.sequence(of: Register.self, identifier: .sequence, nodes: &nodes))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serializeSequenceOf(ekCertificates.map { ASN1OctetString(contentBytes: $0[...]) })
            for part in [akPublic, enrolment, quote, signature] {
                try coder.serialize(ASN1OctetString(contentBytes: part[...]))
            }
            try coder.serializeSequenceOf(registers)
        }
    }
}

extension TPMEvidence.Register: DERImplicitlyTaggable {
    package static var defaultIdentifier: ASN1Identifier { .sequence }

    package init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            TPMEvidence.Register(
                number: try Int(derEncoded: &nodes), value: Array(try ASN1OctetString(derEncoded: &nodes).bytes))
        }
    }

    package func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(number)
            try coder.serialize(ASN1OctetString(contentBytes: value[...]))
        }
    }
}
