import Crypto
import Foundation
import Ledger
import Testing

/// The example of the reference implementation, golang.org/x/mod/sumdb/note.
struct SignedNoteTests {
    private let name = "PeterNeumann"
    private let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    private let signature = """
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    /// The public key after the type byte of `PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW`.
    private func key() throws -> Curve25519.Signing.PublicKey {
        let encoded = try #require(Data(base64Encoded: "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        return try Curve25519.Signing.PublicKey(rawRepresentation: encoded.dropFirst())
    }

    @Test func `the note of the reference implementation verifies`() throws {
        #expect(SignedNote.keyHash(of: try key(), named: name) == [0xc7, 0x4f, 0x20, 0xa3])
        #expect(try SignedNote.open(text + "\n" + signature, key: key(), name: name) == text)
    }

    @Test func `the reference key signs the note of the reference implementation`() throws {
        let encoded = try #require(Data(base64Encoded: "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"))
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: encoded.dropFirst())
        #expect(try SignedNote.sign(text, by: key, named: name) == text + "\n" + signature)
    }

    @Test func `the checkpoint of the Go checksum database verifies`() throws {
        // sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8, and the head that
        // c2sp.org/tlog-checkpoint shows under another name.
        let encoded = try #require(Data(base64Encoded: "Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"))
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: encoded.dropFirst())
        let note = """
            go.sum database tree
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

            """
        let checkpoint = try Checkpoint.verify(
            note, key: key, name: "sum.golang.org", origin: "go.sum database tree")
        #expect(checkpoint.size == 20_852_163)
    }

    @Test(arguments: [
        "", "\n", "\n\n", "text\n\n", "text\n\n— a\n", "text\n\n— a b c\n", "text\n\n—  AAAAAAAA\n",
        "text\n\n— a AAAA\n",
        "text\n\n— a AAAAAAA\n", "text\n\n- a AAAAAAAA\n", "text\n\n— a AAAAAAAA", "text\r\n\r\n— a AAAAAAAA\r\n",
        "\n\n\n\n",
    ])
    func `a note that is not in the form is refused as malformed`(note: String) throws {
        let error = #expect(throws: LedgerError.self) { try SignedNote.open(note, key: key(), name: name) }
        guard case .malformedNote = error else {
            Issue.record("expected a malformed note, found \(String(describing: error))")
            return
        }
    }

    @Test func `a malformed signature line is named by its number`() throws {
        #expect(
            throws: LedgerError.malformedNote(line: 4, found: "‘nonsense’", expected: "— <key name> <base64>")
        ) { try SignedNote.open(text + "\n" + "nonsense\n", key: key(), name: name) }
    }

    @Test func `text that does not end in a newline is not signed`() {
        let key = Curve25519.Signing.PrivateKey()
        #expect(throws: LedgerError.self) { try SignedNote.sign("text", by: key, named: name) }
    }
}
