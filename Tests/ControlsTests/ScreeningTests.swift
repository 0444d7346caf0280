import Controls
import Documents
import Foundation
import Testing

@testable import Catalog

struct ScreeningTests {
    private func screening(_ name: String, _ changes: KeyValuePairs<String, String> = [:]) throws -> Screening {
        try Screening(
            try Example.consignment(name, changes), catalog: try Bundled.catalog.get(),
            rulebook: try Bundled.rulebook.get())
    }

    private func layer(_ instrument: String, of screening: Screening) throws -> Screening.Layer {
        try #require(screening.layer(of: instrument), "\(instrument)")
    }

    @Test func `H200 to a private firm in Shenzhen: reviewed case by case, approved there with reasons`() throws {
        let screening = try screening("h200-to-shenzhen")
        #expect(screening.classification.answer("us2023")?.text == "3A090.a.1")
        #expect(try layer("us-licence-requirement", of: screening).answer.text == "required")
        let review = try layer("us-review-2026", of: screening)
        #expect(review.answer.text == "caseByCase")
        #expect(review.answer.conditions.count == 9)
        // Two of the nine are certified in the file.
        #expect(review.missing.count == 7)
        #expect(!review.missing.contains("knowYourCustomer"))
        #expect(review.missing.contains("laboratoryTest"))
        let guidance = try layer("cn-reported-guidance", of: screening)
        #expect(guidance.answer.text == "approval with written reasons")
        #expect(guidance.missing == ["writtenReasons"])
        #expect(guidance.name == "cn.importGuidance")
        #expect(!guidance.step.mayBlock)
        #expect(!screening.isBlocked)
    }

    @Test func `H200 to a Malaysian firm in Johor: no licence, a notice before they leave again`() throws {
        let screening = try screening("h200-to-johor")
        #expect(try layer("us-licence-requirement", of: screening).answer.text == "notRequired")
        #expect(try layer("us-review-2026", of: screening).answer.text == "notApplicable")
        #expect(try layer("my-strategic-trade", of: screening).answer.text.contains("30-day notice"))
        #expect(screening.layer(of: "cn-reported-guidance") == nil)
        #expect(!screening.isBlocked)
    }

    @Test func `a Chinese parent takes the licence to Johor`() throws {
        let screening = try screening("h200-to-johor", ["headquarters: my": "headquarters: cn"])
        #expect(try layer("us-licence-requirement", of: screening).answer.text == "required")
        #expect(try layer("us-review-2026", of: screening).answer.text == "presumptionOfDenial")
        #expect(screening.isBlocked)
    }

    @Test(arguments: [
        ("exportedFrom: us", "exportedFrom: sg"),
        ("commerciallyAvailableInUS: true", "commerciallyAvailableInUS: false"),
        ("system: hgx-h200", "system: hgx-b200"),
    ])
    func `outside the gate of January 2026 denial is presumed and blocks`(part: String, instead: String) throws {
        let screening = try screening("h200-to-shenzhen", [part: instead])
        #expect(try layer("us-review-2026", of: screening).answer.text == "presumptionOfDenial")
        #expect(screening.isBlocked)
    }

    @Test(arguments: [
        ("kind: privateFirm", "kind: agency", "reported bar"), ("kind: privateFirm", "kind: stateFirm", "reported bar"),
        ("stateFunded: false", "stateFunded: true", "reported ban; case by case when 30 % or more is built"),
    ])
    func `what is only reported never blocks, even when it is a bar`(
        part: String, instead: String, answer: String
    ) throws {
        let screening = try screening("h200-to-shenzhen", [part: instead])
        #expect(try layer("cn-reported-guidance", of: screening).answer.text == answer)
        #expect(!screening.isBlocked)
    }

    @Test func `an instrument speaks only from the day it takes effect`() throws {
        let screening = try screening("h200-to-shenzhen", ["date: 2026-11-22": "date: 2025-01-01"])
        let names = screening.layers.map(\.instrument.id)
        #expect(!names.contains("us-review-2026"))
        #expect(!names.contains("cn-reported-guidance"))
        #expect(names.contains("us-licence-requirement"))
    }

    @Test func `the Emirates are disputed, and that blocks`() throws {
        let screening = try screening(
            "h200-to-johor",
            [
                "country: my\n  headquarters: my": "country: ae\n  headquarters: ae",
                "name: Sedenak Hall 2, country: my": "name: Sedenak Hall 2, country: ae",
            ])
        #expect(try layer("us-licence-requirement", of: screening).answer.text == "disputed")
        #expect(screening.isBlocked)
    }

    @Test func `a chip whose class is not known is never waved through`() throws {
        // An MLU370-X8 is in no entry, in b.2 or in a.2, as its area may be.
        let bundled = try Bundled.catalog.get()
        let system = try bundled.system(named: "hgx-h200")
        let board = ComputeSystem(
            id: system.id, name: system.name, maker: system.maker, jurisdiction: system.jurisdiction,
            accelerator: "cambricon-mlu370-x8", accelerators: system.accelerators, hosts: system.hosts,
            racks: system.racks, rackUnits: system.rackUnits, fabric: system.fabric, power: system.power,
            price: system.price)
        let catalog = Catalog(
            sources: bundled.sources, accelerators: bundled.accelerators, systems: [board.id: board],
            models: bundled.models, calibrations: bundled.calibrations, landmarkSites: bundled.landmarkSites,
            costs: bundled.costs)
        let screening = try Screening(
            try Example.consignment("h200-to-shenzhen"), catalog: catalog, rulebook: try Bundled.rulebook.get())
        #expect(screening.classification.answer("us2023")?.text == Answer.insufficientData)
        #expect(try layer("us-licence-requirement", of: screening).answer.text != "notRequired")
        #expect(screening.isBlocked)
    }

    @Test func `an unknown system is refused with the nearest name`() throws {
        let error = try #require(throws: UnknownName.self) {
            try screening("h200-to-johor", ["system: hgx-h200": "system: hgx-h2000"])
        }
        #expect(error.kind == "system")
        #expect(error.nearest == "hgx-h200")
    }
}
