import Crypto
import SwiftASN1
import X509

/// A device's certificates, the leaf first, each issued by the next.
///
/// swift-certificates' `Verifier` isn't used. It is asynchronous, where evidence is judged in one synchronous step; it
/// searches for a path, where here the order is given; it stops at the first reason, where all are wanted, and tells
/// them apart in prose only; and with `RFC5280Policy` it lets key usage pass unread. The rules of RFC 5280, section 6
/// that these chains need are applied here with the library's own parts. Name constraints aren't read: as critical
/// extensions they are refused.
struct DeviceCertificateChain: Sendable {
    /// NVIDIA's chains have five.
    static let countLimit = 10
    /// In bytes of DER, of one certificate. NVIDIA's leaves have about 900.
    static let sizeLimit = 8 << 10

    struct Link: Sendable {
        let der: [UInt8]
        let certificate: Certificate
    }

    /// At least two.
    let links: [Link]
    /// Its key signs the reports.
    let leaf: Certificate
    /// The one above the leaf: the device's own, burnt in when it was made.
    let device: Certificate

    /// - Parameter certificates: DER, from outside.
    /// - Throws: `malformed` for too many, too long ones or none that can be read; `brokenChain` when there are too few.
    init(_ certificates: [[UInt8]]) throws(EvidenceRefusal) {
        guard certificates.count <= Self.countLimit else {
            throw EvidenceRefusal(
                .malformed, "\(certificates.count) certificates; at most \(Self.countLimit) are read")
        }
        var links: [Link] = []
        for (number, der) in certificates.enumerated() {
            guard der.count <= Self.sizeLimit else {
                throw EvidenceRefusal(
                    .malformed, "certificate \(number + 1) has \(der.count) bytes; at most \(Self.sizeLimit) are read")
            }
            guard CertificateForm.isOnly(der), let certificate = try? Certificate(derEncoded: der) else {
                throw EvidenceRefusal(.malformed, "certificate \(number + 1) is no X.509 certificate that can be read")
            }
            links.append(Link(der: der, certificate: certificate))
        }
        guard let leaf = links.first, let device = links.dropFirst().first else {
            throw EvidenceRefusal(
                .brokenChain, "\(links.count) certificates; a chain has the leaf's and the device's at least")
        }
        self.links = links
        self.leaf = leaf.certificate
        self.device = device.certificate
    }

    /// The key that signs reports; nil when it isn't on P-384.
    var leafKey: P384.Signing.PublicKey? { P384.Signing.PublicKey(leaf.publicKey) }

    /// Every reason for which this chain shows nothing: from its issuers, times, root and revocations.
    func faults(under policy: AttestationPolicy) -> [EvidenceFault] {
        issuingFaults() + contentFaults(time: policy.time) + rootFaults(policy.roots)
            + revocationFaults(policy.revocations)
    }

    /// What is known of revocation when none of them is on the list.
    func revocation(under policy: AttestationPolicy) -> RevocationStatus {
        guard let list = policy.revocations else { return .unknown }
        return .notListed(age: policy.time > list.issued ? policy.time - list.issued : 0)
    }

    /// The leaf itself can't be the root: then nobody would have vouched for the device's certificate above it.
    private func rootFaults(_ roots: Set<[UInt8]>) -> [EvidenceFault] {
        let trusted = links.dropFirst().contains { roots.contains(Array(SHA256.hash(data: $0.der))) }
        return trusted ? [] : [EvidenceFault(.untrustedRoot, "the certificates end at no root that is trusted here")]
    }

    private func revocationFaults(_ list: RevocationList?) -> [EvidenceFault] {
        guard let list else { return [] }
        return links.enumerated().compactMap { number, link in
            let padded = Hex.string(link.certificate.serialNumber.bytes.drop { $0 == 0 })
            let serial = String(padded.drop { $0 == "0" })
            guard let reason = list.serials[serial] ?? list.serials[padded] else { return nil }
            return EvidenceFault(
                .revoked, "certificate \(number + 1) of \(links.count), serial number \(serial), is revoked: \(reason)")
        }
    }
}
