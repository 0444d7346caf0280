/// A landmark at its socket, one turn at a time: wait, take, answer, send. For one thread.
///
/// A turn takes up to 64 datagrams with one system call, and sends up to 64 with another, so that a busy landmark
/// spends its time on rounds. An idle one sends each challenge by itself.
package final class LandmarkLoop {
    private let socket: TimingSocket
    private var desk: LandmarkDesk
    private var answers: [LandmarkDesk.Outgoing] = []
    private var outgoing = OutgoingBatch()

    /// Nothing is waited for longer than this, in nanoseconds, so that the thread can be ended.
    private static let longestWait: UInt64 = 100_000_000

    package init(socket: consuming TimingSocket, desk: LandmarkDesk) {
        self.socket = socket
        self.desk = desk
    }

    package var address: SocketAddress { socket.address }
    /// Where the times come from.
    package var clock: RangingRecord.Clock { socket.clock }
    /// What it has seen so far.
    package var tally: LandmarkTally { desk.tally }

    /// Does what there is to do, or waits for it: how many datagrams came.
    @discardableResult
    package func turn() -> Int {
        let count = Self.take(from: socket, &desk, &answers)
        if !answers.isEmpty {
            send()
        } else if count == 0 {
            waitForWork()
        }
        return count
    }

    /// Everything that has come goes to the desk, then the time that has passed.
    ///
    /// A function of values, so that the compiler rather than each datagram checks that nobody else uses the desk.
    private static func take(
        from socket: borrowing TimingSocket, _ desk: inout LandmarkDesk, _ answers: inout [LandmarkDesk.Outgoing]
    ) -> Int {
        let count = socket.gather()
        // Before the replies: a challenge's stamp is what its reply is held against.
        socket.takeDepartures { desk.sent($0, $1) }
        let wall = SystemClock.wall
        socket.takeArrivals { datagram, isCut, sender, arrival in
            // One that is too long is none of ours, whatever its beginning says.
            let whole = isCut ? UnsafeRawBufferPointer(start: nil, count: 0) : datagram
            desk.receive(whole, from: sender, arrival: arrival, wall: wall, into: &answers)
        }
        desk.tick(now: LandmarkDesk.Now(monotonic: SystemClock.monotonic, wall: wall), into: &answers)
        return count
    }

    private func send() {
        for answer in answers {
            outgoing.append(to: answer.destination, timed: answer.timed) { answer.packet.append(to: &$0) }
        }
        socket.send(outgoing)
        answers.removeAll(keepingCapacity: true)
        outgoing.removeAll()
    }

    private func waitForWork() {
        let now = SystemClock.monotonic
        let wait = desk.nextDeadline.map { $0 > now ? min(Self.longestWait, $0 - now) : 0 } ?? Self.longestWait
        if wait > 0 { socket.wait(atMost: wait) }
    }
}

extension Packet {
    /// Appends the encoding. Challenges are too many for memory of their own.
    fileprivate func append(to bytes: inout [UInt8]) {
        guard case .challenge(let session, let round, let challenge) = self else {
            bytes += encoded
            return
        }
        bytes += Self.magic
        bytes.append(Self.version)
        bytes.append(Kind.challenge.rawValue)
        withUnsafeBytes(of: session.raw) { bytes += $0 }
        withUnsafeBytes(of: round.bigEndian) { bytes += $0 }
        challenge.withBytes { bytes += $0 }
    }
}
