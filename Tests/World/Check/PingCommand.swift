import ArgumentParser
import Foundation

/// Measures round trips to echoes, and prints them as JSON. The self-check runs it at some sites.
struct PingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ping", abstract: "Measure round trips to echoes.", shouldDisplay: false)

    /// What one ping found, by the last number of the site's address.
    struct Report: Codable, Sendable {
        /// Nanoseconds of every answer.
        var roundTrips: [UInt8: [UInt64]] = [:]
    }

    @Option(help: "The last number of this site's address.") var from: UInt8
    @Option(help: "How often each is asked.") var count: Int = 20
    @Argument(help: "The last numbers of the echoes' addresses.") var hosts: [UInt8]

    /// Milliseconds between two pings, and for the last answers: more than the longest round trip.
    private static let pause: Int32 = 2
    private static let patience: Int32 = 1_500

    func run() throws {
        RealTimePriority.take()
        let port = try DatagramPort(Endpoint(address: .world(from), port: 0))
        var sent: [UInt64] = []
        var report = Report(roundTrips: Dictionary(hosts.map { ($0, []) }, uniquingKeysWith: { first, _ in first }))
        for _ in 0..<count {
            for host in hosts {
                let bytes = withUnsafeBytes(of: UInt64(sent.count).bigEndian) { Array($0) }
                sent.append(MonotonicTime.now)
                port.send(bytes, to: Endpoint(address: .world(host), port: EchoCommand.port))
                gather(from: port, sent, &report, until: MonotonicTime.now + UInt64(Self.pause) * 1_000_000)
            }
        }
        gather(from: port, sent, &report, until: MonotonicTime.now + UInt64(Self.patience) * 1_000_000)
        print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    }

    private func gather(from port: borrowing DatagramPort, _ sent: [UInt64], _ report: inout Report, until end: UInt64)
    {
        while true {
            let now = MonotonicTime.now
            guard now < end else { return }
            guard let (bytes, sender) = port.receive(milliseconds: Int32((end - now + 999_999) / 1_000_000)) else {
                continue
            }
            let received = MonotonicTime.now
            let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard bytes.count == 8, number < UInt64(sent.count) else { continue }
            report.roundTrips[sender.address.bytes[3]]?.append(received - sent[Int(number)])
        }
    }
}
