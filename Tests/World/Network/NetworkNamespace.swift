import Foundation

/// A network stack of its own for one site, by the name under which `ip netns` keeps it.
struct NetworkNamespace: Sendable, Hashable {
    /// All of the world's begin so; then come the process that made them, and the site.
    static let prefix = "assay-world-"
    /// Where `ip netns` keeps them.
    static let folder = "/run/netns"

    let name: String

    /// The name that a site's has in the run of a process.
    init(of site: String, process: pid_t) { name = "\(Self.prefix)\(process)-\(site)" }

    /// One that is there already; nil when it isn't of a world.
    init?(named name: String) {
        guard name.hasPrefix(Self.prefix), Self.maker(of: name) != nil else { return nil }
        self.name = name
    }

    /// The process that made it.
    var maker: pid_t? { Self.maker(of: name) }

    private static func maker(of name: String) -> pid_t? {
        name.dropFirst(prefix.count).split(separator: "-", maxSplits: 1).first.flatMap { pid_t($0) }
    }

    func make(_ commands: CommandRunner) throws(WorldError) {
        try commands.run("ip", "netns", "add", name)
        try commands.run("ip", "-n", name, "link", "set", "lo", "up")
    }

    /// Takes a device of the root namespace in, under an address of the world's network.
    func adopt(_ device: TUNDevice, address: IPv4Address, _ commands: CommandRunner) throws(WorldError) {
        try commands.run("ip", "link", "set", device.name, "netns", name)
        try commands.run("ip", "-n", name, "address", "add", "\(address)/16", "dev", device.name)
        try commands.run("ip", "-n", name, "link", "set", device.name, "up")
    }

    /// Removes it. Programs that still run in it keep it alive, unseen: they are to be ended first.
    func remove(_ commands: CommandRunner) { _ = try? commands.run("ip", "netns", "delete", name) }

    /// Processes that run in it.
    func processes(_ commands: CommandRunner) -> [pid_t] {
        let listed = (try? commands.run("ip", "netns", "pids", name)) ?? ""
        return listed.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    }
}
