package import Catalog
package import Documents

/// A comparison with each system's best deployment under the first limit, operator by operator.
package struct ExplainedComparison: Report {
    package let comparison: Comparison
    /// In the comparison's order, without the systems that can't keep to the limit.
    package let explanations: [Estimate]

    private enum CodingKeys: CodingKey { case explanations }

    /// - Throws: `UnknownName` or `EstimateError`, as the comparison did.
    package init(_ comparison: Comparison, workload: Workload, catalog: Catalog) throws {
        self.comparison = comparison
        explanations = try comparison.systems.filter { $0.decode.tokensPerSecond != nil }.map { answer in
            try Estimate(Hardware(systemNamed: answer.id, in: catalog), workload: workload)
        }
    }

    /// The comparison's own keys, and `explanations` beside them.
    package func encode(to encoder: any Encoder) throws {
        try comparison.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(explanations, forKey: .explanations)
    }

    package var table: Table { comparison.table }

    package var further: [(title: String, table: Table)] {
        comparison.further
            + explanations.flatMap { estimate in
                [(title: "\(estimate.system): \(estimate.deployment)", table: estimate.table)]
                    + estimate.further.map { (title: "\(estimate.system): \($0.title)", table: $0.table) }
            }
    }

    package var notes: [String] { comparison.notes + explanations.flatMap(\.notes) }
}
