package import Crypto
import Foundation

/// The verifier's signing key, kept in a file that only its owner can read.
package enum VerifierKey {
    /// Reads the key beside a database, or makes one on the first start.
    ///
    /// - Throws: `VerifierKeyError` when the file can't be used: a lost key is never replaced silently.
    package static func load(besideDatabase path: String) throws(VerifierKeyError) -> Curve25519.Signing.PrivateKey {
        let file = path + ".verifier-key"
        if FileManager.default.fileExists(atPath: file) {
            guard let data = FileManager.default.contents(atPath: file),
                let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data)
            else { throw VerifierKeyError(file: file, reason: "is there but holds no key") }
            return key
        }
        let key = Curve25519.Signing.PrivateKey()
        let isMade = FileManager.default.createFile(
            atPath: file, contents: key.rawRepresentation, attributes: [.posixPermissions: 0o600])
        guard isMade else { throw VerifierKeyError(file: file, reason: "can't be written") }
        return key
    }
}

/// Why the verifier's key can't be used.
package struct VerifierKeyError: Error, CustomStringConvertible {
    package let file: String
    package let reason: String
    package var description: String { "\(file): the verifier's key file \(reason)" }
}
