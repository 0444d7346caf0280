import ArgumentParser
import Foundation

/// The program under test.
struct AssayProgram: Sendable {
    /// Absolute, because programs are started elsewhere.
    let path: String

    init(path: String) throws {
        let url = URL(filePath: path)
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw ValidationError("\(path): no such program; build it, or name it with --binary")
        }
        self.path = url.path
    }

    /// Runs a command of the program at a site to its end.
    ///
    /// - Returns: what it printed on standard output.
    /// - Throws: `WorldError` when it doesn't end with 0 within so many seconds.
    func answer(
        _ arguments: [String], at site: WorldSite, of world: World, name: String, seconds: Double = 30
    ) async throws -> String {
        let child = try world.start([path] + arguments, at: site, name: name)
        guard let status = await child.wait(seconds: seconds) else {
            child.kill()
            throw WorldError.timeout(waitingFor: child.command, seconds: seconds)
        }
        guard status == .exited(0) else {
            throw WorldError.command(child.command, status: "\(status)", output: child.output + child.errors)
        }
        return child.output
    }

    /// The same for answers that are a key: 64 hexadecimal digits.
    func key(_ arguments: [String], at site: WorldSite, of world: World, name: String) async throws -> String {
        let answer = try await answer(arguments + ["--show-key"], at: site, of: world, name: name)
        let key = answer.trimmingCharacters(in: .whitespacesAndNewlines)
        guard key.count == 64, key.allSatisfy(\.isHexDigit) else {
            throw WorldError.unexpected("\(name): expected a key of 64 hexadecimal digits, got ‘\(key.prefix(200))’")
        }
        return key
    }
}
