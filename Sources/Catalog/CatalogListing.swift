package import Documents
import Quantities

/// The kinds of entry that can be listed.
package enum CatalogKind: String, CaseIterable, Sendable {
    case accelerators, systems, models
}

/// What `assay catalog list` prints.
package struct CatalogListing: Report {
    package struct Entry: Sendable, Encodable {
        package let kind: String
        package let id: String
        package let name: String
        package let maker: String
        package let summary: String
    }

    package let entries: [Entry]

    package init(_ catalog: Catalog, kind: CatalogKind?) {
        let accelerators = catalog.accelerators.values.sorted { $0.id < $1.id }.map { part in
            let peak =
                part.peakRate(.bf16).map { "\(NumberText.short($0.value.best.value / 1e12)) TFLOPS bf16, " } ?? ""
            let memory = NumberText.short(part.memory.capacity.value.best.value / 1e9)
            let bandwidth = NumberText.short(part.memory.bandwidth.value.best.value / 1e12)
            return Entry(
                kind: "accelerator", id: part.id, name: part.name, maker: part.maker,
                summary: "\(peak)\(memory) GB at \(bandwidth) TB/s, \(part.launched.value)")
        }
        let systems = catalog.systems.values.sorted { $0.id < $1.id }.map { system in
            Entry(
                kind: "system", id: system.id, name: system.name, maker: system.maker,
                summary: "\(system.acceleratorCount) × \(system.accelerator), "
                    + "\(NumberText.short(system.power.value.best.value / 1e3)) kW")
        }
        let models = catalog.models.values.sorted { $0.id < $1.id }.map { model in
            Entry(
                kind: "model", id: model.id, name: model.name, maker: model.maker,
                summary: "\(NumberText.short(model.publishedParameters.value.best.value / 1e9)) B parameters, "
                    + model.weights.rawValue)
        }
        switch kind {
        case .accelerators: entries = accelerators
        case .systems: entries = systems
        case .models: entries = models
        case nil: entries = accelerators + systems + models
        }
    }

    package var table: Table {
        var table = Table([.text("kind"), .text("id"), .text("name"), .text("maker"), .text("summary")])
        for entry in entries { table.add([entry.kind, entry.id, entry.name, entry.maker, entry.summary]) }
        return table
    }

    package var notes: [String] { [] }
}

/// What `assay catalog sources` prints.
package struct SourceListing: Report {
    package struct Entry: Sendable, Encodable {
        package let id, title, publisher: String
        package let url: String?
        package let entered: CalendarDate
    }

    package let sources: [Entry]

    package init(_ catalog: Catalog) {
        sources = catalog.sources.values.sorted { $0.id < $1.id }.map {
            Entry(id: $0.id, title: $0.title, publisher: $0.publisher, url: $0.url, entered: $0.entered)
        }
    }

    package var table: Table {
        var table = Table([.text("id"), .text("publisher"), .text("title"), .text("entered"), .text("url")])
        for source in sources {
            table.add([source.id, source.publisher, source.title, "\(source.entered)", source.url ?? ""])
        }
        return table
    }

    package var notes: [String] { [] }
}

/// What `assay catalog check` prints of a catalogue that loaded.
package struct CatalogCheck: Report {
    package let accelerators, systems, models, calibrations, costs, landmarks, sources: Int

    package init(_ catalog: Catalog) {
        accelerators = catalog.accelerators.count
        systems = catalog.systems.count
        models = catalog.models.count
        calibrations = catalog.calibrations.count
        costs = catalog.costs.count
        landmarks = catalog.landmarkSites.count
        sources = catalog.sources.count
    }

    package var table: Table {
        var table = Table([.text("kind"), .figures("entries")])
        let rows = [
            ("accelerators", accelerators), ("systems", systems), ("models", models), ("calibrations", calibrations),
            ("costs", costs), ("landmarks", landmarks), ("sources", sources),
        ]
        for (kind, count) in rows { table.add([kind, "\(count)"]) }
        return table
    }

    package var notes: [String] { ["Every figure has a source, a unit, a grade and a plausible value."] }
}
