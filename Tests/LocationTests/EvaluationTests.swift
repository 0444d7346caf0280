import Documents
import Foundation
import Location
import Quantities
import TestSupport
import Testing

/// The whole evaluation, on a mesh of invented timings and an earth of seven countries.
struct EvaluationTests {
    /// Made once: it takes seconds. One node says that it stands in Brazil and is in Brussels.
    private static let evaluation = Task { () throws -> LocationEvaluation in
        let moved = Scene.Site("Moved", 50.8503, 4.3517)
        let told = ["Moved": try Scene.Site("", -23.5505, -46.6333).place]
        let mesh = try SyntheticMesh.mesh(ToyEarth.sites + [moved], told: told, seed: 1)
        let atlas = try ToyEarth.atlas()
        let set = await MeshEvaluation(
            mesh, atlas: atlas, restricted: try atlas.regions("cn"), placeError: 1, progress: { _ in })
        return LocationEvaluation(sets: [set])
    }

    private var set: MeshEvaluation {
        get async throws { try #require(try await Self.evaluation.value.sets.first) }
    }

    @Test func `all nodes but the misplaced one are judged, and those in the region set are no landmarks`() async throws
    {
        let set = try await set
        #expect(set.nodes == 18)
        #expect(set.pairs == 18 * 17)
        #expect(set.restricted == "cn")
        #expect(set.placeErrorKm == 1)
        #expect(set.landmarks == 14)
        #expect(set.targets == 17)
        #expect(set.restrictedTargets == 3)
        #expect(set.rowsOfUnknownNodes == 0)
    }

    @Test func `no proof is wrong, and most wrong claims are refuted`() async throws {
        let set = try await set
        #expect(set.truthInside.fibre == 1)
        #expect(set.truthInside.vacuum == 1)
        #expect(set.falseAccepts == 0)
        #expect(set.restrictedCleared == 0)
        #expect(set.wrongClaims == 17 * 6)
        #expect(try #require(set.wrongClaimsRefuted) > 0.5)
    }

    @Test func `more landmarks clear more, and light in vacuum less`() async throws {
        let set = try await set
        #expect(set.clearedOutside.keys.sorted() == ["12", "14"])
        #expect(set.clearedOutsideKCentre.keys.sorted() == ["12", "14"])
        let all = try #require(set.clearedOutside["14"])
        #expect(all > 0)
        #expect(try #require(set.clearedOutside["12"]) <= all)
        #expect(set.clearedOutsideKCentre["14"] == all)
        #expect(try #require(set.clearedOutsideVacuum) <= all)
        let own = try #require(set.provenOwnCountry)
        #expect((0...1).contains(own))
        #expect(try #require(set.provenOwnCountryVacuum) <= own)
    }

    @Test func `relays are cleared only while the key is out of the loop`() async throws {
        let relays = try await set.relays
        #expect(relays.keyInLoop.tried == 3 * 14)
        #expect(relays.keyInLoop.cleared == 0)
        #expect(relays.keyOutOfLoop.tried == 3 * 14)
        #expect(relays.keyOutOfLoop.cleared > 0)
    }

    @Test func `delay gains nothing, and one liar proves nothing that must survive one`() async throws {
        let set = try await set
        #expect(set.delays.tried == 3 * 17)
        #expect(set.delays.gained == 0)
        #expect(set.liars.tried == 600)
        #expect(set.liars.falseProofs == 0)
        // Without tolerance some do: the line above is not empty.
        #expect(set.liars.falseProofsUntolerant > 0)
        #expect(set.twoPlaces.detected > set.twoPlaces.tried / 4)
    }

    @Test func `estimates are made for all, with the calibration told`() async throws {
        let estimate = try await set.estimate
        #expect(estimate.tried == 17)
        #expect(try #require(estimate.medianKm) < 3_000)
        #expect(estimate.statedProbability == 0.8)
        #expect((0...1).contains(try #require(estimate.coverage)))
        #expect((0...1).contains(try #require(estimate.rightCountry)))
        #expect(try #require(estimate.calibration).factor > 0)
        #expect(estimate.calibration?.knots.isEmpty == false)
    }

    @Test func `the misplaced node is named in answer and notes`() async throws {
        let evaluation = try await Self.evaluation.value
        let suspects = try await set.suspectNodes
        #expect(suspects.map(\.id) == ["Moved"])
        #expect(suspects.map(\.impossiblePairs) == [try await set.impossiblePairs])
        #expect(evaluation.notes.contains { $0.contains("Moved") && $0.contains("can't be where it says") })
        #expect(evaluation.isSound)
    }

    @Test(arguments: [
        "name", "nodes", "pairs", "restricted", "placeErrorKm", "landmarks", "targets", "truthInside.fibre",
        "truthInside.vacuum", "falseAccepts", "wrongClaims", "wrongClaimsRefuted", "clearedOutside.12",
        "clearedOutside.14", "clearedOutsideKCentre.12", "clearedOutsideVacuum", "restrictedTargets",
        "restrictedCleared", "provenOwnCountry", "provenOwnCountryVacuum", "relays.keyInLoop.tried",
        "relays.keyInLoop.cleared", "relays.keyOutOfLoop.tried", "relays.keyOutOfLoop.cleared", "delays.tried",
        "delays.gained", "liars.tried", "liars.falseProofs", "liars.falseProofsUntolerant", "twoPlaces.tried",
        "twoPlaces.detected", "estimate.tried", "estimate.medianKm", "estimate.rightCountry",
        "estimate.nearestLandmarkMedianKm", "estimate.nearestLandmarkRightCountry", "estimate.statedProbability",
        "estimate.coverage", "estimate.medianUncertaintyKm", "estimate.calibration.factor", "suspectNodes.0.id",
        "suspectNodes.0.name", "suspectNodes.0.impossiblePairs", "impossiblePairs", "rowsOfUnknownNodes",
    ])
    func `the JSON has what others script against`(path: String) async throws {
        let json = try JSONSerialization.jsonObject(with: try await Self.evaluation.value.json())
        let sets = try #require((json as? [String: Any])?["sets"] as? [Any])
        #expect(sets.count == 1)
        var value: Any? = sets.first
        for key in path.split(separator: ".") {
            if let list = value as? [Any] {
                value = Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil }
            } else {
                value = (value as? [String: Any])?[String(key)]
            }
        }
        #expect(!(try #require(value) is NSNull))
    }
}
