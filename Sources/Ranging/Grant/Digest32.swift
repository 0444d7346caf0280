import Crypto

/// SHA-256 over a label and parts.
package enum Digest32 {
    /// The caller sees to it that no two lists of parts give the same bytes.
    package static func sha256(_ label: String, _ parts: [UInt8]...) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array(label.utf8))
        for part in parts { hash.update(data: part) }
        return Array(hash.finalize())
    }
}
