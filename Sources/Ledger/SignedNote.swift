package import Crypto
import Foundation

/// Text with Ed25519 signatures below it, in the form of c2sp.org/signed-note:
///
/// ```
/// text, one line or more
///
/// — <key name> <base64 of 4 bytes of key hash and 64 bytes of signature>
/// ```
package enum SignedNote {
    /// The most bytes that are read of a note: 64 KiB.
    package static let byteLimit = 1 << 16

    private static let newline = UInt8(ascii: "\n")

    /// A note of one signature. The text ends in a newline.
    ///
    /// - Throws: `LedgerError` for a key name, a text or a size that no reader would accept.
    package static func sign(
        _ text: String, by key: Curve25519.Signing.PrivateKey, named name: String
    ) throws(LedgerError) -> String {
        try requireKeyName(name)
        guard text.utf8.last == newline, !hasControlCharacter(text.utf8) else {
            throw .malformedNote(
                line: 1, found: "text that cannot be signed", expected: "lines without control characters")
        }
        let signature: Data
        do { signature = try key.signature(for: Data(text.utf8)) } catch { throw .signingFailed(reason: "\(error)") }
        let mark = Data(keyHash(of: key.publicKey, named: name)) + signature
        let note = "\(text)\n— \(name) \(mark.base64EncodedString())\n"
        guard note.utf8.count <= byteLimit else { throw .noteTooLarge(bytes: note.utf8.count, limit: byteLimit) }
        return note
    }

    /// The text of a note that the trusted key has signed. Signatures of other keys are ignored.
    ///
    /// - Throws: `LedgerError` when the note is malformed, or lacks a signature of that key, or holds one
    ///   that does not verify.
    package static func open(
        _ note: String, key: Curve25519.Signing.PublicKey, name: String
    ) throws(LedgerError) -> String {
        try requireKeyName(name)
        let (text, lines, firstLine) = try split(note)
        let trusted = keyHash(of: key, named: name)
        var isSigned = false
        for (offset, line) in lines.enumerated() {
            let signature = try Signature(line: line, number: firstLine + offset)
            guard signature.name.elementsEqual(name.utf8), signature.keyHash == trusted else { continue }
            guard key.isValidSignature(signature.value, for: text) else { throw .wrongSignature(name: name) }
            isSigned = true
        }
        guard isSigned else { throw .notSignedBy(name: name) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ public key); 0x01 stands for Ed25519.
    package static func keyHash(of key: Curve25519.Signing.PublicKey, named name: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(name.utf8) + [newline, 0x01] + key.rawRepresentation).prefix(4))
    }

    /// Cuts at the last empty line, and says on which line the signatures begin.
    private static func split(
        _ note: String
    ) throws(LedgerError) -> (text: ArraySlice<UInt8>, signatures: [ArraySlice<UInt8>], firstLine: Int) {
        // Counting UTF-8 is cheap; the bytes are copied only when there are few enough.
        guard note.utf8.count <= byteLimit else { throw .noteTooLarge(bytes: note.utf8.count, limit: byteLimit) }
        let bytes = Array(note.utf8)
        guard !hasControlCharacter(bytes) else {
            throw .malformedNote(line: 1, found: "a control character", expected: "text and newlines")
        }
        guard let blank = bytes.indices.dropFirst().last(where: { bytes[$0] == newline && bytes[$0 - 1] == newline })
        else { throw .malformedNote(line: 1, found: "no empty line", expected: "one before the signatures") }
        let text = bytes[..<blank]
        let firstLine = text.count { $0 == newline } + 2
        guard bytes.count > blank + 1, bytes.last == newline else {
            throw .malformedNote(
                line: firstLine, found: "no complete signature line", expected: "at least one, ending in a newline")
        }
        return (text, bytes[(blank + 1)...].dropLast().split(separator: newline), firstLine)
    }

    private static func requireKeyName(_ name: String) throws(LedgerError) {
        let isUsable = name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
        guard !name.isEmpty, isUsable else { throw .invalidKeyName(name) }
    }

    private static func hasControlCharacter(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.contains { $0 < 0x20 && $0 != newline }
    }
}

extension SignedNote {
    /// One line below the text.
    private struct Signature {
        let name: ArraySlice<UInt8>
        let keyHash: [UInt8]
        let value: Data

        init(line: ArraySlice<UInt8>, number: Int) throws(LedgerError) {
            let prefix = Array("— ".utf8)
            let parts = line.dropFirst(prefix.count)
                .split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            guard line.starts(with: prefix), parts.count == 2, !parts[0].isEmpty,
                let bytes = Data(canonicalBase64: parts[1]), bytes.count > 4
            else {
                throw .malformedNote(
                    line: number, found: "‘\(String(decoding: line.prefix(100), as: UTF8.self))’",
                    expected: "— <key name> <base64>")
            }
            name = parts[0]
            keyHash = Array(bytes.prefix(4))
            value = Data(bytes.dropFirst(4))
        }
    }
}

extension Data {
    /// Decodes base64 with its padding, and only in the one way that encoding would write it.
    init?(canonicalBase64 text: some Collection<UInt8>) {
        guard let decoded = Data(base64Encoded: Data(text)), decoded.base64EncodedData().elementsEqual(text) else {
            return nil
        }
        self = decoded
    }
}
