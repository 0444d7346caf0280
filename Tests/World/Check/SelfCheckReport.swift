import Foundation
import Geodesy
import Quantities

/// The round trips between two sites, held against what the plan says.
struct MeasuredPath: Sendable {
    let weather: String
    let from: String
    let to: String
    /// The last number of the far site's address.
    let host: UInt8
    let kilometres: Double
    /// What the plan says, and how much more the least may be, in nanoseconds.
    let expected: UInt64
    let slack: UInt64
    private(set) var asked = 0
    private(set) var answered = 0
    /// The least round trip in nanoseconds; nil when nothing came back.
    private(set) var minimum: UInt64?

    init(weather: String, from: WorldSite, to: WorldSite, expected: UInt64, slack: UInt64) {
        self.weather = weather
        self.from = from.id
        self.to = to.id
        host = to.address.bytes[3]
        kilometres = GreatCircle.distance(from.place, to.place).value
        self.expected = expected
        self.slack = slack
    }

    /// Takes in the answers to so many more pings, in nanoseconds.
    mutating func add(_ answers: [UInt64], of asked: Int) {
        self.asked += asked
        answered += answers.count
        minimum = ([minimum].compactMap(\.self) + answers).min()
    }

    /// The minimum lies in [expected, expected + slack].
    var isWithin: Bool { minimum.map { (expected...expected + slack).contains($0) } ?? false }

    var expectedMilliseconds: Double { Double(expected) / 1e6 }
    var minimumMilliseconds: Double? { minimum.map { Double($0) / 1e6 } }
}

extension MeasuredPath: Encodable {
    private enum CodingKeys: String, CodingKey {
        case weather, from, to, kilometres, expectedMilliseconds, minimumMilliseconds, asked, answered, isWithin
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(weather, forKey: .weather)
        try container.encode(from, forKey: .from)
        try container.encode(to, forKey: .to)
        try container.encode(kilometres, forKey: .kilometres)
        try container.encode(expectedMilliseconds, forKey: .expectedMilliseconds)
        try container.encodeIfPresent(minimumMilliseconds, forKey: .minimumMilliseconds)
        try container.encode(asked, forKey: .asked)
        try container.encode(answered, forKey: .answered)
        try container.encode(isWithin, forKey: .isWithin)
    }
}

/// What the self-check found.
struct SelfCheckReport: Sendable, Encodable {
    let paths: [MeasuredPath]
    let lossInFairWeather: Double
    let lossInFoulWeather: Double
    let passed: Bool

    init(
        paths: [MeasuredPath], lossInFairWeather: Double, lossInFoulWeather: Double, lossRange: ClosedRange<Double>
    ) {
        self.paths = paths
        self.lossInFairWeather = lossInFairWeather
        self.lossInFoulWeather = lossInFoulWeather
        passed =
            !paths.isEmpty && paths.allSatisfy(\.isWithin) && lossInFairWeather == 0
            && lossRange.contains(lossInFoulWeather)
    }

    /// For people.
    var text: String {
        var table = TextTable(["weather", "from", "to", "km", "expected ms", "minimum ms", "over µs", "answered", ""])
        for path in paths {
            let over = path.minimumMilliseconds.map { ($0 - path.expectedMilliseconds) * 1e3 }
            table.add([
                path.weather, path.from, path.to, Self.fixed(path.kilometres, 0), Self.fixed(path.expectedMilliseconds),
                path.minimumMilliseconds.map { Self.fixed($0) } ?? "–", over.map { Self.fixed($0, 0) } ?? "–",
                "\(path.answered)/\(path.asked)", path.isWithin ? "ok" : "NO",
            ])
        }
        return """
            \(table.text)
            unanswered in fair weather \(Self.fixed(lossInFairWeather * 100, 2)) %, \
            in foul \(Self.fixed(lossInFoulWeather * 100, 2)) %
            \(passed ? "passed" : "FAILED"): \(paths.count { $0.isWithin }) of \(paths.count) minima where they must be
            """
    }

    private static func fixed(_ value: Double, _ digits: Int = 3) -> String {
        String(format: "%.\(digits)f", value)
    }
}
