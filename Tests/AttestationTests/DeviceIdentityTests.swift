import Attestation
import Crypto
import Foundation
import Testing

struct DeviceIdentityTests {
    @Test(arguments: [0, 31, 33, 64])
    func `a software key has thirty-two bytes`(count: Int) {
        #expect(DeviceIdentity(kind: .softwareKey, key: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test(arguments: [(0, false), (1, true), (34, true), (64, true), (65, false)])
    func `other kinds have one to sixty-four`(count: Int, isIdentity: Bool) {
        let key = [UInt8](repeating: 1, count: count)
        #expect((DeviceIdentity(kind: .tpm, key: key) != nil) == isIdentity)
        #expect((DeviceIdentity(kind: EvidenceKind(rawValue: "another-vendor"), key: key) != nil) == isIdentity)
    }

    @Test func `a kind has a name of one to forty bytes`() {
        for (name, isKind) in [
            ("", false), (String(repeating: "k", count: 40), true), (String(repeating: "k", count: 41), false),
        ] {
            #expect((DeviceIdentity(kind: EvidenceKind(rawValue: name), key: [1]) != nil) == isKind)
        }
    }

    @Test func `the same key of another kind is another device`() throws {
        let key = [UInt8](repeating: 7, count: 32)
        let one = try #require(DeviceIdentity(kind: .tpm, key: key))
        let other = try #require(DeviceIdentity(kind: .nvidiaGPU, key: key))
        #expect(one != other)
        #expect(one.digest != other.digest)
        #expect(one.digest == Array(SHA256.hash(data: Array("tpm-2.0".utf8) + [0] + key)))
        #expect(one.id == Hex.string(one.digest.prefix(8)))
    }

    @Test func `an identity survives JSON and is refused when it is cut`() throws {
        let identity = try #require(SoftwareDeviceKey()).identity
        let tpm = try #require(DeviceIdentity(kind: .tpm, key: [UInt8](repeating: 0, count: 34)))
        let json = try JSONEncoder().encode([identity, tpm])
        #expect(try JSONDecoder().decode([DeviceIdentity].self, from: json) == [identity, tpm])
        for text in [
            #"{"kind":"software-key","key":"AAAA"}"#, #"{"key":"AAAA"}"#, #"{"kind":"tpm-2.0","key":""}"#,
            #"{"kind":"tpm-2.0","key":"not base64"}"#, #"{"kind":"tpm-2.0"}"#, #""AAAA""#,
        ] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(DeviceIdentity.self, from: Data(text.utf8))
            }
        }
    }

    @Test func `a key without a kind is a software key`() throws {
        let identity = try #require(SoftwareDeviceKey()).identity
        let json = #"{"key":"\#(Data(identity.key).base64EncodedString())"}"#
        #expect(try JSONDecoder().decode(DeviceIdentity.self, from: Data(json.utf8)) == identity)
    }

    @Test func `assurance rises from a key in software to one in the accelerator`() {
        #expect(AssuranceLevel.softwareKey < .platformKey)
        #expect(AssuranceLevel.platformKey < .acceleratorKey)
        #expect(AssuranceLevel.softwareKey.rawValue == "L0")
        #expect(AssuranceLevel.platformKey.rawValue == "L1")
        #expect(AssuranceLevel.acceleratorKey.rawValue == "L2")
    }

    /// A GPU's report beside nothing but a session key in software is worth no more than that key.
    @Test func `hardware at the level of software keys is not said to be the hardware`() {
        for kind: EvidenceKind in [.tpm, .nvidiaGPU, .nvidiaSwitch] {
            #expect(AssuranceLevel.softwareKey.subject(kind: kind).contains("in software that isn't known"))
        }
    }
}
