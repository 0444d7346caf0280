/// Finds what somebody probably meant to type.
package enum NearestName {
    /// The candidate with the fewest edits from `name`, if at most a third of its letters differ, or one that
    /// contains it. Case, spaces, dashes and underscores do not count.
    package static func of(_ name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = fold(name)
        guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
        var best: (name: String, score: Int)?
        for candidate in candidates {
            let folded = fold(candidate)
            let score: Int
            if wanted.count >= 3, contains(folded, wanted) {
                score = 0
            } else {
                score = edits(from: wanted, to: folded)
                guard score <= max(1, max(wanted.count, folded.count) / 3) else { continue }
            }
            // Ties go to the shorter name: ‘h200’ means the plainest part of that family.
            if let known = best, (known.score, known.name.count) <= (score, candidate.count) { continue }
            best = (candidate, score)
        }
        return best?.name
    }

    private static func fold(_ name: String) -> [Character] {
        name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }

    private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// Levenshtein distance (insert, delete, replace), in two rows.
    private static func edits(from first: [Character], to second: [Character]) -> Int {
        var row = Array(0...second.count)
        for (i, left) in first.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in second.enumerated() {
                let replaced = diagonal + (left == right ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
            }
        }
        return row[second.count]
    }
}
