import Foundation
import Quantities
import Ranging
import Testing

@testable import Service

/// Half the nearest, because near ones prove most; the rest at random, so that nobody knows beforehand which will ask.
struct LandmarkChoiceTests {
    private let directory = LandmarkDirectory.eastward(40)
    private let place: Coordinates

    init() throws { place = try #require(Coordinates(latitude: 0, longitude: 0)) }

    /// Landmarks by their distance, from near to far.
    private var byDistance: [LandmarkName] {
        directory.entries.sorted { $0.longitude < $1.longitude }.map(\.shortName)
    }

    @Test(arguments: [1, 2, 9, 10, 39])
    func `so many as are wanted are chosen, each once, and half of them the nearest`(count: Int) {
        for _ in 0..<20 {
            let chosen = directory.choose(count, around: place)
            #expect(chosen.count == count)
            #expect(Set(chosen).count == count)
            #expect(Set(chosen).isSuperset(of: byDistance.prefix(count / 2)))
        }
    }

    @Test func `every other one may be chosen, and they change from session to session`() {
        var seen: Set<LandmarkName> = []
        var choices: Set<Set<LandmarkName>> = []
        for _ in 0..<400 {
            let chosen = Set(directory.choose(10, around: place))
            seen.formUnion(chosen)
            choices.insert(chosen)
        }
        #expect(seen == Set(byDistance))
        #expect(choices.count > 100)
    }

    @Test func `of few landmarks all are chosen`() {
        #expect(Set(directory.choose(40, around: place)) == Set(byDistance))
        #expect(Set(directory.choose(64, around: place)) == Set(byDistance))
        #expect(LandmarkDirectory(epoch: 1, entries: []).choose(24, around: place).isEmpty)
    }
}

extension LandmarkDirectory {
    /// Landmarks on the equator, a degree apart, from zero eastward.
    static func eastward(_ count: Int) -> LandmarkDirectory {
        LandmarkDirectory(
            epoch: 1,
            entries: (0..<count).map { number in
                Landmark(
                    id: "landmark-\(number)", name: "Landmark", key: [UInt8](repeating: UInt8(number), count: 32),
                    latitude: 0, longitude: Double(number), errorMetres: 0, address: "127.0.0.1:9")
            })
    }
}
