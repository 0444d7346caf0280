import SwiftASN1
import X509

/// The certificate of a TPM's endorsement key ("EK"): its maker's word that the key is a TPM's.
///
/// Source: TCG EK Credential Profile for TPM Family 2.0, version 2.1. The subject may be empty; who made the TPM stands
/// in a critical subjectAltName, as a directory name of the attributes below.
struct EndorsementCertificate {
    private enum Attribute {
        static let manufacturer: ASN1ObjectIdentifier = [2, 23, 133, 2, 1]
        static let model: ASN1ObjectIdentifier = [2, 23, 133, 2, 2]
    }

    /// The extended key usage of such certificates, tcg-kp-EKCertificate.
    private static let purpose = ExtendedKeyUsage.Usage(oid: [2, 23, 133, 8, 1])

    private let certificate: Certificate

    init(_ certificate: Certificate) { self.certificate = certificate }

    /// Every reason for which this isn't an endorsement key's certificate, though it may have the same root as one.
    ///
    /// This matters: who holds another key of the same authority's could else answer the enrolment's challenge with it.
    var faults: [EvidenceFault] {
        var reasons: [String] = []
        let extensions = certificate.extensions
        let constraints: BasicConstraints?
        let usage: KeyUsage?
        do {
            constraints = try extensions.basicConstraints
            usage = try extensions.keyUsage
        } catch {
            return [EvidenceFault(.malformed, "what the endorsement key's certificate is for can't be read: \(error)")]
        }
        if case .isCertificateAuthority? = constraints { reasons.append("it may issue certificates") }
        if let usage, usage.digitalSignature || usage.keyCertSign || usage.cRLSign || usage.nonRepudiation {
            reasons.append("its key may sign")
        }
        if extensions[oid: .X509ExtensionID.extendedKeyUsage] != nil {
            if (try? extensions.extendedKeyUsage)?.contains(Self.purpose) != true {
                reasons.append("its extended key usage lacks 2.23.133.8.1")
            }
        } else if usage?.keyEncipherment != true && usage?.keyAgreement != true {
            // Certificates from before the purpose had an identifier say at least what the key does.
            reasons.append("nothing in it says what its key is for")
        }
        return reasons.map { EvidenceFault(.unsupported, "not an endorsement key's certificate: \($0)") }
    }

    /// The maker: four characters of the TCG's vendor registry such as `IFX`, or its number where it has no characters.
    var manufacturer: String? {
        text(of: Attribute.manufacturer).map { text in
            let digits = text.dropFirst(3)
            guard text.hasPrefix("id:"), digits.utf8.count == 8, let number = UInt32(digits, radix: 16) else {
                return text
            }
            let letters = (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
            let shown = letters.filter { $0 > 0x20 && $0 < 0x7f }
            // Names shorter than four characters are filled up with zeros or spaces.
            guard letters.allSatisfy({ $0 == 0 || (0x20..<0x7f).contains($0) }), !shown.isEmpty else { return text }
            return String(decoding: shown, as: UTF8.self)
        }
    }

    /// The TPM's model, as its maker writes it.
    var model: String? { text(of: Attribute.model) }

    /// At most 64 characters: they are for people to read.
    private func text(of attribute: ASN1ObjectIdentifier) -> String? {
        guard let names = try? certificate.extensions.subjectAlternativeNames else { return nil }
        for case .directoryName(let name) in names {
            for found in name.lazy.flatMap({ $0 }) where found.type == attribute {
                return String(found.value).map { String($0.prefix(64)) }
            }
        }
        return nil
    }
}
