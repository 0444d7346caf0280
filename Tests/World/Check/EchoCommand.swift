import ArgumentParser
import Glibc

/// Sends every datagram back. The self-check runs it at each site.
struct EchoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo", abstract: "Send datagrams back.", shouldDisplay: false)

    static let port: UInt16 = 4_799
    static let isReady = "ready"

    @Argument(help: "The last number of the site's address.") var host: UInt8

    func run() throws {
        RealTimePriority.take()
        let port = try DatagramPort(Endpoint(address: .world(host), port: Self.port))
        print(Self.isReady)
        // Standard output is a file here, and so isn't written line by line.
        fflush(nil)
        while true {
            if let (bytes, sender) = port.receive(milliseconds: -1) { port.send(bytes, to: sender) }
        }
    }
}
