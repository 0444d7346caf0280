import ArgumentParser
import Documents
import Foundation
import Location
import Quantities

struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Hold what Assay says against measurements of known truth.",
        subcommands: [
            EvaluateCapabilityCommand.self, EvaluateControlsCommand.self, EvaluateLocationCommand.self,
            EvaluateScreeningCommand.self,
        ])
}

struct EvaluateLocationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "location",
        abstract: "Proofs, clearance, estimates and adversaries on meshes of nodes at known places.",
        discussion: """
            Every folder under DIR that holds nodes.csv (id,name,country,latitude,longitude) and rtts.csv
            (landmark,target,rtt_ms: the landmark timed the target) is one set; docs/location-data.md has the form.
            A folder of probes that timed addresses (measurements.csv, probes.csv, probe_rtts.csv) shows how one key in
            two places would look. Sets may lie up to four folders deep; some hundred nodes take seconds.
            Each node is judged by the others alone; nodes in the restricted set are never landmarks.
            Exits with 1 when a proof was wrong or nothing could be judged, with 2 for data that can't be read.
            """)

    @Option(
        help: ArgumentHelp("A folder with nodes.csv and rtts.csv, or one with such folders in it.", valueName: "DIR"))
    var data: String
    @Option(help: "What chips must stay out of: countries and country groups joined by +; cn is the mainland alone.")
    var regions = "cn"
    @Option(help: "How far nodes may stand from where the data say, in km: each disc is widened by it.")
    var placeError = 0.0
    @OptionGroup var printing: FormatOption

    func validate() throws {
        guard (0...1_000).contains(placeError) else { throw ValidationError("--place-error takes 0 to 1000 km") }
    }

    func run() async throws {
        // All input is read before the long work starts.
        let folders = try MeshFolders(under: data)
        let meshes = try folders.paths.map(Mesh.init(folder:))
        let anycast = try folders.anycast.map(AnycastSet.init(folder:))
        let atlas = try RegionAtlas.bundled()
        let restricted = try atlas.regions(regions)
        let progress = Progress()
        var sets: [MeshEvaluation] = []
        for mesh in meshes {
            sets.append(
                await MeshEvaluation(
                    mesh, atlas: atlas, restricted: restricted, placeError: Kilometres(placeError),
                    progress: progress.show))
        }
        var addresses: [AnycastEvaluation] = []
        for set in anycast {
            progress.show("\(set.name): \(set.measurements.count) measurements by \(set.probes) probes")
            addresses.append(await AnycastEvaluation(set))
        }
        progress.clear()
        let evaluation = LocationEvaluation(sets: sets, anycast: addresses)
        try Output.print(evaluation, as: printing.format)
        if !evaluation.hasJudged { throw NegativeAnswer(note: "assay: nothing was judged; see above") }
        if !evaluation.isSound { throw NegativeAnswer(note: "assay: a proof was wrong; see above") }
    }
}

/// Says on a terminal what long work is at; silent in a pipe.
struct Progress: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func show(_ text: String) {
        guard isTerminal else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text) …".utf8))
    }

    func clear() {
        guard isTerminal else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
