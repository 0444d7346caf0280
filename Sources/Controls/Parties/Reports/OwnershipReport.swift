package import Documents

/// What `assay parties ownership` answers.
package struct OwnershipReport: Report {
    package let finding: OwnershipFinding
    package let outcome: OwnershipFinding.Outcome
    package let explanation: [String]
    /// Owners whose names are like listed ones, and not surely theirs.
    package let review: [String]
    /// Nil when no list was asked.
    package let list: ListStamp?

    package init(_ finding: OwnershipFinding, review: [String], list: ListStamp?) {
        self.finding = finding
        outcome = finding.outcome
        explanation = finding.explanation
        self.review = review
        self.list = list
    }

    package var table: Table {
        var table = Table([
            .text("rule"), .text("outcome"), .figures("share, %"), .figures("at most, %"), .text("status"),
        ])
        func row(_ name: String, _ rule: OwnershipFinding.RuleFinding, _ status: String) {
            table.add([
                name, rule.outcome.rawValue, NumberText.fixed(rule.share, digits: 2),
                NumberText.fixed(rule.most, digits: 2), status,
            ])
        }
        row("OFAC 50 percent", finding.ofac, "inForce")
        row(
            "Affiliates rule", finding.affiliates,
            finding.rule.status.rawValue + (finding.isDisputed ? ", disputed" : ""))
        return table
    }

    package var notes: [String] {
        explanation + review.map { "To be looked at: \($0)." } + (list?.sentences ?? [])
    }
}
