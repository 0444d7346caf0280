import Catalog
import Documents
import Foundation
import Quantities
import Testing

/// A whole catalogue, as small as one can be.
struct SmallCatalog {
    static let chip = """
        id: test-chip
        name: Test Chip
        aliases: [TC1]
        maker: Nobody
        jurisdiction: US
        family: test
        launched: { value: 2024-01-01, source: test-sheet, grade: A }
        marketedForDataCentres: { value: true, source: test-sheet, grade: A }
        dies:
          - name: core
            count: 2
            kind: logic
            transistors: nonPlanar
            process: 5 nm
            area: { value: 400, unit: mm2, source: test-sheet, grade: A }
        peak:
          bf16: { value: 500, unit: TFLOPS, source: test-sheet, grade: A }
        memory:
          technology: HBM
          capacity: { value: 80, unit: GB, source: test-sheet, grade: A }
          bandwidth: { low: 2900, best: 3000, high: 3.1e3, unit: GB/s, source: [test-sheet, test-paper], grade: B }
        power: { value: 700, unit: W, source: test-sheet, grade: A }

        """
    static let system = """
        id: test-system
        name: Test System
        maker: Nobody
        jurisdiction: US
        accelerator: test-chip
        accelerators: { value: 8, unit: each, source: test-sheet, grade: A }
        hosts: { value: 1, unit: each, source: test-sheet, grade: A }
        fabric:
          - name: Link
            plane: scaleUp
            reach: { value: 8, unit: each, source: test-sheet, grade: A }
            bandwidth: { value: 400, unit: GB/s, source: test-sheet, grade: A }
        power: { value: 10, unit: kW, source: test-sheet, grade: A }

        """
    static let sources = """
        test-sheet:
          title: A data sheet
          publisher: Nobody
          entered: 2026-11-22
        test-paper:
          title: A paper
          publisher: Nobody
          entered: 2026-11-22

        """
    static let landmarks = """
        - { id: equator, name: Equator, country: sg, latitude: 0, longitude: 100, source: test-sheet, grade: A }

        """

    /// Texts by path below the folder.
    var files = [
        "sources/all.yaml": SmallCatalog.sources, "accelerators/test-chip.yaml": SmallCatalog.chip,
        "systems/test-system.yaml": SmallCatalog.system, "landmarks.yaml": SmallCatalog.landmarks,
    ]
    var folders = ["sources", "accelerators", "systems", "models", "calibration", "costs"]

    /// Writes it into a folder of its own, loads it and cleans up.
    func load() throws -> Catalog {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("assay-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for folder in folders {
            let path = root.appendingPathComponent(folder)
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        }
        for (path, text) in files { try Data(text.utf8).write(to: root.appendingPathComponent(path)) }
        return try Catalog(folder: root.path)
    }
}

struct CatalogLoadingTests {
    struct Refusal: Sendable {
        let title: String
        /// A part of one line of the chip's file, and what stands there instead.
        let part: String
        let instead: String
        let says: String
    }

    @Test func `a small catalogue loads with its units in the base unit`() throws {
        let catalog = try SmallCatalog().load()
        let chip = try catalog.accelerator(named: "tc1")
        #expect(chip.peak[.bf16]?.value.best.value == 500e12)
        #expect(chip.memory.capacity.value.best.value == 80e9)
        let bandwidth = chip.memory.bandwidth.value.numbers()
        #expect(bandwidth == Interval(low: 2.9e12, best: 3e12, high: 3.1e12))
        #expect(chip.memory.bandwidth.sources == ["test-sheet", "test-paper"])
        #expect(chip.memory.bandwidth.grade == .press)
        #expect(chip.links.scaleUp == nil)
        #expect(try catalog.system(named: "test-system").power.value.best.value == 10_000)
        #expect(catalog.landmarkSites.map(\.country) == ["sg"])
    }

