import Testing

@testable import Ranging

/// Real sockets on loopback, by both clocks.
struct TimingSocketTests {
    private struct Taken: Equatable {
        let bytes: [UInt8]
        let isCut: Bool
        let sender: SocketAddress
        let arrival: Arrival
    }

    private let session = SessionID()

    private func round(_ number: Int) -> TimedRound { TimedRound(session: session, round: UInt32(number)) }

    /// Takes until so many have come, or for ten seconds.
    private func take(_ count: Int, from socket: borrowing TimingSocket) -> [Taken] {
        var taken: [Taken] = []
        let end = SystemClock.monotonic + 10_000_000_000
        while taken.count < count, SystemClock.monotonic < end {
            if socket.gather() == 0 { socket.wait(atMost: 10_000_000) }
            socket.takeArrivals { datagram, isCut, sender, arrival in
                taken.append(Taken(bytes: Array(datagram), isCut: isCut, sender: sender, arrival: arrival))
            }
        }
        return taken
    }

    /// What has left so far.
    private func departures(of socket: borrowing TimingSocket) -> [(round: TimedRound, departure: Departure)] {
        var taken: [(TimedRound, Departure)] = []
        socket.takeDepartures { taken.append(($0, $1)) }
        return taken
    }

    @Test(arguments: RangingRecord.Clock.allCases)
    func `datagrams come whole, in order, with their sender and a time`(clock: RangingRecord.Clock) throws {
        let one = try TimingSocket(bindingTo: .anyLoopbackPort, clock: clock)
        let other = try TimingSocket(bindingTo: .anyLoopbackPort, clock: clock)
        var batch = OutgoingBatch()
        for number in 0..<200 {
            batch.append([UInt8](repeating: UInt8(number), count: number), to: other.address)
        }
        let before = SystemClock.monotonic
        one.send(batch)
        let taken = take(200, from: other)
        #expect(taken.map(\.bytes) == (0..<200).map { [UInt8](repeating: UInt8($0), count: $0) })
        #expect(taken.allSatisfy { $0.sender == one.address && !$0.isCut })
        #expect(taken.allSatisfy { $0.arrival.monotonic >= before && $0.arrival.monotonic <= SystemClock.monotonic })
        #expect(taken.allSatisfy { ($0.arrival.kernel != nil) == (other.clock == .kernel) })
    }

    @Test(arguments: RangingRecord.Clock.allCases)
    func `a datagram of 1,400 bytes comes whole, a longer one is cut and says so`(clock: RangingRecord.Clock) throws {
        let socket = try TimingSocket(bindingTo: .anyLoopbackPort, clock: clock)
        var batch = OutgoingBatch()
        for count in [1_400, 1_401, 9_000, 3] {
            batch.append([UInt8](repeating: 7, count: count), to: socket.address)
        }
        socket.send(batch)
        let taken = take(4, from: socket)
        #expect(taken.map(\.bytes.count) == [1_400, 1_400, 1_400, 3])
        #expect(taken.map(\.isCut) == [false, true, true, false])
    }

    @Test(arguments: RangingRecord.Clock.allCases)
    func `timed datagrams tell when they left, once, and the others don't`(clock: RangingRecord.Clock) throws {
        let socket = try TimingSocket(bindingTo: .anyLoopbackPort, clock: clock)
        var batch = OutgoingBatch()
        for number in 0..<150 {
            batch.append([1], to: socket.address, timed: number.isMultiple(of: 3) ? round(number) : nil)
        }
        let before = SystemClock.monotonic
        socket.send(batch)
        #expect(take(150, from: socket).count == 150)
        let departures = departures(of: socket)
        #expect(departures.map(\.round) == stride(from: 0, to: 150, by: 3).map { round($0) })
        #expect(departures.allSatisfy { $0.departure.monotonic >= before })
        #expect(departures.allSatisfy { ($0.departure.kernel != nil) == (socket.clock == .kernel) })
        #expect(self.departures(of: socket).isEmpty)
    }

    @Test(arguments: RangingRecord.Clock.allCases)
    func `when a reply can be read, its challenge's departure is known`(clock: RangingRecord.Clock) throws {
        let landmark = try TimingSocket(bindingTo: .anyLoopbackPort, clock: clock)
        let prover = try TimingSocket(bindingTo: .anyLoopbackPort, clock: .process)
        for number in 0..<50 {
            var batch = OutgoingBatch()
            batch.append([1], to: prover.address, timed: round(number))
            landmark.send(batch)
            #expect(take(1, from: prover).count == 1)
            batch.removeAll()
            batch.append([2], to: landmark.address)
            prover.send(batch)
            let reply = try #require(take(1, from: landmark).first)
            let challenge = try #require(departures(of: landmark).first)
            #expect(challenge.round == round(number))
            guard case .measured(let nanoseconds, let source) = RoundTrip.between(challenge.departure, reply.arrival)
            else {
                // Somebody sets the machine's clock in this very moment.
                continue
            }
            #expect(source == landmark.clock)
            #expect(nanoseconds <= max(1, reply.arrival.monotonic - challenge.departure.monotonic))
        }
    }

    @Test(arguments: RangingRecord.Clock.allCases)
    func `a datagram that the system refuses has no departure and shifts nobody else's`(
        clock: RangingRecord.Clock
    ) throws {
        let socket = try TimingSocket(bindingTo: .anyLoopbackPort, clock: clock)
        let everybody = try #require(SocketAddress("255.255.255.255:9"))
        var batch = OutgoingBatch()
        batch.append([1], to: socket.address, timed: round(1))
        batch.append([UInt8](repeating: 0, count: 70_000), to: socket.address, timed: round(2))
        batch.append([3], to: everybody, timed: round(3))
        batch.append([4], to: socket.address, timed: round(4))
        for _ in 0..<3 {
            socket.send(batch)
            #expect(take(2, from: socket).map(\.bytes) == [[1], [4]])
            let departures = departures(of: socket)
            #expect(departures.map(\.round) == [round(1), round(4)])
            #expect(departures.allSatisfy { ($0.departure.kernel != nil) == (socket.clock == .kernel) })
        }
    }

    @Test func `whoever asks for the process's clock gets it, and no kernel stamp`() throws {
        let socket = try TimingSocket(bindingTo: .anyLoopbackPort, clock: .process)
        #expect(socket.clock == .process)
    }

    @Test(arguments: RangingRecord.Clock.allCases)
    func `an address in use is a clear error`(clock: RangingRecord.Clock) throws {
        let socket = try TimingSocket(bindingTo: .anyLoopbackPort, clock: clock)
        let taken = socket.address
        let error = #expect(throws: SocketError.self) { _ = try TimingSocket(bindingTo: taken, clock: clock) }
        #expect(error?.description.contains(taken.description) == true)
        #expect(socket.address.port != 0)
    }

    @Test(arguments: RangingRecord.Clock.allCases)
    func `nothing waits where nothing was sent`(clock: RangingRecord.Clock) throws {
        let socket = try TimingSocket(bindingTo: .anyLoopbackPort, clock: clock)
        #expect(socket.gather() == 0)
        socket.takeArrivals { _, _, _, _ in Issue.record("there is nothing to take") }
        socket.wait(atMost: 1_000)
        #expect(departures(of: socket).isEmpty)
    }
}
