import Foundation

/// The commands of tpm2-tools (5.0 or newer), for one TPM.
package struct TPMTools: Sendable {
    /// How the tools reach the TPM, such as `device:/dev/tpmrm0` or `swtpm:path=/run/tpm`; nil leaves it to the
    /// variable `TPM2TOOLS_TCTI`, or to what the tools find.
    package let tcti: String?
    /// For one command. A slow TPM takes some seconds to make an RSA key.
    package let timeLimit: Duration

    package init(tcti: String? = nil, timeLimit: Duration = .seconds(60)) {
        self.tcti = tcti
        self.timeLimit = timeLimit
    }

    /// - Returns: what the tool wrote to standard output.
    @discardableResult
    func run(_ tool: String, _ arguments: String...) throws(CollectorError) -> [UInt8] {
        var process = ChildProcess(tool, arguments, remedyIfAbsent: "install tpm2-tools")
        process.timeLimit = timeLimit
        // The library's log repeats what the tool itself says afterwards in one line.
        process.environment["TSS2_LOG"] = "all+NONE"
        process.environment["TPM2TOOLS_TCTI"] = tcti
        process.remedyIfFailed = "check that the TPM is there and that this user may use it (group tss)"
        do {
            return try process.run()
        } catch {
            throw .tool(error)
        }
    }

    /// Frees the TPM of loaded keys, of which it holds about three at a time. Without a resource manager nobody else
    /// does when a tool ends; with one there is nothing to free.
    func forgetLoadedKeys() {
        // A TPM that refuses this refuses the next command too, which says so.
        _ = try? run("tpm2_flushcontext", "-Q", "-t")
    }

    /// Gives `work` the authorisation to use the endorsement key, as the tools' argument. The key's policy asks for the
    /// authorisation of the endorsement hierarchy, whose password must be empty, as it is where nobody set one.
    func authorised<Result>(
        in folder: URL, _ work: (String) throws(CollectorError) -> Result
    ) throws(CollectorError) -> Result {
        let session = folder.appending(path: "session.ctx").path
        try run("tpm2_startauthsession", "-Q", "--policy-session", "-S", session)
        defer { _ = try? run("tpm2_flushcontext", "-Q", session) }
        try run("tpm2_policysecret", "-Q", "-S", session, "-c", "e")
        return try work("session:\(session)")
    }
}
