import ArgumentParser
import Attestation
import Documents
import Foundation
import Proof
import Ranging

struct AttestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attest",
        abstract: "Verify devices' own evidence offline: GPUs, switches, TPMs, software keys. One row per record.",
        discussion: """
            Reads NVIDIA's SPDM evidence as its tools write it (JSON, or a report with its certificates beside it), and \
            our own. A folder is read with all below it. Checked are certificates, signatures, nonces, firmware and, \
            with --rim, measurements; and whether the devices of a board name one another. Exits with 1 when a record \
            is refused.

            Without --nonce each record is held against the nonce its file states, which shows that the two belong \
            together and not that they are fresh.
            """)

    @Argument(help: "A file or folder; may be repeated.") var paths: [String]
    @Option(help: "The bytes that the devices were to vouch for: 64 hexadecimal digits.") var nonce: String?
    @Option(help: "The day to judge certificates by (YYYY-MM-DD); today when left out.") var at: String?
    @Option(help: "The Ed25519 key, in hex, of who may enrol TPMs; any when left out.") var authority: String?
    @OptionGroup var trust: TrustOptions
    @OptionGroup var printing: FormatOption

    func run() throws {
        let nonce = try nonce.map { try KeyText.bytes($0, option: "--nonce") }
        let authority = try authority.map { try KeyText.bytes($0, option: "--authority") }
        let time = try at.map { text in
            guard let date = CalendarDate(text) else { throw ValidationError("--at takes a day as YYYY-MM-DD") }
            return UInt64(max(0, date.secondsSince1970))
        }
        let now = time ?? SystemClock.wall
        let readings = try paths.map { try EvidenceFolder.read($0) }
        let trusted = try trust.read(at: now)
        let policy = AttestationPolicy(
            time: now, roots: trusted.roots, revocations: trusted.revocations, references: trusted.references,
            platforms: trusted.platforms, enrolmentAuthorities: authority.map { [$0] })
        let report = AttestationReport(readings.flatMap { $0 }, nonce: nonce, policy: policy)
        try Output.print(report, as: printing.format)
        guard !report.records.isEmpty else {
            throw NegativeAnswer(note: "assay: no evidence in \(paths.joined(separator: ", "))")
        }
        guard report.allValid else { throw NegativeAnswer(note: nil) }
    }
}

/// Reads files for the rooms that don't.
enum EvidenceFolder {
    /// More files than this are refused: a folder of evidence isn't a disk.
    private static let fileLimit = 10_000

    /// A folder gives one reading for itself and one for each folder below; a file gives one, with the certificates
    /// that lie beside it to choose from.
    static func read(_ path: String) throws -> [EvidenceReading] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw DocumentError(file: path, line: nil, found: "nothing", expected: "a file or folder of evidence")
        }
        guard isFolder.boolValue else { return [try file(path)] }
        let names = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
        guard names.count <= fileLimit else {
            throw DocumentError(
                file: path, line: nil, found: "\(names.count) files", expected: "at most \(fileLimit)")
        }
        let files = names.filter { isRegular("\(path)/\($0)") }
        let byFolder = Dictionary(grouping: files) { ($0 as NSString).deletingLastPathComponent }
        return try byFolder.sorted { $0.key < $1.key }.map { _, names in
            DeviceEvidenceFile.read(try names.map { (name: $0, bytes: try bytes("\(path)/\($0)")) })
        }
    }

    private static func file(_ path: String) throws -> EvidenceReading {
        let folder = (path as NSString).deletingLastPathComponent
        let beside = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        let name = (path as NSString).lastPathComponent
        // Only certificates are taken from beside it: what wasn't asked for isn't judged.
        let chains = try beside.sorted().prefix(fileLimit).filter {
            $0 != name && isRegular("\(folder.isEmpty ? "." : folder)/\($0)")
        }
        .map { (name: $0, bytes: try bytes("\(folder.isEmpty ? "." : folder)/\($0)")) }
        .filter { DeviceEvidenceFile.isChain($0.bytes) }
        let reading = DeviceEvidenceFile.read([(name: name, bytes: try bytes(path))] + chains)
        return reading.leavingOut(chains.map(\.name))
    }

    private static func isRegular(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType) == .typeRegular
    }

    /// One byte more than is read, so that what is too large is seen to be.
    private static func bytes(_ path: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw DocumentError(file: path, line: nil, found: "a file that can't be read", expected: "a readable file")
        }
        defer { try? handle.close() }
        return Array(try handle.read(upToCount: DeviceEvidenceFile.sizeLimit + 1) ?? Data())
    }
}
