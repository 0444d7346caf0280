/// Which timed datagram has which of the kernel's numbers.
///
/// The kernel numbers the datagrams that are to be stamped as they leave, from zero; the ledger counts those that it
/// took. It also numbers some that it then refuses (a firewall on the way out, and on older kernels a full
/// buffer), and so runs ahead. Then a report names a later
/// datagram than the one it is about: the stamp is too early and a round trip by it too long, never too short. The last
/// report of such a row has a number that was never given here: it tells, and both sides begin again at zero.
struct DepartureLedger {
    private struct Entry {
        let number: UInt32
        let round: TimedRound
        let departure: Departure
    }

    /// The latest entries, each at its number modulo the length.
    private var entries: [Entry?]
    private var next: UInt32 = 0
    private var expected: UInt32 = 0
    /// The kernel's numbers have run ahead of these.
    private(set) var isAdrift = false

    /// Datagrams whose stamps may be outstanding; of more, the oldest go without.
    private static let length: UInt32 = 1_024

    init() { entries = Array(repeating: nil, count: Int(Self.length)) }

    /// Whether stamps may still come.
    var isWaiting: Bool { expected != next }

    /// The kernel took a timed datagram.
    mutating func enter(_ round: TimedRound, _ departure: Departure) {
        entries[Int(next % Self.length)] = Entry(number: next, round: round, departure: departure)
        next &+= 1
    }

    /// Takes out the datagram with a number; nil when it isn't here, or was taken already.
    mutating func take(_ number: UInt32) -> (round: TimedRound, departure: Departure)? {
        // Numbers go round after 2³²: the nearer half ahead of the next one is the future.
        isAdrift = isAdrift || number &- next < 1 << 31
        let place = Int(number % Self.length)
        guard let entry = entries[place], entry.number == number else { return nil }
        entries[place] = nil
        expected = number &+ 1
        return (entry.round, entry.departure)
    }

    /// Begins again at zero. What is under way goes without a stamp; should one come late, it names a datagram that
    /// left after it.
    mutating func restart() { self = DepartureLedger() }
}
