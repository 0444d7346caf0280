package import Documents
import Quantities

/// What `assay catalog show` prints: one entry, figure by figure.
package struct CatalogEntryReport: Report {
    package struct Line: Sendable, Encodable {
        package let figure: String
        package let low: Double?
        package let best: Double?
        package let high: Double?
        package let text: String
        package let unit: String
        package let grade: String
        package let sources: [String]
        package let note: String?
    }

    package let id: String
    package let name: String
    package let figures: [Line]

    /// - Throws: `UnknownName` when no kind of entry has that name.
    package init(named name: String, in catalog: Catalog) throws {
        if let part = try? catalog.accelerator(named: name) {
            self.init(id: part.id, name: part.name, figures: Self.lines(part) + Self.lines(catalog.costs, of: part))
        } else if let system = try? catalog.system(named: name) {
            self.init(id: system.id, name: system.name, figures: Self.lines(system))
        } else if let model = try? catalog.model(named: name) {
            self.init(id: model.id, name: model.name, figures: Self.lines(model))
        } else {
            let names = [
                catalog.accelerators.keys.sorted(), catalog.systems.keys.sorted(), catalog.models.keys.sorted(),
            ]
            throw UnknownName(kind: "entry", name: name, nearest: NearestName.of(name, in: names.joined()))
        }
    }

    private init(id: String, name: String, figures: [Line]) {
        self.id = id
        self.name = name
        self.figures = figures
    }

    private static func line<U: Unit>(_ name: String, _ figure: Figure<U>?, unit: String, per: Double) -> [Line] {
        guard let figure else { return [] }
        let value = figure.value.mapRising { $0.value / per }
        return [
            Line(
                figure: name, low: value.low, best: value.best, high: value.high,
                text: value.low == value.high
                    ? exact(value.best) : "\(exact(value.best)) (\(exact(value.low))–\(exact(value.high)))",
                unit: unit,
                grade: figure.grade.rawValue, sources: figure.sources, note: figure.note)
        ]
    }

    /// As the source prints it: up to three decimals.
    private static func exact(_ number: Double) -> String {
        number >= 1_000 && number == number.rounded() ? NumberText.short(number) : NumberText.fixed(number, digits: 3)
    }

    private static func line(_ name: String, _ fact: Sourced<some Any>, text: String) -> [Line] {
        [
            Line(
                figure: name, low: nil, best: nil, high: nil, text: text, unit: "", grade: fact.grade.rawValue,
                sources: fact.sources, note: fact.note)
        ]
    }

    private static func lines(_ part: Accelerator) -> [Line] {
        let peaks = NumberFormat.allCases.flatMap { format in
            line("peak \(format.rawValue), dense", part.peak[format], unit: "TFLOPS", per: 1e12)
                + line("peak \(format.rawValue), as kernels use it", part.usablePeak[format], unit: "TFLOPS", per: 1e12)
        }
        let dies = part.dies.flatMap { die in
            line(
                "\(die.count) × \(die.name) die, \(die.transistors.rawValue) \(die.kind.rawValue)", die.area,
                unit: "mm²", per: 1)
        }
        return line("launched", part.launched, text: "\(part.launched.value)")
            + line(
                "marketed for data centres", part.isMarketedForDataCentres,
                text: part.isMarketedForDataCentres.value ? "yes" : "no") + peaks
            + line("memory (\(part.memory.technology))", part.memory.capacity, unit: "GB", per: 1e9)
            + line("memory bandwidth", part.memory.bandwidth, unit: "GB/s", per: 1e9)
            + line("scale-up, one way", part.links.scaleUp, unit: "GB/s", per: 1e9)
            + line("scale-out, one way", part.links.scaleOut, unit: "GB/s", per: 1e9)
            + line("all input and output, both ways", part.links.aggregate, unit: "GB/s", per: 1e9)
            + line("power", part.power, unit: "W", per: 1) + line("power, idle", part.idlePower, unit: "W", per: 1)
            + line("cores", part.cores, unit: "", per: 1) + line("devices", part.devices, unit: "", per: 1) + dies
    }

    /// Every vintage, the newest first.
    private static func lines(_ costs: [CostInput], of part: Accelerator) -> [Line] {
        costs.reversed().filter { $0.accelerator == part.id }.flatMap { cost in
            let day = cost.vintage.value
            return line("all-in power, \(day)", cost.power, unit: "kW", per: 1e3)
                + CostInput.Tenure.allCases.flatMap { tenure in
                    line("\(tenure.rawValue), \(day)", cost.hourly[tenure], unit: "US$/h", per: 1.0 / 3_600)
                }
        }
    }

    private static func lines(_ system: ComputeSystem) -> [Line] {
        let fabric = system.fabric.flatMap { tier in
            line("\(tier.name): joins", tier.reach, unit: "accelerators", per: 1)
                + line("\(tier.name): bandwidth, one way", tier.bandwidth, unit: "GB/s", per: 1e9)
                + line("\(tier.name): latency", tier.latency, unit: "µs", per: 1e-6)
        }
        return line("accelerators (\(system.accelerator))", system.accelerators, unit: "", per: 1)
            + line("hosts", system.hosts, unit: "", per: 1) + line("racks", system.racks, unit: "", per: 1)
            + line("rack units", system.rackUnits, unit: "U", per: 1) + fabric
            + line("power", system.power, unit: "kW", per: 1e3) + line("price", system.price, unit: "M US$", per: 1e6)
    }

    private static func lines(_ model: LanguageModel) -> [Line] {
        let counted = Double(model.architecture.parameters) / 1e9
        return line("parameters, published", model.publishedParameters, unit: "B", per: 1e9)
            + line("active parameters, published", model.publishedActiveParameters, unit: "B", per: 1e9)
            + [
                Line(
                    figure: "parameters, from the architecture", low: counted, best: counted, high: counted,
                    text: NumberText.short(counted), unit: "B", grade: "A", sources: model.sources, note: nil)
            ] + windowLines(model)
            + (model.servedIn.map {
                line("weights", $0, text: model.weightFormats.map(\.rawValue).joined(separator: ", "))
            } ?? [])
            + (model.architecture.experts?.skew.map {
                line("skew of its experts' use", $0, text: NumberText.short($0.value))
            } ?? [])
    }

    private static func windowLines(_ model: LanguageModel) -> [Line] {
        guard let window = model.architecture.slidingWindow else { return [] }
        return [("attention window", window, "tokens"), ("layers with it", model.architecture.windowedLayers, "")].map {
            Line(
                figure: $0, low: Double($1), best: Double($1), high: Double($1), text: exact(Double($1)), unit: $2,
                grade: "A", sources: model.sources, note: nil)
        }
    }

    package var table: Table {
        var table = Table([
            .text("figure"), .figures("value"), .text("unit"), .text("grade"), .text("source"), .text("note"),
        ])
        for line in figures {
            table.add([
                line.figure, line.text, line.unit, line.grade, line.sources.joined(separator: ", "), line.note ?? "",
            ])
        }
        return table
    }

    package var notes: [String] {
        ["\(name). Grades: A maker, regulator or measured paper; B press or estimate; C rumour or model."]
    }
}
