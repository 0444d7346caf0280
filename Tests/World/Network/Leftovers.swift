import Foundation

/// What runs left behind that died before they could tidy up.
enum Leftovers {
    /// The folder of a run begins so, in the temporary folder, and ends with its process.
    static let folderPrefix = "assay-world-"

    /// Removes namespaces and folders of worlds whose process is gone, and ends what still runs in them.
    static func remove(_ commands: CommandRunner) {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: NetworkNamespace.folder)) ?? []
        for namespace in names.compactMap({ NetworkNamespace(named: $0) }) where !isAlive(namespace.maker) {
            namespace.processes(commands).forEach { kill($0, SIGKILL) }
            namespace.remove(commands)
        }
        let temporary = files.temporaryDirectory
        for name in (try? files.contentsOfDirectory(atPath: temporary.path)) ?? [] {
            guard name.hasPrefix(folderPrefix), let maker = pid_t(name.dropFirst(folderPrefix.count)),
                !isAlive(maker)
            else { continue }
            try? files.removeItem(at: temporary.appending(path: name))
        }
    }

    /// Whether a process still is this program: numbers come back.
    private static func isAlive(_ maker: pid_t?) -> Bool {
        guard let maker else { return true }
        let line = FileManager.default.contents(atPath: "/proc/\(maker)/cmdline") ?? Data()
        return String(decoding: line, as: UTF8.self).contains("assay-world")
    }
}
