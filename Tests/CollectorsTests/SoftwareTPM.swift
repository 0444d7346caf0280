import Attestation
import Collectors
import Crypto
import Foundation
import Glibc
import SwiftASN1
import Testing
import X509

/// A maker of software TPMs (swtpm) with a certificate authority of its own, and the state of one TPM as it left the
/// factory. Everything lies in one folder; nothing under /var/lib is touched.
struct SoftwareTPMMaker: Sendable {
    static let isInstalled = ["swtpm", "swtpm_setup", "swtpm_localca", "tpm2_quote", "tpm2_makecredential"]
        .allSatisfy { ChildProcess.executable(named: $0) != nil }

    let state: URL
    /// DER, from the authority to the root.
    let authorities: [[UInt8]]

    init(in folder: URL) throws {
        state = folder.appending(path: "state")
        let authority = folder.appending(path: "authority")
        for made in [state, authority] {
            try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        }
        let configuration = try Self.configure(folder: folder, authority: authority)
        _ = try ChildProcess(
            "swtpm_setup",
            [
                "--tpm2", "--tpm-state", state.path, "--create-ek-cert", "--config", configuration.path,
                "--logfile", folder.appending(path: "log").path,
            ], remedyIfAbsent: "install swtpm-tools"
        ).run()
        authorities = try ["issuercert.pem", "swtpm-localca-rootca-cert.pem"].map { name in
            let pem = try String(contentsOf: authority.appending(path: name), encoding: .utf8)
            return try PEMDocument(pemString: pem).derBytes
        }
    }

    private static func configure(folder: URL, authority: URL) throws -> URL {
        let options = folder.appending(path: "authority.options")
        try "--platform-manufacturer Test\n--platform-version 1\n--platform-model Bench\n"
            .write(to: options, atomically: true, encoding: .utf8)
        let localCA = folder.appending(path: "authority.conf")
        try """
        statedir = \(authority.path)
        signingkey = \(authority.appending(path: "signkey.pem").path)
        issuercert = \(authority.appending(path: "issuercert.pem").path)
        certserial = \(authority.appending(path: "certserial").path)

        """.write(to: localCA, atomically: true, encoding: .utf8)
        let setup = folder.appending(path: "setup.conf")
        let tool = try #require(ChildProcess.executable(named: "swtpm_localca"))
        try """
        create_certs_tool = \(tool.path)
        create_certs_tool_config = \(localCA.path)
        create_certs_tool_options = \(options.path)
        active_pcr_banks = sha256

        """.write(to: setup, atomically: true, encoding: .utf8)
        return setup
    }

    var root: [UInt8] { Array(SHA256.hash(data: authorities.last ?? [])) }
}

/// A running software TPM with its own copy of a maker's state. It ends with this object.
final class SoftwareTPM {
    let folder: URL

    init(of maker: SoftwareTPMMaker) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "assay-tpm-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: maker.state, to: folder.appending(path: "state"))
        try start()
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// For commands. The tools expect the one for control beside it, with `.ctrl` behind the name.
    private var socket: URL { folder.appending(path: "socket") }

    var tools: TPMTools { TPMTools(tcti: "swtpm:path=\(socket.path)") }

    /// Where an agent keeps its attestation key.
    var keys: URL { folder.appending(path: "keys") }

    private var processFile: URL { folder.appending(path: "pid") }

    private func start() throws {
        _ = try ChildProcess(
            "swtpm",
            [
                "socket", "--tpm2", "--tpmstate", "dir=\(folder.appending(path: "state").path)",
                "--ctrl", "type=unixio,path=\(socket.path).ctrl",
                "--server", "type=unixio,path=\(socket.path)", "--flags", "not-need-init,startup-clear",
                "--daemon", "--pid", "file=\(processFile.path)",
            ], remedyIfAbsent: "install swtpm"
        ).run()
    }

    /// Ends it and waits until it has removed its process file, which is the last thing it does.
    private func stop() {
        guard let text = try? String(contentsOf: processFile, encoding: .utf8),
            let process = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), process > 1
        else { return }
        kill(process, SIGTERM)
        for _ in 0..<500 where FileManager.default.fileExists(atPath: processFile.path) { usleep(10_000) }
    }

    /// Takes the power away and gives it back: a TPM reset.
    func restart() throws {
        stop()
        try start()
    }
}

/// What is tried on real, if software, TPMs.
@Suite(.enabled(if: SoftwareTPMMaker.isInstalled, "needs swtpm, swtpm-tools and tpm2-tools"), .softwareTPMs)
struct SoftwareTPMTests {}

/// Two makers for all tests of a suite, removed afterwards. Making one takes a second or two.
struct WithSoftwareTPMs: SuiteTrait, TestScoping {
    @TaskLocal static var makers: [SoftwareTPMMaker] = []

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "assay-makers-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let makers = try ["one", "two"].map { try SoftwareTPMMaker(in: folder.appending(path: $0)) }
        try await Self.$makers.withValue(makers) { try await function() }
    }
}

extension Trait where Self == WithSoftwareTPMs {
    static var softwareTPMs: Self { Self() }
}
