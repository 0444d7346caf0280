import Foundation
import Synchronization
import Testing

@testable import assay_world

struct ProcessTests {
    private static func output() -> String {
        FileManager.default.temporaryDirectory.appending(path: "assay-process-\(UUID().uuidString)").path
    }

    @Test func `a child's output and exit code come back`() async throws {
        let child = try ChildProcess(
            ["sh", "-c", "echo $WORD; echo oops >&2; exit 3"],
            environment: ["WORD": "hello", "PATH": "/usr/bin:/bin"], output: Self.output())
        defer { child.forgetOutput() }
        #expect(await child.wait(seconds: 20) == .exited(3))
        #expect(child.output == "hello\n")
        #expect(child.errors == "oops\n")
    }

    @Test func `a child that is killed takes its own children along`() async throws {
        let child = try ChildProcess(
            ["sh", "-c", "sleep 1000 & echo $!; wait"], environment: ["PATH": "/usr/bin:/bin"], output: Self.output())
        defer { child.forgetOutput() }
        try await Waiting.until("a grandchild", seconds: 20) { child.output.hasSuffix("\n") }
        let grandchild = try #require(pid_t(child.output.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(child.status == nil)
        child.kill()
        child.kill()
        #expect(child.status == .killed(signal: SIGKILL))
        try await Waiting.until("its end", seconds: 20) {
            // A zombie that nobody waits for has no command line.
            (FileManager.default.contents(atPath: "/proc/\(grandchild)/cmdline") ?? Data()).isEmpty
        }
    }

    @Test func `what isn't there can't be started`() {
        #expect(throws: WorldError.self) {
            _ = try ChildProcess(["/nowhere/program"], environment: [:], output: Self.output())
        }
    }

    @Test func `a command that fails says why`() throws {
        let runner = CommandRunner(folder: FileManager.default.temporaryDirectory.path)
        #expect(try runner.run("echo", "a", "b c") == "a b c\n")
        let error = #expect(throws: WorldError.self) { try runner.run("ls", "/nowhere") }
        #expect("\(try #require(error))".contains("/nowhere"))
    }

    @Test func `a teardown undoes once, last first`() {
        let order = Mutex<[Int]>([])
        let teardown = Teardown()
        for step in 1...3 { teardown.add { order.withLock { $0.append(step) } } }
        teardown.run()
        teardown.run()
        #expect(order.withLock { $0 } == [3, 2, 1])
    }

    @Test func `a namespace's name tells who made it`() {
        let own = NetworkNamespace(of: "sao-paulo", process: 4_711)
        #expect(own.name == "assay-world-4711-sao-paulo")
        #expect(NetworkNamespace(named: own.name)?.maker == 4_711)
        #expect(NetworkNamespace(named: "assay-world-x-tokyo") == nil)
        #expect(NetworkNamespace(named: "somebody-elses") == nil)
    }
}
