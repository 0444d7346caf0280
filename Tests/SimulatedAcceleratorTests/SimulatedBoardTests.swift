import SimulatedAccelerator
import Testing

struct SimulatedBoardTests {
    private let board: SimulatedBoard

    init() throws { board = try Shared.board }

    private func field(_ type: Int, of device: any SimulatedDevice) throws -> [UInt8] {
        try #require(ReportReading(device.report(nonce: Nonces.one)).field(type))
    }

    @Test func `a board has eight accelerators and four switches, all different`() {
        #expect(board.accelerators.count == 8)
        #expect(board.switches.count == 4)
        #expect(Set(board.devices.map(\.fabricIdentity)).count == 12)
    }

    @Test func `every accelerator has 18 links, five to two switches and four to two, named with bytes reversed`()
        throws
    {
        let switches = Set(board.switches.map(\.fabricIdentity))
        for accelerator in board.accelerators {
            let links = try field(22, of: accelerator).parts(of: 8).map { Array($0.reversed()) }
            let counts = Dictionary(links.map { ($0, 1) }, uniquingKeysWith: +)
            #expect(links.count == 18)
            #expect(Set(counts.keys) == switches)
            #expect(counts.values.sorted() == [4, 4, 5, 5])
        }
    }

    @Test func `every switch names itself and all eight accelerators, bytes in order`() throws {
        for device in board.switches {
            #expect(try field(22, of: device) == device.fabricIdentity)
            let named = try field(26, of: device).prefix(64)
            #expect(Set(Array(named).parts(of: 8)) == Set(board.accelerators.map(\.fabricIdentity)))
        }
    }

    @Test func `a switch has as many ports to an accelerator as the accelerator has links to it`() throws {
        for device in board.switches {
            let connections = try field(26, of: device)
            let named = Array(connections.prefix(64)).parts(of: 8)
            let ports = connections.suffix(64).filter { $0 != 0xFF }
            #expect(ports.count == 36)
            for accelerator in board.accelerators {
                let place = try #require(named.firstIndex(of: accelerator.fabricIdentity))
                let links = try field(22, of: accelerator).parts(of: 8)
                let reversed = Array(device.fabricIdentity.reversed())
                #expect(ports.filter { Int($0) == place }.count == links.filter { $0 == reversed }.count)
            }
            // Nine groups of four ports are in use, and seven are not.
            #expect(try field(23, of: device) == [0x00, 0x7F])
        }
    }

    @Test func `a foreign neighbour is on no board of the maker`() throws {
        let maker = try SimulatedMaker()
        let board = try maker.board()
        let known = Set(try (0..<4).flatMap { try maker.board($0).devices.map(\.fabricIdentity) })
        let report = try ReportReading(board.accelerators[2].report(nonce: Nonces.one, faults: [.foreignNeighbour]))
        let links = try #require(report.field(22)).parts(of: 8).map { Array($0.reversed()) }
        #expect(links.filter { !known.contains($0) }.count == 1)
    }
}
