package import Documents

/// What `assay parties screen` answers.
package struct PartyReport: Report {
    package let list: ListStamp
    package let thresholds: ScreeningThresholds
    package let screened: Int
    package let withHits: Int
    package let answers: [Answer]

    /// One party's answer.
    package struct Answer: Sendable, Encodable {
        package let name: String
        package let countries: [String]
        package let hits: [Hit]
        /// How many hits there were; more than `hits` where they were cut.
        package let hitCount: Int
        /// What an answer without hits says.
        package let note: String?
    }

    /// One listed party.
    package struct Hit: Sendable, Encodable {
        package let score: Double
        package let band: PartyHit.Band
        package let name: String
        package let matchedName: String
        package let list: String
        package let listTitle: String
        package let kind: PartyKind?
        package let countries: [String]
        package let entityNumber: String?
        package let notice: String?
        package let licenceRequirement: String?
        package let licencePolicy: String?
        package let programmes: [String]
        package let url: String?
        package let listDate: CalendarDate
        package let features: [PartyHit.Feature]

        init(_ hit: PartyHit, listDate: CalendarDate) {
            score = (hit.score * 1_000).rounded() / 1_000
            band = hit.band
            name = hit.party.name
            matchedName = hit.matchedName
            list = hit.party.source.rawValue
            listTitle = hit.party.source.title
            kind = hit.party.kind
            countries = hit.party.countries
            entityNumber = hit.party.entityNumber
            notice = hit.party.notice
            licenceRequirement = hit.party.licenceRequirement
            licencePolicy = hit.party.licencePolicy
            programmes = hit.party.programmes
            url = hit.party.url
            self.listDate = listDate
            features = hit.features
        }
    }

    package init(_ answers: [PartyAnswer], list: ListStamp, thresholds: ScreeningThresholds) {
        self.list = list
        self.thresholds = thresholds
        screened = answers.count
        withHits = answers.count { !$0.hits.isEmpty }
        let date = list.made ?? list.retrieved
        self.answers = answers.map { answer in
            Answer(
                name: answer.query.name, countries: answer.query.countries,
                hits: answer.hits.map { Hit($0, listDate: date) }, hitCount: answer.count,
                note: answer.hits.isEmpty
                    ? answer.isCompared ? PartyAnswer.noMatch : PartyAnswer.notCompared : nil)
        }
    }

    package var table: Table {
        var table = Table([
            .text("screened"), .text("hit"), .figures("score"), .text("band"), .text("list"), .text("notice"),
            .text("licence requirement"), .text("policy"), .text("list date"),
        ])
        for answer in answers {
            if answer.hits.isEmpty {
                let word = answer.note == PartyAnswer.notCompared ? "not screened" : "no match"
                table.add([answer.name, word, "", "", "", "", "", "", "\(list.made ?? list.retrieved)"])
            }
            for hit in answer.hits {
                table.add([
                    answer.name, hit.name, NumberText.fixed(hit.score, digits: 3), hit.band.rawValue, hit.list,
                    hit.notice ?? "", hit.licenceRequirement ?? "", hit.licencePolicy ?? "", "\(hit.listDate)",
                ])
            }
        }
        return table
    }

    package var notes: [String] {
        var lines: [String] = []
        for answer in answers where !answer.hits.isEmpty {
            lines.append("\(answer.name):")
            for hit in answer.hits.prefix(3) {
                lines.append("  \(hit.name) (\(hit.listTitle)), \(NumberText.fixed(hit.score, digits: 3)):")
                lines += hit.features.map { "    \($0.feature): \($0.explanation)" }
            }
            if answer.hitCount > 3 { lines.append("  and \(answer.hitCount - 3) more; --format json explains each") }
        }
        lines += list.sentences
        if withHits < screened { lines.append(PartyAnswer.noMatch) }
        lines.append(
            "Hits from \(NumberText.fixed(thresholds.review, digits: 3)) on; likely from \(NumberText.fixed(thresholds.likely, digits: 3)) on. Engineering input, not legal advice."
        )
        return lines
    }
}
