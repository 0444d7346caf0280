import Attestation
import Crypto
import Foundation
import Testing

struct DeviceEvidenceTests {
    private let session = [UInt8](repeating: 1, count: 16)
    private let directory = [UInt8](repeating: 2, count: 32)
    private let nonce = [UInt8](repeating: 3, count: 32)

    @Test func `evidence is good for its own session, landmarks and nonce only`() throws {
        let key = try #require(SoftwareDeviceKey())
        let evidence = try DeviceEvidence(key: key, session: session, directory: directory, nonce: nonce)
        #expect(evidence.isValid(session: session, directory: directory, nonce: nonce))
        #expect(!evidence.isValid(session: nonce.prefix(16).map { $0 }, directory: directory, nonce: nonce))
        #expect(!evidence.isValid(session: session, directory: nonce, nonce: nonce))
        #expect(!evidence.isValid(session: session, directory: directory, nonce: directory))
    }

    @Test func `a software key vouches for a holder of the key and nothing more`() throws {
        let key = try #require(SoftwareDeviceKey())
        let evidence = try DeviceEvidence(key: key, session: session, directory: directory, nonce: nonce)
        #expect(evidence.assurance == .softwareKey)
        #expect(evidence.assurance.subject.contains("holder"))
    }

    @Test func `a key comes back from its secret bytes, and other lengths are no key`() throws {
        let key = try #require(SoftwareDeviceKey())
        let again = try #require(SoftwareDeviceKey(rawRepresentation: key.rawRepresentation))
        #expect(again.identity == key.identity)
        #expect(SoftwareDeviceKey(rawRepresentation: Data([1, 2, 3])) == nil)
        #expect(DeviceIdentity(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    }

    @Test func `an identity survives JSON and is refused when it is cut`() throws {
        let identity = try #require(SoftwareDeviceKey()).identity
        let json = try JSONEncoder().encode([identity])
        #expect(try JSONDecoder().decode([DeviceIdentity].self, from: json) == [identity])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([DeviceIdentity].self, from: Data(#"["AAAA"]"#.utf8))
        }
    }

    @Test func `hexadecimal is lower case and two digits a byte`() {
        #expect(Hex.string([0, 1, 0xab, 0xff]) == "0001abff")
    }
}
