import Agent
import ArgumentParser
import Attestation
import Documents
import Foundation
import Logging
import Proof
import Ranging
import ServiceLifecycle
import UnixSignals

struct AgentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent",
        abstract: "Be a device: let landmarks time it, and hand the evidence in.",
        discussion: """
            The agent opens every flow itself, so it works behind a NAT. Enrol the device first: --show-identity prints \
            what the verifier's operator puts on the roster. With --once it runs one session and ends with 0 when the \
            device is proven outside, 1 otherwise. Without, it goes on until Ctrl-C.
            """)

    @Option(help: "The service of the verifier, such as http://verifier.example:8080.") var service: String?
    @OptionGroup var device: AgentDevice
    @Option(help: "Enrol the TPM on this consignment and end; ASSAY_OPERATOR_TOKEN must be set.") var enrol: String?
    @Option(help: "What to call the device on the roster.") var name = "TPM"
    @Flag(help: "Print the device's identity as JSON and end.") var showIdentity = false
    @Flag(help: "Run one session and end.") var once = false
    @Option(help: "Seconds between the ends and beginnings of sessions.") var interval: Int = 3_600
    @Option(help: "Seconds that the rounds of one session may take at most.") var limit: Int?
    @Option(help: "Keep each session's evidence file here, before it is handed in.") var saveEvidence: String?
    @Option(help: "Keep the verifier's certificate of each verdict here.") var saveCertificate: String?
    @OptionGroup var printing: FormatOption

    func validate() throws {
        guard showIdentity || service != nil else {
            throw ValidationError("--service is needed: the address of the verifier's service")
        }
        guard interval >= 1 else { throw ValidationError("--interval takes 1 or more seconds") }
        guard (limit ?? 1) >= 1 else { throw ValidationError("--limit takes 1 or more seconds") }
    }

    func run() async throws {
        let client = ServiceClient(base: service ?? "")
        if let enrol { return try await device.enrol(at: client, consignment: enrol, name: name) }
        let source = try device.source()
        if showIdentity { return try Self.show(source.identity) }
        let loop = AgentLoop(
            agent: Agent(device: source, client: client), once: once, interval: interval,
            limit: limit.map(Double.init), evidence: saveEvidence, certificate: saveCertificate,
            format: printing.format)
        if once { return try await loop.prove() }
        var logger = Logger(label: "assay")
        logger.logLevel = .error
        let group = ServiceGroup(
            configuration: .init(services: [loop], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
        try await group.run()
    }

    private static func show(_ identity: DeviceIdentity) throws {
        struct Identity: Encodable { let id, kind, key: String }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let shown = Identity(
            id: identity.id, kind: identity.kind.rawValue, key: Data(identity.key).base64EncodedString())
        Output.say(String(decoding: try encoder.encode(shown), as: UTF8.self))
    }
}

/// Sessions one after the other.
private struct AgentLoop: ServiceLifecycle.Service {
    let agent: Agent
    let once: Bool
    let interval: Int
    let limit: Double?
    let evidence: String?
    let certificate: String?
    let format: OutputFormat

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await prove()
                } catch let negative as NegativeAnswer {
                    if let note = negative.note { Output.complain(note) }
                } catch {
                    if !Task.isCancelled { Output.complain("assay: \(error)") }
                }
                try? await Task.sleep(for: .seconds(interval))
            }
        }
    }

    /// One session, its files and its line.
    func prove() async throws {
        let isTerminal = isatty(STDERR_FILENO) == 1
        let outcome = try await agent.prove(
            limit: limit,
            keep: { file in if let evidence { try Output.save(try file.bytes(), to: evidence) } },
            progress: { done, all in if isTerminal { Output.complain("landmarks done: \(done) of \(all)") } })
        if let certificate, let bytes = outcome.answer.certificate { try Output.save(bytes, to: certificate) }
        let report = SessionReport(outcome)
        try Output.print(report, as: format)
        guard once, report.verdict != "provenOutside" else { return }
        throw NegativeAnswer(note: nil)
    }
}
