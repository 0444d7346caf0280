import SwiftASN1

extension DeviceCertificateChain {
    /// In bytes: base64 takes 4 for 3, and the rest is for line ends and the lines around each.
    static let textLimit = countLimit * (sizeLimit * 3 / 2 + 128)

    /// The certificates of PEM text, in its order, as DER.
    ///
    /// - Parameter text: refused unread when it is longer than a chain within the limits can be.
    /// - Throws: `malformed`.
    static func certificates(ofPEM text: [UInt8]) throws(EvidenceRefusal) -> [[UInt8]] {
        guard text.count <= textLimit else {
            throw EvidenceRefusal(.malformed, "certificates of \(text.count) bytes; at most \(textLimit) are read")
        }
        guard let documents = try? PEMDocument.parseMultiple(pemString: String(decoding: text, as: UTF8.self)),
            !documents.isEmpty, documents.allSatisfy({ $0.discriminator == "CERTIFICATE" })
        else { throw EvidenceRefusal(.malformed, "not certificates in PEM form") }
        return documents.map(\.derBytes)
    }
}
