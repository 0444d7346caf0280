import Foundation

/// The round trips between two sites, held against what the plan says.
struct MeasuredPath: Sendable, Encodable {
    let weather: String
    let from: String
    let to: String
    let kilometres: Double
    let expectedMilliseconds: Double
    /// Left out when nothing came back.
    let minimumMilliseconds: Double?
    let asked: Int
    let answered: Int
    /// The minimum lies in [expected, expected + slack].
    let isWithin: Bool

    /// Times in nanoseconds.
    init(
        weather: String, from: String, to: String, kilometres: Double, expected: UInt64, slack: UInt64,
        answers: [UInt64], asked: Int
    ) {
        self.weather = weather
        self.from = from
        self.to = to
        self.kilometres = kilometres
        self.asked = asked
        answered = answers.count
        expectedMilliseconds = Double(expected) / 1e6
        let minimum = answers.min()
        minimumMilliseconds = minimum.map { Double($0) / 1e6 }
        isWithin = minimum.map { (expected...expected + slack).contains($0) } ?? false
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
