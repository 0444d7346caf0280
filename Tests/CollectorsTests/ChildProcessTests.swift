import Collectors
import Foundation
import Glibc
import Testing

struct ChildProcessTests {
    private func shell(_ script: String) -> ChildProcess {
        ChildProcess("sh", ["-c", script], remedyIfAbsent: "install dash")
    }

    @Test func `what the tool writes comes back`() throws {
        #expect(try shell("printf hello").run() == Array("hello".utf8))
    }

    @Test func `no shell reads the arguments`() throws {
        let process = ChildProcess("printf", ["%s|", "$HOME", "a b", "`id`", "*"], remedyIfAbsent: "install coreutils")
        #expect(try process.run() == Array("$HOME|a b|`id`|*|".utf8))
    }

    @Test func `a variable is put over the inherited environment`() throws {
        var process = shell("printf \"$ASSAY_TEST:${PATH:+inherited}\"")
        process.environment["ASSAY_TEST"] = "given"
        #expect(try process.run() == Array("given:inherited".utf8))
    }

    @Test func `a tool that isn't there is named with its remedy`() throws {
        let error = #expect(throws: ChildProcessError.self) {
            try ChildProcess("assay-no-such-tool", [], remedyIfAbsent: "install it").run()
        }
        #expect(error?.cause == .notFound)
        #expect(error?.description == "‘assay-no-such-tool’ is not in PATH; install it")
    }

    @Test(arguments: ["", "/bin/sh", "../sh", "./sh"])
    func `a path is no name`(tool: String) throws {
        let error = #expect(throws: ChildProcessError.self) { try ChildProcess(tool, [], remedyIfAbsent: "").run() }
        #expect(error?.cause == .notFound)
    }

    @Test func `a failing tool is named with its code, its first complaint and a remedy`() throws {
        var process = shell("echo 'WARN: no'; echo 'WARN: odd' >&2; echo 'ERROR: broken' >&2; echo more >&2; exit 3")
        process.remedyIfFailed = "look at it"
        let error = #expect(throws: ChildProcessError.self) { try process.run() }
        #expect(error?.cause == .exited(3, firstLine: "ERROR: broken"))
        #expect(error?.description == "‘sh’ ended with 3: ERROR: broken; look at it")
    }

    @Test func `a tool that a signal ended isn't taken for one that ended well`() throws {
        let error = #expect(throws: ChildProcessError.self) { try shell("kill -9 $$").run() }
        #expect(error?.cause == .signalled(9))
    }

    @Test(arguments: ["exec sleep 60", "exec sleep 60 >&- 2>&-"])
    func `a tool that takes too long is killed, even one that closed its output`(script: String) throws {
        var process = shell(script)
        process.timeLimit = .milliseconds(100)
        let error = #expect(throws: ChildProcessError.self) { try process.run() }
        #expect(error?.cause == .overTime(.milliseconds(100)))
    }

    @Test func `a tool that leaves a daemon behind has ended all the same`() throws {
        var process = shell("sleep 60 >/dev/null 2>&1 & echo $!")
        process.timeLimit = .seconds(30)
        let daemon = try #require(pid_t(String(decoding: try process.run().dropLast(), as: UTF8.self)))
        #expect(kill(daemon, SIGKILL) == 0)
    }

    @Test func `a tool can be asked to end, though threads that run tasks block signals`() throws {
        let error = #expect(throws: ChildProcessError.self) { try shell("kill -TERM $$; sleep 1").run() }
        #expect(error?.cause == .signalled(15))
    }

    @Test func `a tool that writes without end is killed`() throws {
        var process = ChildProcess("yes", [], remedyIfAbsent: "install coreutils")
        process.outputLimit = 100_000
        let error = #expect(throws: ChildProcessError.self) { try process.run() }
        #expect(error?.cause == .overOutput(100_000))
    }

    @Test func `much on both outputs at once doesn't block`() throws {
        let process = shell("head -c 500000 /dev/zero >&2; head -c 500000 /dev/zero; head -c 500000 /dev/zero >&2")
        #expect(try process.run().count == 500_000)
    }

    @Test func `a temporary folder is its user's alone and is gone afterwards`() throws {
        var kept: URL?
        try PrivateFolder.temporarily { folder throws(CollectorError) in
            kept = folder
            let permissions = try? FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
            #expect(permissions == 0o700)
        }
        #expect(!FileManager.default.fileExists(atPath: try #require(kept).path))
    }
}
