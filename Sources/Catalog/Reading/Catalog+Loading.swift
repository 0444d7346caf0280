package import Documents
import Foundation
import Quantities

extension Catalog {
    /// Where the catalogue is that comes with the program.
    package static var bundledFolder: String { Bundle.module.bundleURL.appendingPathComponent("Catalog").path }

    /// The catalogue that comes with the program.
    package static func bundled() throws -> Catalog { try Catalog(folder: bundledFolder) }

    /// Loads a folder with `sources/`, `accelerators/`, `systems/`, `models/`, `calibration/`, `costs/`,
    /// `landmarks.yaml`.
    ///
    /// - Throws: the first `DocumentError`, by file name.
    package init(folder: String) throws {
        var sources: [String: Source] = [:]
        for root in try Self.documents(in: "\(folder)/sources") {
            for (source, node) in try Source.readAll(root) {
                guard sources.updateValue(source, forKey: source.id) == nil else {
                    throw node.problem(found: "the source ‘\(source.id)’ a second time", expected: "each id once")
                }
            }
        }
        let reader = FigureReader(sources: sources)
        let accelerators = try Self.read("\(folder)/accelerators", id: \.id) { try Accelerator($0, reader) }
        let systems = try Self.read("\(folder)/systems", id: \.id) { root in
            let system = try ComputeSystem(root, reader)
            try Self.requireAccelerator(system.accelerator, in: accelerators, at: root)
            return system
        }
        self.init(
            sources: sources,
            accelerators: accelerators,
            systems: systems,
            models: try Self.read("\(folder)/models", id: \.id) { try LanguageModel($0, reader) },
            calibrations: try Self.read("\(folder)/calibration", id: \.family) { try Calibration($0, reader) },
            landmarkSites: try Self.landmarks("\(folder)/landmarks.yaml", reader),
            costs: try Self.costs("\(folder)/costs", of: accelerators, reader)
        )
    }

    /// An accelerator of a file in the form of `Catalog/accelerators/`, which isn't in the catalogue; its figures name
    /// the catalogue's sources.
    ///
    /// - Throws: `DocumentError` with file and line.
    package func accelerator(reading file: DocumentFile) throws -> Accelerator {
        try Accelerator(try YAMLDocument.parse(file), FigureReader(sources: sources))
    }

    private static func requireAccelerator(
        _ id: String, in accelerators: [String: Accelerator], at node: DocumentNode
    ) throws {
        guard accelerators[id] == nil else { return }
        let hint = NearestName.of(id, in: accelerators.keys.sorted())
        throw node.problem(
            found: "the unknown accelerator ‘\(id)’",
            expected: "an id from accelerators/\(hint.map { " (did you mean ‘\($0)’?)" } ?? "")")
    }

    private static func costs(
        _ folder: String, of accelerators: [String: Accelerator], _ reader: FigureReader
    ) throws -> [CostInput] {
        var costs: [CostInput] = []
        for root in try documents(in: folder) {
            for (cost, node) in try CostInput.readAll(root, reader) {
                try requireAccelerator(cost.accelerator, in: accelerators, at: node)
                let day = cost.vintage.value
                guard !costs.contains(where: { $0.accelerator == cost.accelerator && $0.vintage.value == day }) else {
                    throw node.problem(
                        found: "‘\(cost.accelerator)’ of \(day) a second time",
                        expected: "each accelerator once a vintage")
                }
                costs.append(cost)
            }
        }
        return costs.sorted { ($0.accelerator, $0.vintage.value) < ($1.accelerator, $1.vintage.value) }
    }

    /// All YAML files of a folder, by name.
    private static func documents(in folder: String) throws -> [DocumentNode] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw DocumentError(file: folder, line: nil, found: "no such folder", expected: "a folder of YAML files")
        }
        return try names.filter { $0.hasSuffix(".yaml") }.sorted().map {
            try YAMLDocument.parse(try DocumentFile(path: "\(folder)/\($0)"))
        }
    }

    private static func read<Entry>(
        _ folder: String, id: (Entry) -> String, _ make: (DocumentNode) throws -> Entry
    ) throws -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for root in try documents(in: folder) {
            let entry = try make(root)
            guard root.file.hasSuffix("/\(id(entry)).yaml") else {
                throw root.problem(
                    found: "‘\(id(entry))’ in a file of another name", expected: "the file \(id(entry)).yaml")
            }
            entries[id(entry)] = entry
        }
        return entries
    }

    private static func landmarks(_ path: String, _ reader: FigureReader) throws -> [LandmarkSite] {
        try YAMLDocument.parse(try DocumentFile(path: path)).items().map { node in
            let keys = ["id", "name", "country", "latitude", "longitude", "source", "grade", "note"]
            let map = try node.mapping(keys: keys)
            let latitude = try map.require("latitude").number()
            let longitude = try map.require("longitude").number()
            guard let place = Coordinates(latitude: latitude, longitude: longitude) else {
                throw node.problem(
                    found: "latitude \(latitude), longitude \(longitude)", expected: "−90…90 and −180…180 degrees")
            }
            return LandmarkSite(
                id: try map.require("id").string(limit: 100),
                name: try map.require("name").string(limit: 100),
                country: try map.require("country").string(limit: 2),
                place: try reader.sourced(map).with(place)
            )
        }
    }
}
