import Capability
import Catalog
import Foundation
import Hummingbird
import Quantities

/// The question of the compare page and API, read from a query.
struct CompareQuestion {
    let systems: [String]
    let model: String
    let input: Int
    let output: Int
    let milliseconds: Double

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
            let tpot = Double(query.get("tpot")?.replacing("ms", with: "") ?? "50"), tpot > 0, tpot <= 1e6
        else {
            throw Problem(description: "expected input and output in tokens, and tpot in milliseconds")
        }
        self.input = input
        self.output = output
        milliseconds = tpot
    }

    private static func number(_ query: Parameters, _ name: String, _ standard: Int) -> Int? {
        query.get(name).map { Int($0) } ?? standard
    }

    func comparison(_ catalog: Catalog) throws -> Comparison {
        let model = try catalog.model(named: model)
        let workload = Workload(
            model: model, input: input, output: output, timePerOutputToken: Seconds(milliseconds / 1e3))
        guard let workload else { throw Problem(description: "expected 1 to 10,000,000 tokens in and out") }
        return try Comparison(systems: systems, workload: workload, catalog: catalog)
    }
}
