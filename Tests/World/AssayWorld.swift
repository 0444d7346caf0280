import ArgumentParser

/// A world of network namespaces with real distances, and the real program tried in it.
@main
struct AssayWorld: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assay-world",
        abstract: "Try the program in a world of network namespaces with real distances.",
        subcommands: [PlayCommand.self, EchoCommand.self, PingCommand.self],
        defaultSubcommand: PlayCommand.self
    )
}
