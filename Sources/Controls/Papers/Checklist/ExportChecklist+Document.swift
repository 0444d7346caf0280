import Documents
import Quantities

extension ExportChecklist {
    /// The paper, in English: it goes to an authority of the United States.
    package var document: PaperDocument {
        var paper = PaperDocument(
            title: "Checklist of certifications: advanced computing items to China and Macau", language: .english)
        addAnswer(to: &paper)
        addGoods(to: &paper)
        addCertifications(to: &paper)
        addVolumeCap(to: &paper)
        addRedFlags(to: &paper)
        addDuties(to: &paper)
        addMissing(to: &paper)
        paper.add(.heading("Citations"), .references(citations.map { $0.reference(in: .english) }))
        paper.add(.heading("What this paper rests on"), .table(stamp.table(in: .english)))
        paper.add(
            .paragraph("Engineering input, not legal advice. A ticked box says what the consignment's file says."))
        return paper
    }

    private func addAnswer(to paper: inout PaperDocument) {
        switch standing {
        case .eligible:
            paper.add(
                .notice(
                    "ELIGIBLE FOR CASE-BY-CASE REVIEW. The gate is passed. A licence is still required: nothing may leave "
                        + "before it is granted. \(Self.count(missing.count))"))
        case .refused:
            paper.add(
                .notice(
                    "NOT ELIGIBLE. By the rules of \(stamp.day) this is prohibited, or an application would presumably be "
                        + "refused. The goods may not leave. Certifications don't change that."))
        case .open:
            paper.add(
                .notice(
                    "NOT SETTLED. What isn't known or is disputed decides whether it is eligible. Treat it as refused until "
                        + "that is settled."))
        case .notAsked:
            paper.add(
                .notice("NOT ASKED FOR. No rule asks for these certifications for this consignment on \(stamp.law)."))
        }
        let grounds = reasons.map(\.line)
        let failing = gate.filter { $0.truth != .yes }.map { test in
            "The gate of January 2026: \(test.name): found \(test.found ?? "nothing"); has to be \(test.test)"
        }
        paper.add(.list(standing == .refused || standing == .open ? grounds + failing : grounds))
        if standing == .refused || standing == .open {
            paper.add(
                .paragraph(
                    "What follows: no shipment, and no service that helps one. An application may still be made; it has to "
                        + "show why the grounds above don't hold. ‘assay screen --explain’ lists which single facts would "
                        + "change the answer. What stands below is for information."))
        }
    }

    private static func count(_ missing: Int) -> String {
        switch missing {
        case 0: "Nothing is missing from the certifications and red flags below."
        case 1: "One thing is missing; it stands at the end."
        default: "\(missing) things are missing; they stand at the end."
        }
    }

    private func addGoods(to paper: inout PaperDocument) {
        var table = Table([.text("particulars"), .text("as the consignment says")])
        let rows: [(String, String?)] = [
            ("consignment", "\(particulars.consignment): \(particulars.title)"),
            ("item", "\(particulars.quantity) × \(particulars.item)"),
            ("accelerators", "\(NumberText.grouped(particulars.accelerators)) × \(particulars.accelerator)"),
            ("TPP of one accelerator", particulars.performance.map { NumberText.short($0) } ?? "not known"),
            ("power at full load", particulars.power.map { "\(Self.text($0)) kW" }),
            ("exporter", "\(particulars.exporter), exported from \(particulars.exportedFrom)"),
            (
                "end user",
                "\(particulars.endUser), \(particulars.kindText), ultimate parent in "
                    + particulars.headquarters
            ),
            (
                "place",
                "\(particulars.site) (\(particulars.siteCountry)), \(particulars.latitude), \(particulars.longitude)"
            ),
            ("use", particulars.use),
        ]
        for (name, value) in rows { table.add([name, value ?? "–"]) }
        paper.add(.heading("1. Goods and parties"), .table(table))
        guard !gate.isEmpty else { return }
        var tests = Table([.text("gate"), .text("found"), .text("has to be"), .text("holds"), .text("source")])
        for test in gate {
            tests.add([
                test.name, test.found ?? "not known", test.test, test.truth.rawValue, test.source ?? "–",
            ])
        }
        paper.add(.subheading("The gate, test by test"), .table(tests))
    }

    private func addCertifications(to paper: inout PaperDocument) {
        paper.add(.heading("2. Certifications"))
        guard !certifications.isEmpty else {
            paper.add(.paragraph("None is asked for."))
            return
        }
        paper.add(
            .checks(certifications.enumerated().map { index, item in item.check(numbered: index + 1) }))
        paper.add(.subheading("Signatures"))
        var signers: [String] = []
        for signer in certifications.compactMap(\.by) where !signers.contains(signer) { signers.append(signer) }
        for signer in signers {
            let numbers = certifications.indices.filter { certifications[$0].by == signer }.map { "\($0 + 1)" }
            paper.add(
                .blank(
                    "For the \(Self.title(of: signer)) (\(numbers.joined(separator: ", "))): name, office, day, signature",
                    lines: 1))
        }
    }

