import Foundation

/// What the world needs of the machine.
enum Prerequisites {
    /// Why it can't be built here; nil when everything is there.
    static func missing(_ commands: CommandRunner) -> String? {
        guard geteuid() == 0 else { return "this needs root, for network namespaces" }
        guard access(TUNDevice.path, R_OK | W_OK) == 0 else { return "\(TUNDevice.path) can't be opened" }
        guard (try? commands.run("ip", "-V")) != nil else { return "‘ip’ isn't there (Debian package iproute2)" }
        let probe = NetworkNamespace(of: "probe", process: getpid())
        do {
            try probe.make(commands)
        } catch {
            return "a network namespace can't be made: \(error)"
        }
        probe.remove(commands)
        return nil
    }

    /// Whether the world's network is in use already, by something else than a world.
    static func isNetworkTaken(_ commands: CommandRunner) throws(WorldError) -> Bool {
        try !commands.run("ip", "-4", "route", "show", "root", "10.77.0.0/16").isEmpty
    }
}
