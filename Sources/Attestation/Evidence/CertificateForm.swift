import SwiftASN1

/// What X.509 asks of a certificate's form, and the parser leaves to its caller.
enum CertificateForm {
    /// Whether what nobody signed has the one form that it may have: were it free, one certificate would have several.
    ///
    /// The algorithm outside the signed part must be the one inside, as RFC 5280, section 4.1.1.2 wants it. The
    /// signature is whole bytes: the parser takes it with up to seven bits declared unused, where these are zero.
    static func isOnly(_ der: [UInt8]) -> Bool {
        guard let root = try? DER.parse(der), case .constructed(let parts) = root.content else { return false }
        var outer = parts.makeIterator()
        guard let signed = outer.next(), let outside = outer.next(), let signature = outer.next(),
            case .constructed(let fields) = signed.content,
            let bits = try? ASN1BitString(derEncoded: signature), bits.paddingBits == 0
        else { return false }
        // Version, where it stands, is tagged; then come the serial number and the algorithm.
        var inner = fields.makeIterator()
        var field = inner.next()
        if field?.identifier.tagClass == .contextSpecific { field = inner.next() }
        return inner.next().map { $0.encodedBytes == outside.encodedBytes } ?? false
    }
}
