package import Crypto
import Foundation

/// A signing key in a file of 32 bytes that only its owner can read.
package enum KeyFile {
    /// Reads the key, or makes one where there is no file.
    ///
    /// - Parameter owner: whose key it is, for errors, such as `verifier`.
    /// - Throws: when the file can't be used: a lost key is never replaced silently.
    package static func load(_ path: String, owner: String) throws(KeyFileError) -> Curve25519.Signing.PrivateKey {
        if FileManager.default.fileExists(atPath: path) {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw KeyFileError(file: path, owner: owner, reason: "can't be read")
            }
            guard data.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data) else {
                throw KeyFileError(file: path, owner: owner, reason: "is there but holds no key of 32 bytes")
            }
            return key
        }
        let key = Curve25519.Signing.PrivateKey()
        let isMade = FileManager.default.createFile(
            atPath: path, contents: key.rawRepresentation, attributes: [.posixPermissions: 0o600])
        guard isMade else { throw KeyFileError(file: path, owner: owner, reason: "can't be written") }
        return key
    }
}

/// Why a key file can't be used.
package struct KeyFileError: Error, CustomStringConvertible {
    package let file: String
    package let owner: String
    package let reason: String

    package init(file: String, owner: String, reason: String) {
        self.file = file
        self.owner = owner
        self.reason = reason
    }

    package var description: String { "\(file): the \(owner)'s key file \(reason)" }
}
