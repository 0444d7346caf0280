import Capability
import Catalog
import Charts
import Controls
import Documents
import Foundation
import Quantities

/// One consignment: what it is, what it can do, whether it may go, and where its devices are.
struct ConsignmentPage: Sendable {
    struct LayerLine: Sendable {
        struct Condition: Sendable {
            let text: String
            let isCertified: Bool
        }
        struct Reference: Sendable {
            let title, url: String
        }

        let layer, answer, status, missing, instrument: String
        let conditions: [Condition]
        let citations: [Reference]
        let trace: [String]
    }

    struct AssessmentLine: Sendable {
        let phase, rate, perAccelerator, perJoule, bottleneck, deployment: String
    }

    let id, title, exporter, endUser, site, use, restricted, item, system, date: String
    let isBlocked: Bool
    let totalPerformance, density: String
    let layers: [LayerLine]
    let assessment: [AssessmentLine]
    let assessmentModel: String
    let devices: [DeviceLine]
    let map: String

    init(_ consignment: Consignment, _ house: House, maps: MapDrawer) throws {
        id = consignment.id
        title = consignment.title
        exporter = "\(consignment.exporter.name) (\(consignment.exporter.country.uppercased()))"
        endUser =
            "\(consignment.endUser.name) (\(consignment.endUser.country.uppercased()), "
            + "\(consignment.endUser.kind.rawValue), headquarters \(consignment.endUser.headquarters.uppercased()))"
        site = "\(consignment.site.name) (\(consignment.site.country.uppercased()))"
        use = consignment.use
        restricted = consignment.restricted
        date = consignment.date.description
        system = consignment.system
        item = "\(NumberText.grouped(consignment.quantity)) × \(consignment.system)"
        let screening = try Screening(consignment, catalog: house.catalog, rulebook: house.rulebook)
        isBlocked = screening.isBlocked
        let performance = screening.classification.performance
        totalPerformance = performance.map { NumberText.fixed($0.total, digits: 1) } ?? "unknown"
        density = performance?.density.map { NumberText.fixed($0, digits: 2) } ?? "unknown"
        layers = ScreeningReport(screening).layers.map(LayerLine.init)
        let model = Workload.Usual.model
        assessmentModel = model
        // Cards by themselves serve nothing; only a system is assessed.
        assessment = consignment.isAccelerator ? [] : try Self.assess(consignment.system, model: model, house)
        let statuses = try house.statuses(of: consignment.id)
        devices = statuses.map(DeviceLine.init)
        map = maps.map(restricted: maps.codes(of: consignment.restricted)).svg(
            title: "Site of \(consignment.id); restricted regions shaded",
            markers: [WorldMap.Marker(place: consignment.site.place, label: consignment.site.name, kind: .claimed)],
            view: .around(consignment.site.place, spanDegrees: 100))
    }

    private static func assess(_ system: String, model: String, _ house: House) throws -> [AssessmentLine] {
        guard
            var workload = Workload(
                model: try house.catalog.model(named: model), input: Workload.Usual.input,
                output: Workload.Usual.output, timePerOutputToken: Workload.Usual.timePerOutputToken)
        else { return [] }
        let today = CalendarDate(secondsSince1970: Date().timeIntervalSince1970)
        workload.softwareDate = today
        let comparison = try Comparison(systems: [system], workload: workload, catalog: house.catalog, on: today)
        func text(_ interval: Interval<Double>?) -> String {
            interval.map { NumberText.interval(low: $0.low, best: $0.best, high: $0.high) } ?? "–"
        }
        return comparison.systems.flatMap { answer in
            [("prefill", answer.prefill), ("decode", answer.decode)].map { phase, value in
                AssessmentLine(
                    phase: phase, rate: text(value.tokensPerSecond),
                    perAccelerator: text(value.tokensPerSecondPerAccelerator), perJoule: text(value.tokensPerJoule),
                    bottleneck: value.bottleneck ?? "–", deployment: value.deployment ?? value.reason ?? "–")
            }
        }
    }
}

extension ConsignmentPage.LayerLine {
    init(_ answer: ScreeningReport.LayerAnswer) {
        layer = answer.layer
        self.answer = answer.answer
        status = answer.status.rawValue + (answer.mayBlock ? "" : ", never blocks")
        missing = answer.missing.joined(separator: ", ")
        instrument = answer.instrument
        conditions = answer.conditions.map { demand in
            Condition(text: demand.text, isCertified: !answer.missing.contains(demand.id))
        }
        citations = answer.citations.map { Reference(title: $0.title, url: $0.url) }
        trace = answer.trace.map(\.line)
    }
}
