package import Documents

/// Everything known of hardware and models, every figure with its source.
package struct Catalog: Sendable {
    package let sources: [String: Source]
    package let accelerators: [String: Accelerator]
    package let systems: [String: ComputeSystem]
    package let models: [String: LanguageModel]
    package let calibrations: [String: Calibration]
    package let landmarkSites: [LandmarkSite]
    /// What accelerators cost and draw, by accelerator and then by vintage, the oldest first.
    package let costs: [CostInput]

    /// The accelerator of a name: its id, its full name or one of its aliases.
    ///
    /// - Throws: `UnknownName` with the nearest name there is.
    package func accelerator(named name: String) throws -> Accelerator {
        try find(name, in: accelerators, kind: "accelerator") { [$0.name] + $0.aliases }
    }

    /// The system of a name, found the same way.
    package func system(named name: String) throws -> ComputeSystem {
        try find(name, in: systems, kind: "system") { [$0.name] }
    }

    /// The model of a name, found the same way.
    package func model(named name: String) throws -> LanguageModel {
        try find(name, in: models, kind: "model") { [$0.name] + $0.aliases }
    }

    /// What an accelerator cost as it was known on a day: the newest vintage that is not after it. Nil when nothing was
    /// known by then.
    package func cost(of accelerator: Accelerator, on date: CalendarDate) -> CostInput? {
        costs.last { $0.accelerator == accelerator.id && $0.vintage.value <= date }
    }

    /// The same with other calibrations, as while they are being fitted.
    package func with(_ calibrations: [String: Calibration]) -> Catalog {
        Catalog(
            sources: sources, accelerators: accelerators, systems: systems, models: models,
            calibrations: calibrations, landmarkSites: landmarkSites, costs: costs)
    }

    private func find<Entry>(
        _ name: String, in entries: [String: Entry], kind: String, names: (Entry) -> [String]
    ) throws -> Entry {
        if let entry = entries[name] { return entry }
        let lowered = name.lowercased()
        let named = entries.sorted { $0.key < $1.key }.first { _, entry in
            names(entry).contains { $0.lowercased() == lowered }
        }
        if let named { return named.value }
        throw UnknownName(kind: kind, name: name, nearest: NearestName.of(name, in: entries.keys.sorted()))
    }
}

/// A name that the catalogue doesn't know.
package struct UnknownName: Error, Equatable, CustomStringConvertible {
    package let kind: String
    package let name: String
    package let nearest: String?

    package var description: String {
        let hint = nearest.map { "; did you mean ‘\($0)’?" } ?? ";"
        return "unknown \(kind) ‘\(name.prefix(80))’\(hint) ‘assay catalog list’ shows all"
    }
}
