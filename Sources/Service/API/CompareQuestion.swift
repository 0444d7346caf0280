import Capability
import Catalog
import Documents
import Foundation
import Hummingbird
import Quantities

/// The question of the compare page and API, read from a query.
struct CompareQuestion {
    let systems: [String]
    let model: String
    let input: Int
    let output: Int
    /// Limits on the time per output token; the first is the one that decode is judged by.
    let limits: [Double]
    var milliseconds: Double { limits[0] }

    static let systemLimit = 12

    /// A query that isn't a question.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// Missing parts take the article's question: CloudMatrix 384, GB200 NVL72 and HGX H200 on DeepSeek-R1.
    init(_ query: Parameters, catalog: Catalog) throws {
        let listed = query.get("systems")?.split(separator: ",").map { String($0) } ?? []
        let named: [String] = query.getAll("system").map { String($0) }
        let wanted = listed + named
        systems = wanted.isEmpty ? ["cloudmatrix-384", "gb200-nvl72", "hgx-h200"] : wanted
        guard systems.count <= Self.systemLimit else {
            throw Problem(description: "at most \(Self.systemLimit) systems at once")
        }
        model = query.get("model") ?? Workload.Usual.model
        guard let input = Self.number(query, "input", Workload.Usual.input),
            let output = Self.number(query, "output", Workload.Usual.output),
            let limits = Self.limits(query.get("tpot") ?? "50")
        else {
            throw Problem(
                description:
                    "expected input and output in tokens, and tpot in milliseconds, up to eight joined by commas")
        }
        self.input = input
        self.output = output
        self.limits = limits
    }

    /// `50`, `50ms`, or several joined by commas.
    private static func limits(_ text: some StringProtocol) -> [Double]? {
        var limits: [Double] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let limit = Double(String(part).replacing("ms", with: "").trimmingCharacters(in: .whitespaces)),
                limit > 0,
                limit <= 1e6
            else { return nil }
            limits.append(limit)
        }
        return (1...8).contains(limits.count) ? limits : nil
    }

    private static func number(_ query: Parameters, _ name: String, _ standard: Int) -> Int? {
        query.get(name).map { Int($0) } ?? standard
    }

    func comparison(_ catalog: Catalog) throws -> Comparison {
        let model = try catalog.model(named: model)
        let workload = Workload(
            model: model, input: input, output: output, limits: limits.map { Seconds($0 / 1e3) })
        guard var workload else { throw Problem(description: "expected 1 to 10,000,000 tokens in and out") }
        let today = CalendarDate(secondsSince1970: Date().timeIntervalSince1970)
        workload.softwareDate = today
        return try Comparison(systems: systems, workload: workload, catalog: catalog, on: today)
    }
}
