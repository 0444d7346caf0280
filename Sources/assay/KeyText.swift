import ArgumentParser
import Attestation

/// Ed25519 public keys on the command line: 64 hexadecimal digits.
enum KeyText {
    static func bytes(_ text: String, option: String) throws -> [UInt8] {
        guard let key = Hex.bytes(text), key.count == 32 else {
            throw ValidationError("\(option) takes 64 hexadecimal digits")
        }
        return key
    }
}
