import ArgumentParser
import Attestation
import Crypto
import Documents
import Foundation
import Logging
import Ranging
import ServiceLifecycle
import UnixSignals

struct LandmarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "landmark",
        abstract: "Be a landmark: time devices from a known place and sign what was measured.",
        discussion: """
            A landmark answers nobody but holders of a session that one of its verifiers has granted, and keeps nothing \
            for strangers. It times with the kernel's own stamps where the system has them; its records say so.

            First make its key with --show-key and give that to the verifier's list of landmarks, with the place \
            where the landmark stands. Then start it with the verifier's key: `assay serve --show-key` prints it. \
            Ctrl-C stops it.
            """)

    @Option(help: "Its name in the verifier's list.") var id: String
    @Option(help: "The key file; made when it isn't there.") var key: String
    @Option(help: "The IPv4 address and UDP port to listen on.") var listen = "0.0.0.0:4701"
    @Option(
        name: .customLong("verifier"),
        help: "A verifier's key in hex, whose grants count; may be repeated.")
    var verifiers: [String] = []
    @Option(help: "Where its times come from: kernel (falls back to process) or process.")
    var clock: ClockChoice = .kernel
    @Option(help: "A file to write counts to every few seconds, as Prometheus text.") var metricsFile: String?
    @Flag(help: "Print the public key in hex and end.") var showKey = false

    enum ClockChoice: String, ExpressibleByArgument, CaseIterable {
        case kernel, process
        var clock: RangingRecord.Clock { self == .kernel ? .kernel : .process }
    }

    func validate() throws {
        guard (1...64).contains(id.utf8.count) else { throw ValidationError("--id takes 1 to 64 bytes") }
        guard SocketAddress(listen) != nil else {
            throw ValidationError("--listen takes an IPv4 address and a port, such as 0.0.0.0:4701")
        }
        guard showKey || !verifiers.isEmpty else {
            throw ValidationError("a landmark needs at least one --verifier, or nobody's grants would count")
        }
        _ = try verifiers.map { try KeyText.bytes($0, option: "--verifier") }
    }

    func run() async throws {
        let signing = try KeyFile.load(key, owner: "landmark")
        let publicKey = Hex.string(signing.publicKey.rawRepresentation)
        if showKey { return Output.say(publicKey) }
        guard let address = SocketAddress(listen) else { return }
        let server = try LandmarkServer(
            id: id, key: signing, verifiers: Set(try verifiers.map { try KeyText.bytes($0, option: "--verifier") }),
            address: address, clock: clock.clock)
        Output.say("landmark \(id) at \(server.address), \(server.clock) clock, key \(publicKey)  (Ctrl-C stops it)")
        var logger = Logger(label: "assay")
        logger.logLevel = .error
        let group = ServiceGroup(
            configuration: .init(
                services: [LandmarkWatch(server: server, metricsFile: metricsFile)],
                gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
        try await group.run()
    }
}

/// Keeps a landmark's counts in a file until shutdown.
private struct LandmarkWatch: ServiceLifecycle.Service {
    let server: LandmarkServer
    let metricsFile: String?

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                write()
                try? await Task.sleep(for: .seconds(2))
            }
        }
        server.stop()
        write()
    }

    /// Whole or not at all: readers never see half a file. A full disk must not stop the timing.
    private func write() {
        guard let metricsFile else { return }
        do {
            try Data(server.tally.metrics(landmark: server.id).utf8)
                .write(to: URL(filePath: metricsFile), options: .atomic)
        } catch {
            Output.complain("assay: \(metricsFile): can't be written: \(error)")
        }
    }
}
