import Foundation

/// Network namespaces, one for each site, and the router between them.
final class World: Sendable {
    let plan: LinkPlan
    let router: RunningRouter
    /// Where the files of the run are.
    let folder: String
    /// A namespace without any network.
    let vault: NetworkNamespace
    private let namespaces: [IPv4Address: NetworkNamespace]
    private let teardown: Teardown

    /// Builds it all. What was built is in the teardown even when this fails half-way.
    init(seed: UInt64, folder: String, teardown: Teardown) throws(WorldError) {
        let commands = CommandRunner(folder: folder)
        var namespaces: [IPv4Address: NetworkNamespace] = [:]
        var devices: [IPv4Address: TUNDevice] = [:]
        for site in WorldSite.all where site.role != .attacker {
            let device = try TUNDevice(named: "aw\(getpid())h\(site.address.bytes[3])")
            teardown.add { device.close() }
            devices[site.address] = device
            if site.role == .operations {
                try commands.run("ip", "address", "add", "\(site.address)/16", "dev", device.name)
                try commands.run("ip", "link", "set", device.name, "up")
            } else {
                let namespace = NetworkNamespace(of: site.id, process: getpid())
                teardown.add { namespace.remove(commands) }
                try namespace.make(commands)
                try namespace.adopt(device, address: site.address, commands)
                namespaces[site.address] = namespace
            }
        }
        let vault = NetworkNamespace(of: "vault", process: getpid())
        teardown.add { vault.remove(commands) }
        try vault.make(commands)
        plan = LinkPlan(sites: WorldSite.all, seed: seed)
        let router = RunningRouter(
            router: Router(sites: WorldSite.all, plan: plan, seed: seed), devices: devices)
        teardown.add { router.stop() }
        self.router = router
        self.folder = folder
        self.vault = vault
        self.namespaces = namespaces
        self.teardown = teardown
    }

    /// Starts a program at a site. It is killed at the end, if not before.
    ///
    /// - Parameter name: of the files that take its output.
    func start(
        _ arguments: [String], at site: WorldSite, name: String, environment: [String: String] = [:]
    ) throws(WorldError) -> ChildProcess {
        guard let namespace = namespaces[site.address] else { throw .unexpected("\(site.id) has no namespace") }
        return try start(arguments, in: namespace, name: name, environment: environment)
    }

    /// Starts a program where there is no network.
    func startOffline(_ arguments: [String], name: String) throws(WorldError) -> ChildProcess {
        try start(arguments, in: vault, name: name, environment: [:])
    }

    private func start(
        _ arguments: [String], in namespace: NetworkNamespace, name: String, environment: [String: String]
    ) throws(WorldError) -> ChildProcess {
        let child = try ChildProcess(
            ["ip", "netns", "exec", namespace.name] + arguments,
            environment: ProcessEnvironment.inherited.merging(environment) { $1 }, output: "\(folder)/\(name)")
        teardown.add { child.kill() }
        return child
    }
}
