import ArgumentParser
import Foundation

/// Builds the world, and checks it or plays the scenarios in it.
struct PlayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Build the world; play the scenarios in it, or check its distances.",
        discussion: """
            Needs root, /dev/net/tun and ‘ip’ (Debian package iproute2); without them it says so and exits with 0. \
            Everything it makes is removed at the end, and at the next start should it be killed.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @Option(help: "The program to try.") var binary = ".build/debug/assay"
    @Option(help: "The same program built elsewhere: it must verify to the same bytes.")
    var binaryOfSecondCheckout: String?
    @Option(help: "The consignment that the devices belong to.") var consignment = "Examples/h200-to-johor.yaml"
    @Option(name: .customLong("scenario"), help: "Play this scenario alone; may be repeated.")
    var wanted: [String] = []
    @Option(help: "The same seed gives the same world.") var seed: UInt64 = 1
    @Option(help: "Keep the files of the run, the programs' output among them, in this folder.") var folder: String?
    @Flag(help: "Measure the world itself: round trips must be what the distances say.") var check = false
    @Option(help: "How to answer.") var format = Format.table

    func validate() throws {
        for name in wanted where !Scenario.all.contains(where: { $0.name == name }) {
            let names = Scenario.all.map(\.name).joined(separator: ", ")
            throw ValidationError("no scenario ‘\(name)’; there are \(names)")
        }
    }

    func run() async throws {
        ProcessEnvironment.forgetProxies()
        let teardown = Teardown()
        Interruption.watch(teardown)
        defer {
            teardown.run()
            Interruption.standAside()
        }
        let folder = try runFolder(teardown)
        let commands = CommandRunner(folder: folder)
        if let reason = try skipReason(commands) { return try skip(reason) }
        let isPassed =
            check
            ? try await checkWorld(World(seed: seed, folder: folder, teardown: teardown))
            : try await play(folder: folder, teardown: teardown)
        guard isPassed else { throw ExitCode(1) }
    }

    private func skipReason(_ commands: CommandRunner) throws -> String? {
        if let missing = Prerequisites.missing(commands) { return missing }
        try WorldLock.take { Progress.say($0) }
        Leftovers.remove(commands)
        return try Prerequisites.isNetworkTaken(commands) ? "10.77.0.0/16 is in use on this machine" : nil
    }

    private func skip(_ reason: String) throws {
        switch format {
        case .table: print("skipped: \(reason)")
        case .json: try printJSON(["skipped": reason])
        }
    }

    /// Made before anything else, and so removed after everything else.
    private func runFolder(_ teardown: Teardown) throws -> String {
        let files = FileManager.default
        let path = folder ?? files.temporaryDirectory.appending(path: "\(Leftovers.folderPrefix)\(getpid())").path
        let url = URL(filePath: path)
        try files.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        if folder == nil { teardown.add { try? FileManager.default.removeItem(at: url) } }
        return url.path
    }

    private func checkWorld(_ world: World) async throws -> Bool {
        let report = try await SelfCheck(world: world).report()
        switch format {
        case .table: print(report.text)
        case .json: try printJSON(report)
        }
        return report.passed
    }

    private func play(folder: String, teardown: Teardown) async throws -> Bool {
        let program = try AssayProgram(path: binary)
        let second = try binaryOfSecondCheckout.map { try AssayProgram(path: $0) }
        guard FileManager.default.isReadableFile(atPath: consignment) else {
            throw ValidationError("\(consignment): no such file; name the consignment with --consignment")
        }
        let world = try World(seed: seed, folder: folder, teardown: teardown)
        let stage = try await Stage(world: world, program: program, consignment: consignment)
        let scenarios = Scenario.all.filter { wanted.isEmpty || wanted.contains($0.name) }
        let report = await Play(stage: stage, scenarios: scenarios, second: second, seed: seed).report()
        switch format {
        case .table: print(report.text)
        case .json: try printJSON(report)
        }
        return report.passed
    }

    private func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
