import Attestation
import Crypto
import Foundation
import Proof
import ProofSupport
import Ranging
import Registry
import Testing

@testable import Service

/// Who gets a session, and for what.
struct SessionOpeningTests {
    private let service: ServiceScene
    private var scene: ProofScene { service.scene }

    init() throws { service = try ServiceScene() }

    /// The short name of the reason why a request gets no session; nil when it gets one.
    private func refusal(_ request: SessionRequest, at other: ServiceScene? = nil) -> String? {
        do throws(SessionRefusal) {
            _ = try (other ?? service).verifier.open(request, now: service.now)
            return nil
        } catch {
            return error.name
        }
    }

    /// The same request with other fields.
    private func altered(_ request: SessionRequest, _ changes: [String: Any]) throws -> SessionRequest {
        let json = try JSONEncoder().encode(request)
        var fields = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        for (name, value) in changes {
            #expect(fields[name] != nil)
            fields[name] = value
        }
        return try JSONDecoder().decode(
            SessionRequest.self, from: try JSONSerialization.data(withJSONObject: fields))
    }

    @Test func `an enrolled device gets a session for its key, with its consignment's question`() throws {
        let (grant, opening) = try service.open()
        #expect(grant.hasValidSignature)
        #expect(grant.terms.verifier == scene.verifierKey)
        #expect(grant.terms.device == scene.device.identity.digest)
        #expect(grant.terms.key == scene.key.publicKey)
        #expect(grant.terms.issued == service.now)
        #expect(opening.question.regions == "cn+hk+mo")
        #expect(grant.terms.question == opening.question.digest)
        #expect(Array(opening.directory) == scene.directory.encoded)
        #expect(grant.terms.directory == scene.directory.digest)
        #expect(Set(grant.terms.landmarks) == Set(scene.directory.entries.map(\.shortName)))
        #expect(
            SessionKey.isValid(
                Array(opening.directorySignature), for: LandmarkDirectory.message(scene.directory.encoded),
                by: scene.verifierKey))
        #expect(try service.counts() == ["sessions_opened": 1])
    }

    @Test func `every session is another, with another nonce`() throws {
        let first = try service.open().grant.terms
        let second = try service.open(service.scene.renewed()).grant.terms
        #expect(first.session != second.session)
        #expect(first.nonce != second.nonce)
    }

    @Test func `a device on no roster gets none`() throws {
        let other = try ServiceScene(isEnrolled: false)
        #expect(refusal(try other.request(), at: other) == "unknownDevice")
    }

    @Test(arguments: [(-301, false), (-300, true), (0, true), (300, true), (301, false)])
    func `a request of another time gets none`(offset: Int, isTaken: Bool) throws {
        let request = try service.request(time: UInt64(Int(service.now) + offset))
        #expect(refusal(request) == (isTaken ? nil : "badRequest"))
    }

    @Test func `nobody opens a session in a device's name, or with another key or time`() throws {
        let thief = try #require(SoftwareDeviceKey())
        let victim = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(scene.device.identity))
        let stolen = try altered(
            try SessionRequest(device: thief, key: SessionKey(), time: service.now), ["device": victim])
        #expect(refusal(stolen) == "badRequest")
        let honest = try service.request()
        let key = Data(SessionKey().publicKey).base64EncodedString()
        #expect(refusal(try altered(honest, ["key": key])) == "badRequest")
        #expect(refusal(try altered(honest, ["time": service.now + 1])) == "badRequest")
        #expect(refusal(try altered(honest, ["evidence": ""])) == "badRequest")
        #expect(refusal(try altered(honest, ["key": Data([1, 2, 3]).base64EncodedString()])) == "badRequest")
        #expect(refusal(try altered(honest, [:])) == nil)
    }

    @Test func `a service without landmarks opens none`() throws {
        let other = try ServiceScene(directory: LandmarkDirectory(epoch: 1, entries: []))
        #expect(refusal(try other.request(), at: other) == "noLandmarks")
    }

    @Test func `of many landmarks some are chosen for each session, and not always the same`() throws {
        let directory = LandmarkDirectory.eastward(80)
        let other = try ServiceScene(directory: directory)
        let known = Set(directory.entries.map(\.shortName))
        var chosen: Set<[LandmarkName]> = []
        for _ in 0..<Registry.sessionsPerDevice {
            let landmarks = try other.open(other.scene.renewed()).grant.terms.landmarks
            #expect(landmarks.count == Verifier.landmarksPerSession)
            #expect(known.isSuperset(of: landmarks))
            chosen.insert(landmarks)
        }
        #expect(chosen.count > 1)
    }

    @Test func `a device has so many sessions under way and no more`() throws {
        for _ in 0..<Registry.sessionsPerDevice { _ = try service.open(service.scene.renewed()) }
        let next = try SessionRequest(device: service.scene.device, key: SessionKey(), time: service.now)
        #expect(refusal(next) == "repeated")
    }

    @Test func `an overheard request opens nothing a second time`() throws {
        let request = try service.request()
        #expect(refusal(request) == nil)
        #expect(refusal(request) == "repeated")
    }
}