    @Test(arguments: [
        Refusal(
            title: "no source", part: "unit: TFLOPS, source: test-sheet", instead: "unit: TFLOPS",
            says: "‘bf16’ without ‘source’"),
        Refusal(
            title: "an empty list of sources", part: "TFLOPS, source: test-sheet", instead: "TFLOPS, source: []",
            says: "an empty list of sources"),
        Refusal(
            title: "an unknown source", part: "TFLOPS, source: test-sheet", instead: "TFLOPS, source: test-shete",
            says: "the unknown source ‘test-shete’; expected an id from sources/ (did you mean ‘test-sheet’?)"),
        Refusal(
            title: "one unknown source of two", part: "[test-sheet, test-paper]", instead: "[test-sheet, nowhere]",
            says: "the unknown source ‘nowhere’"),
        Refusal(
            title: "no grade", part: "TFLOPS, source: test-sheet, grade: A", instead: "TFLOPS, source: test-sheet",
            says: "‘bf16’ without ‘grade’"),
        Refusal(
            title: "an unknown grade", part: "TFLOPS, source: test-sheet, grade: A",
            instead: "TFLOPS, source: test-sheet, grade: D", says: "expected one of A, B, C"),
        Refusal(
            title: "no unit", part: "{ value: 500, unit: TFLOPS,", instead: "{ value: 500,",
            says: "‘bf16’ without ‘unit’"),
        Refusal(
            title: "a unit of another dimension", part: "unit: TFLOPS", instead: "unit: GB",
            says: "the unit ‘GB’; expected one of PFLOPS, TFLOPS, TOPS"),
        Refusal(
            title: "far too much", part: "value: 500, unit", instead: "value: 5e9, unit", says: "a plausible figure"),
        Refusal(
            title: "far too little", part: "value: 500, unit", instead: "value: 0, unit", says: "a plausible figure"),
        Refusal(title: "less than nothing", part: "value: 80,", instead: "value: -80,", says: "a plausible figure"),
        Refusal(title: "no number", part: "value: 500, unit", instead: "value: many, unit", says: "a number for value"),
        Refusal(title: "NaN", part: "value: 500, unit", instead: "value: nan, unit", says: "a number for value"),
        Refusal(
            title: "low above best", part: "low: 2900", instead: "low: 3001", says: "low, best, high out of order"),
        Refusal(
            title: "best above high", part: "high: 3.1e3", instead: "high: 2999", says: "low, best, high out of order"),
        Refusal(title: "no best", part: "low: 2900, best: 3000,", instead: "low: 2900,", says: "without ‘best’"),
        Refusal(
            title: "value beside low", part: "low: 2900, best", instead: "value: 3000, low: 2900, best",
            says: "‘value’ beside ‘low’"),
        Refusal(
            title: "an unknown key", part: "technology: HBM", instead: "tecnology: HBM",
            says: "the unknown key ‘tecnology’; expected one of technology, capacity, bandwidth (did you mean"),
        Refusal(title: "an impossible day", part: "2024-01-01", instead: "2024-02-30", says: "a date as YYYY-MM-DD"),
        Refusal(
            title: "an unknown number format", part: "bf16: {", instead: "bf61: {", says: "the unknown key ‘bf61’"),
        Refusal(
            title: "an unknown kind of transistor", part: "nonPlanar", instead: "nonplanar",
            says: "expected one of planar, nonPlanar (did you mean ‘nonPlanar’?)"),
    ])
    func `a figure that is not whole is refused with its line`(row: Refusal) throws {
        let before = try #require(SmallCatalog.chip.components(separatedBy: row.part).first)
        #expect(SmallCatalog.chip.components(separatedBy: row.part).count == 2, "the part must stand there once")
        var small = SmallCatalog()
        small.files["accelerators/test-chip.yaml"] = SmallCatalog.chip.replacing(row.part, with: row.instead)
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.file.hasSuffix("/accelerators/test-chip.yaml"))
        #expect(error.line == before.components(separatedBy: "\n").count, "\(error)")
        #expect(error.description.contains(row.says), "\(error)")
    }

    @Test func `a file must bear the id it holds`() throws {
        var small = SmallCatalog()
        small.files["accelerators/other.yaml"] = SmallCatalog.chip
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.file.hasSuffix("/accelerators/other.yaml"))
        #expect(error.expected == "the file test-chip.yaml")
    }

    @Test func `a system of an unknown accelerator is refused with the nearest`() throws {
        var small = SmallCatalog()
        small.files["systems/test-system.yaml"] = SmallCatalog.system.replacing("test-chip", with: "test-chop")
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.found == "the unknown accelerator ‘test-chop’")
        #expect(error.expected.contains("did you mean ‘test-chip’?"))
    }

    @Test func `a system without a scale-up fabric is refused`() throws {
        var small = SmallCatalog()
        small.files["systems/test-system.yaml"] = SmallCatalog.system.replacing(
            "plane: scaleUp", with: "plane: scaleOut")
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.found == "a fabric without a scaleUp tier")
    }

    @Test func `a source is told once`() throws {
        var small = SmallCatalog()
        small.files["sources/more.yaml"] = SmallCatalog.sources
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.file.hasSuffix("/sources/more.yaml"))
        #expect(error.found == "the source ‘test-sheet’ a second time")
    }

    @Test func `a landmark off the earth is refused with its line`() throws {
        var small = SmallCatalog()
        small.files["landmarks.yaml"] =
            SmallCatalog.landmarks + SmallCatalog.landmarks.replacing("latitude: 0", with: "latitude: 91")
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.line == 2)
        #expect(error.found.contains("latitude 91"))
    }

    @Test(arguments: ["sources", "accelerators", "systems", "models", "calibration", "costs"])
    func `a folder that is not there is named`(folder: String) throws {
        var small = SmallCatalog()
        small.folders.removeAll { $0 == folder }
        small.files = small.files.filter { !$0.key.hasPrefix(folder) }
        // A system needs its chip, and all need their sources: only what is loaded before may stay.
        if folder == "sources" || folder == "accelerators" { small.files["systems/test-system.yaml"] = nil }
        let error = try #require(throws: DocumentError.self) { try small.load() }
        #expect(error.file.hasSuffix("/\(folder)"))
        #expect(error.found == "no such folder")
    }
}
