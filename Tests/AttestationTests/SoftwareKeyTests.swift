import Attestation
import Crypto
import Foundation
import Testing

struct SoftwareKeyTests {
    private let key: SoftwareDeviceKey
    private let nonce = [UInt8](repeating: 3, count: 32)
    private let policy = AttestationPolicy(time: 1_795_000_000)

    init() throws { key = try #require(SoftwareDeviceKey()) }

    private func evidence(_ key: SoftwareDeviceKey? = nil) throws -> Evidence {
        try #require(try (key ?? self.key).evidence(over: nonce).first)
    }

    /// Why evidence is refused; nothing when it is accepted.
    private func faults(of evidence: Evidence, nonce: [UInt8]?) -> [EvidenceFault.Code] {
        do throws(EvidenceRefusal) {
            _ = try EvidenceVerifiers.all.verify(evidence, nonce: nonce, policy: policy)
            return []
        } catch {
            return error.faults.map(\.code)
        }
    }

    @Test func `evidence is good for its own thirty-two bytes only`() throws {
        let evidence = try evidence()
        #expect(faults(of: evidence, nonce: nonce) == [])
        for index in nonce.indices {
            var other = nonce
            other[index] ^= 1
            #expect(faults(of: evidence, nonce: other) == [.otherNonce])
        }
        #expect(faults(of: evidence, nonce: Array(nonce.prefix(16))) == [.otherNonce])
        #expect(faults(of: evidence, nonce: []) == [.otherNonce])
    }

    @Test func `it says which bytes it vouched for where nobody says which were asked for`() throws {
        let device = try EvidenceVerifiers.all.verify(try evidence(), nonce: nil, policy: policy)
        #expect(device.nonce == nonce)
    }

    @Test func `a software key vouches for a holder of the key and nothing more`() throws {
        let device = try EvidenceVerifiers.all.verify(try evidence(), nonce: nonce, policy: policy)
        #expect(device.kind == .softwareKey)
        #expect(device.identity == key.identity)
        #expect(device.name == key.identity.id)
        #expect(device.assurance == .softwareKey)
        #expect(device.assurance.subject(kind: device.kind).contains("holder of the device's software key"))
        #expect(device.measurements == .notCompared)
        #expect(device.links == nil)
        #expect(device.clock == nil)
    }

    /// There is no certificate to trust or to revoke, and no measurement to compare.
    @Test func `whatever hardware is trusted, a software key is worth the same`() throws {
        let full = AttestationPolicy(
            time: .max, roots: [nonce], revocations: RevocationList(issued: 1, serials: ["4d2a91": "keyCompromise"]),
            references: [ReferenceManifest(id: "a", component: "driver", version: "1", values: [0: [nonce]])],
            platforms: [PlatformReference(name: "p", registers: [0: nonce])], enrolmentAuthorities: [])
        let evidence = try evidence()
        let device = try EvidenceVerifiers.all.verify(evidence, nonce: nonce, policy: full)
        #expect(try device == EvidenceVerifiers.all.verify(evidence, nonce: nonce, policy: policy))
        #expect(device.revocation == .unknown)
    }

    @Test func `no single changed byte is accepted`() throws {
        let evidence = try evidence()
        for index in evidence.body.indices {
            for bit in 0..<8 {
                var body = evidence.body
                body[index] ^= 1 << bit
                let refused = faults(of: Evidence(kind: .softwareKey, body: body), nonce: nonce)
                #expect(refused == [.malformed] || refused == [.badSignature], "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func `another key can't speak in this one's name`() throws {
        let other = try #require(SoftwareDeviceKey())
        let own = try evidence().body
        let foreign = try evidence(other).body
        // The statement is key, nonce and signature, each behind two bytes, all behind three.
        let swapped = own.prefix(5 + 32) + foreign.dropFirst(5 + 32)
        #expect(faults(of: Evidence(kind: .softwareKey, body: Array(swapped)), nonce: nonce) == [.badSignature])
    }

    @Test func `a key comes back from its secret bytes, and other lengths are no key`() throws {
        let again = try #require(SoftwareDeviceKey(rawRepresentation: key.rawRepresentation))
        #expect(again.identity == key.identity)
        #expect(SoftwareDeviceKey(rawRepresentation: Data([1, 2, 3])) == nil)
        #expect(SoftwareDeviceKey(rawRepresentation: Data()) == nil)
    }
}
