import Location
import Quantities
import Testing

struct MeshTests {
    private static let nodes = """
        id,name,country,latitude,longitude
        sin,Singapore,Singapore,1.2897,103.8501
        kul,Kuala Lumpur,Malaysia,3.1412,101.6865
        fra,"Frankfurt, Main",Germany,50.1155,8.6842
        """

    private func mesh(rtts: String, nodes: String = MeshTests.nodes) throws -> Mesh {
        try TemporaryFolder.holding(["set/nodes.csv": nodes, "set/rtts.csv": rtts]) { try Mesh(folder: "\($0)/set") }
    }

    @Test func `a folder gives nodes, round trips and distances`() throws {
        let mesh = try mesh(rtts: "landmark,target,rtt_ms\nsin,kul,7.5\nkul,fra,180\nsin,fra,160\n")
        #expect(mesh.name == "set")
        #expect(mesh.nodes.map(\.id) == ["sin", "kul", "fra"])
        #expect(mesh.nodes[2].name == "Frankfurt, Main")
        #expect(mesh.nodes[2].country == "Germany")
        #expect(mesh.nodes[2].place == Coordinates(latitude: 50.1155, longitude: 8.6842))
        #expect(mesh.pairs == 3)
        #expect(mesh.rowsOfUnknownNodes == 0)
        #expect(mesh.roundTrip(from: 0, to: 1) == 0.0075)
        #expect(mesh.roundTrip(from: 1, to: 0) == nil)
        #expect(mesh.distance(0, 1) == mesh.distance(1, 0))
        #expect(abs(mesh.distance(0, 1).value - 315) < 5)
        #expect(mesh.distance(1, 1) == .zero)
    }

    @Test func `landmarks are those that timed, targets those that were timed`() throws {
        let mesh = try mesh(rtts: "landmark,target,rtt_ms\nsin,kul,7.5\nkul,fra,180\nsin,fra,160\n")
        #expect(mesh.landmarks == [0, 1])
        #expect(mesh.targets == [1, 2])
    }

    @Test func `columns may come in any order, among others, and after a byte-order mark`() throws {
        let mesh = try mesh(
            rtts: "samples,rtt_ms,target,landmark\n10,7.5,kul,sin\n",
            nodes: "\u{FEFF}longitude,id,latitude\r\n103.8501, sin ,1.2897\r\n\r\n101.6865,kul,3.1412\r\n")
        #expect(mesh.nodes.map(\.id) == ["sin", "kul"])
        #expect(mesh.nodes.map(\.name) == ["sin", "kul"])
        #expect(mesh.nodes.map(\.country) == ["", ""])
        #expect(mesh.roundTrip(from: 0, to: 1) == 0.0075)
    }

    @Test func `of a pair timed twice the lesser time counts, whichever comes first`() throws {
        let mesh = try mesh(
            rtts: "landmark,target,rtt_ms\nsin,kul,9\nsin,kul,7.5\nsin,kul,8\nkul,sin,7\nkul,sin,8\n")
        #expect(mesh.pairs == 2)
        #expect(mesh.roundTrip(from: 0, to: 1) == 0.0075)
        #expect(mesh.roundTrip(from: 1, to: 0) == 0.007)
    }

    @Test func `nodes that timed themselves are left out`() throws {
        let mesh = try mesh(rtts: "landmark,target,rtt_ms\nsin,sin,0.01\nsin,kul,7.5\n")
        #expect(mesh.pairs == 1)
        #expect(mesh.roundTrip(from: 0, to: 0) == nil)
        #expect(mesh.targets == [1])
        #expect(mesh.rowsOfUnknownNodes == 0)
    }

    @Test func `rows of unknown nodes are left out and counted`() throws {
        let mesh = try mesh(rtts: "landmark,target,rtt_ms\nsin,nowhere,5\nnowhere,kul,5\nsin,kul,7.5\nx,y,1\n")
        #expect(mesh.rowsOfUnknownNodes == 3)
        #expect(mesh.pairs == 1)
    }

    @Test(arguments: [(1e9, 1e6), (1e-6, 1e-9)])
    func `a round trip may be very long or very short`(milliseconds: Double, seconds: Double) throws {
        let mesh = try mesh(rtts: "landmark,target,rtt_ms\nsin,kul,\(milliseconds)\n")
        let roundTrip = try #require(mesh.roundTrip(from: 0, to: 1))
        #expect(abs(roundTrip.value / seconds - 1) < 1e-12)
        #expect(mesh.observations(of: 1, from: [0], placeError: 0).count == 1)
    }

    @Test func `a target is seen by the landmarks that timed it, never by itself`() throws {
        let mesh = try mesh(rtts: "landmark,target,rtt_ms\nsin,kul,7.5\nfra,kul,180\nkul,fra,181\n")
        let seen = mesh.observations(of: 1, from: [0, 1, 2], placeError: 3)
        #expect(seen.map(\.landmark) == ["sin", "fra"])
        #expect(seen.map(\.roundTrip) == [0.0075, 0.18])
        #expect(seen.allSatisfy { $0.placeError == 3 })
        #expect(seen[0].place == mesh.nodes[0].place)
        #expect(mesh.observations(of: 1, from: [2], placeError: 0).map(\.landmark) == ["fra"])
        #expect(mesh.observations(of: 0, from: [0, 1, 2], placeError: 0).isEmpty)
    }
}