    private func addVolumeCap(to paper: inout PaperDocument) {
        guard let cap = volumeCap else { return }
        let unknown = "not given (shipments)"
        var table = Table([.text("running sums of TPP"), .figures("figure")])
        let day = cap.asOf.map { ", as of \($0)" } ?? ""
        table.add(["shipped to China and Macau before\(day)", cap.toChina.map { Self.sum($0) } ?? unknown])
        table.add([
            "this shipment: \(particulars.quantity) × \(Self.sum(cap.perSystem))", Self.sum(cap.thisShipment),
        ])
        table.add(["shipped to US customers for use there\(day)", cap.toUSCustomers.map { Self.sum($0) } ?? unknown])
        table.add([
            "share with this shipment", cap.share.map { "\(NumberText.fixed($0, digits: 2)) %" } ?? "can't be told",
        ])
        table.add(["cap [\(cap.citation)]", "\(NumberText.short(cap.cap)) %"])
        table.add(["left under the cap after this shipment", cap.left.map { Self.sum($0) } ?? "can't be told"])
        table.add(["the same in whole systems", cap.systemsLeft.map { Self.sum($0) } ?? "can't be told"])
        paper.add(.heading("3. The cap on volume"), .table(table))
        if let left = cap.left, left < 0 {
            paper.add(.notice("Over the cap: this shipment is \(Self.sum(-left)) TPP too much."))
        }
    }

    private func addRedFlags(to paper: inout PaperDocument) {
        paper.add(.heading("4. Red flags"))
        guard !redFlags.isEmpty else {
            paper.add(.paragraph("The guidance on red flags doesn't speak of this item on \(stamp.law)."))
            return
        }
        let raised = redFlags.filter { $0.finding == .raised }.count
        let open = redFlags.filter { $0.finding == .open }.count
        paper.add(
            .paragraph(
                "\(raised) raised, \(open) not looked at, \(redFlags.count - raised - open) ruled out. A raised flag is "
                    + "resolved before anything goes on. The lines under a flag are what the consignment gives to judge it by."
            ),
            .checks(redFlags.map(\.check)))
    }

    private func addDuties(to paper: inout PaperDocument) {
        paper.add(.heading("5. What goes on after a licence"))
        guard !duties.isEmpty else {
            paper.add(.paragraph("Duties follow a licence; none is in sight."))
            return
        }
        paper.add(
            .checks(
                duties.map { duty in
                    PaperDocument.Check(duty.text, isTicked: false, details: [duty.byLine])
                }))
    }

    private func addMissing(to paper: inout PaperDocument) {
        paper.add(.heading("6. What is missing"))
        if missing.isEmpty {
            paper.add(.paragraph(certifications.isEmpty ? "Nothing was asked for." : "Nothing."))
        }
        paper.add(.list(missing.map { "\($0.demand), \(Self.title(of: $0.by)): \($0.what)" }))
    }

    fileprivate static func title(of role: String?) -> String {
        switch role {
        case "exporter": "exporter"
        case "buyer": "purchaser"
        case "operator": "end user (operator of the cloud)"
        case "laboratory": "laboratory"
        case .some(let other): other
        case nil: "nobody named by the rule"
        }
    }

    private static func text(_ interval: Interval<Double>) -> String {
        NumberText.interval(low: interval.low, best: interval.best, high: interval.high)
    }

    /// Sums are whole numbers, grouped; what is beyond fifteen digits isn't told to the last one.
    private static func sum(_ number: Double) -> String { NumberText.short(number.rounded()) }
}

extension ExportChecklist.Reason {
    fileprivate var line: String {
        let rule = rule.map { " (\($0))" } ?? ""
        let note = note.map { " \($0)" } ?? ""
        return "\(instrument): \(answer)\(rule) \(citations.map { "[\($0)]" }.joined(separator: " "))\(note)"
    }
}

extension ExportChecklist.GateTest {
    /// The fact in words.
    fileprivate var name: String {
        switch fact {
        case "tpp": "total processing performance (TPP)"
        case "memoryBandwidth": "total DRAM bandwidth, GB/s"
        case "activity": "what is done"
        case "exportedFrom": "exported from"
        case "destination": "destination"
        case "commerciallyAvailableInUS": "commercially available in the United States"
        case "china2026": "the figures of the gate together"
        default: fact
        }
    }
}

extension Particulars {
    fileprivate var kindText: String {
        switch endUserKind {
        case .privateFirm: "private firm"
        case .stateFirm: "state firm"
        case .agency: "agency or public institution"
        case .university: "university or research institute"
        }
    }
}

extension ExportChecklist.Certification {
    fileprivate var byLine: String { "By: \(ExportChecklist.title(of: by)) [\(citation)]" }

    fileprivate func check(numbered number: Int) -> PaperDocument.Check {
        PaperDocument.Check(
            "\(number). \(text)", isTicked: state == .met || state == .certified,
            details: ["\(byLine). \(word)"] + evidence.map { "Evidence: \($0)" } + missing.map { "Missing: \($0)" })
    }

    private var word: String {
        switch state {
        case .met: return "Met by the consignment's figures."
        case .open: return "Open."
        case .broken: return "NOT MET by the consignment's figures."
        case .certified:
            let by = attestation?.by.map { " by \($0)" } ?? ""
            let on = attestation?.on.map { " on \($0)" } ?? ""
            let document = attestation?.document.map { ", document \($0)" } ?? ""
            return "Attested\(by)\(on)\(document)."
        }
    }
}

extension ExportChecklist.RedFlagAnswer {
    fileprivate var check: PaperDocument.Check {
        let word =
            switch finding {
            case .raised: "RAISED."
            case .ruledOut: "Ruled out by the exporter's answer."
            case .open: "Nobody has looked."
            }
        return PaperDocument.Check(
            certification.text, isTicked: finding == .ruledOut,
            details: ["\(word) [\(certification.citation)]"]
                + certification.evidence.filter { !$0.hasPrefix("redFlag.") }.map { "The consignment: \($0)" })
    }
}
