import SwiftASN1

/// What X.509 asks of a certificate's form, and the parser leaves to its caller.
enum CertificateForm {
    /// Whether the algorithm outside the signed part is the one inside, as RFC 5280, section 4.1.1.2 wants it. The outer
    /// one is signed by nobody: were it free, one certificate would have several forms.
    static func statesOneAlgorithm(_ der: [UInt8]) -> Bool {
        guard let root = try? DER.parse(der), case .constructed(let parts) = root.content else { return false }
        var outer = parts.makeIterator()
        guard let signed = outer.next(), let outside = outer.next(), case .constructed(let fields) = signed.content
        else { return false }
        // Version, where it stands, is tagged; then come the serial number and the algorithm.
        var inner = fields.makeIterator()
        var field = inner.next()
        if field?.identifier.tagClass == .contextSpecific { field = inner.next() }
        return inner.next().map { $0.encodedBytes == outside.encodedBytes } ?? false
    }
}
