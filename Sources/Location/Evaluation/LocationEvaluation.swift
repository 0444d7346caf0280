package import Documents

/// The answer of `assay evaluate location`: one entry per mesh.
package struct LocationEvaluation: Report, Sendable {
    package let sets: [MeshEvaluation]
    package let anycast: [AnycastEvaluation]

    package init(sets: [MeshEvaluation], anycast: [AnycastEvaluation] = []) {
        self.sets = sets
        self.anycast = anycast
    }

    /// Whether no proof was wrong, under attack with the key in the loop or without attack.
    package var isSound: Bool {
        sets.allSatisfy {
            $0.falseAccepts == 0 && $0.restrictedCleared == 0 && $0.delays.gained == 0 && $0.liars.falseProofs == 0
                && $0.relays.keyInLoop.cleared == 0
        }
    }

    /// Whether there was anything to judge.
    package var hasJudged: Bool { sets.contains { $0.targets > 0 } || anycast.contains { $0.pairs > 0 } }

    package var table: Table {
        if sets.isEmpty { return anycastTable }
        var table = Table([.text("measure")] + sets.map { .figures($0.name) })
        func row(_ title: String, _ value: (MeshEvaluation) -> String) { table.add([title] + sets.map(value)) }
        row("nodes, pairs") { "\($0.nodes), \(NumberText.grouped($0.pairs))" }
        row("landmarks, targets") { "\($0.landmarks), \($0.targets)" }
        row("suspect nodes left out") { "\($0.suspectNodes.count)" }
        row("truth inside the region, 2c/3") { Self.percent($0.truthInside.fibre) }
        row("truth inside the region, c") { Self.percent($0.truthInside.vacuum) }
        row("wrong proofs") { "\($0.falseAccepts)" }
        row("wrong country claims refuted, 2c/3") { Self.percent($0.wrongClaimsRefuted) }
        for count in counts {
            row("proven outside, landmarks: \(count) (k-centre)") {
                guard let placed = $0.clearedOutside["\(count)"] else { return "–" }
                return "\(Self.percent(placed)) (\(Self.percent($0.clearedOutsideKCentre["\(count)"])))"
            }
        }
        row("proven outside, all landmarks, c") { Self.percent($0.clearedOutsideVacuum) }
        row("restricted nodes cleared") { "\($0.restrictedCleared) of \($0.restrictedTargets)" }
        row("proven inside own country, 2c/3") { Self.percent($0.provenOwnCountry) }
        row("proven inside own country, c") { Self.percent($0.provenOwnCountryVacuum) }
        addAdversaries(row)
        row("estimate: median error, km") { Self.kilometres($0.estimate.medianKm) }
        row("estimate: right country") { Self.percent($0.estimate.rightCountry) }
        row("estimate: in its \(NumberText.short(Estimate.probability * 100)) % disc") {
            Self.percent($0.estimate.coverage)
        }
        row("nearest landmark: median error, km") { Self.kilometres($0.estimate.nearestLandmarkMedianKm) }
        row("nearest landmark: right country") { Self.percent($0.estimate.nearestLandmarkRightCountry) }
        return table
    }

    /// For folders of probes alone.
    private var anycastTable: Table {
        var table = Table([
            .text("set"), .figures("probes"), .figures("measurements"), .figures("fit no place"),
            .figures("with any one probe left out"),
        ])
        for set in anycast {
            table.add([
                set.name, "\(set.probes)", "\(set.measurements)", "\(set.noticed)", "\(set.noticedWithoutAnyOne)",
            ])
        }
        return table
    }

    private func addAdversaries(_ row: (String, (MeshEvaluation) -> String) -> Void) {
        row("relays cleared, key in the loop") { "\($0.relays.keyInLoop.cleared) of \($0.relays.keyInLoop.tried)" }
        row("relays cleared, key out of the loop") {
            "\($0.relays.keyOutOfLoop.cleared) of \($0.relays.keyOutOfLoop.tried)"
        }
        row("proofs gained by delay") { "\($0.delays.gained) of \($0.delays.tried)" }
        row("wrong proofs by one liar, f = 0") { "\($0.liars.falseProofsUntolerant) of \($0.liars.tried)" }
        row("wrong proofs by one liar, f = 1") { "\($0.liars.falseProofs) of \($0.liars.tried)" }
        row("one key in two places, noticed") { "\($0.twoPlaces.detected) of \($0.twoPlaces.tried)" }
    }

    /// All numbers of landmarks that some set was tried with.
    private var counts: [Int] {
        Set(sets.flatMap { $0.clearedOutside.keys.compactMap { Int($0) } }).sorted()
    }

    package var notes: [String] {
        sets.flatMap { set -> [String] in
            var notes = set.suspectNodes.map {
                "\(set.name): \($0.id) (\($0.name)) can't be where it says: \($0.impossiblePairs) impossible pairs; left out."
            }
            if set.rowsOfUnknownNodes > 0 {
                notes.append("\(set.name): \(set.rowsOfUnknownNodes) rows name nodes without a place; left out.")
            }
            if set.targets == 0 {
                notes.append(
                    "\(set.name): no landmark outside of \(set.restricted) timed anything; nothing was judged.")
            } else if set.restrictedTargets == 0 {
                notes.append("\(set.name): no target lies in \(set.restricted), so no relay could be tried.")
            }
            return notes
        }
            + anycast.map {
                "\($0.name): no place on earth fits \($0.noticed) of \($0.measurements) measurements of addresses, many of them "
                    + "anycast, by \($0.probes) probes; with any one probe left out, \($0.noticedWithoutAnyOne)."
            }
    }

    private static func percent(_ share: Double?) -> String {
        share.map { NumberText.fixed($0 * 100, digits: 1) + " %" } ?? "–"
    }

    private static func kilometres(_ value: Double?) -> String { value.map(NumberText.short) ?? "–" }
}
