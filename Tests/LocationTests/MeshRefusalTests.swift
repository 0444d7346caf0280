import Documents
import Location
import Testing

/// Whatever isn't as described is refused, with file and line.
struct MeshRefusalTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        let title: String
        let file: String
        let line: Int?
        let nodes: String?
        let rtts: String?
        var testDescription: String { title }
    }

    private static let nodes = "id,latitude,longitude\na,1,103\nb,3,101\n"
    private static let rtts = "landmark,target,rtt_ms\na,b,5\n"

    private static func roundTrip(_ text: String) -> Broken {
        Broken(
            title: "a round trip of ‘\(text)’", file: "rtts.csv", line: 3, nodes: nodes,
            rtts: rtts + "b,a,\(text)\n")
    }

    private static func node(_ title: String, _ row: String) -> Broken {
        Broken(title: title, file: "nodes.csv", line: 4, nodes: nodes + row + "\n", rtts: rtts)
    }

    private static func inNodes(_ title: String, _ text: String?, line: Int? = nil) -> Broken {
        Broken(title: title, file: "nodes.csv", line: line, nodes: text, rtts: rtts)
    }

    private static func inTimes(_ title: String, _ text: String?, line: Int? = nil) -> Broken {
        Broken(title: title, file: "rtts.csv", line: line, nodes: nodes, rtts: text)
    }

    private static let times = ["0", "-0", "-1", "nan", "inf", "-inf", "1e999", "", "fast", "5 ms", "1,5"]

    private static let rows = [
        node("a latitude beyond the pole", "c,91,0"), node("a latitude of NaN", "c,nan,0"),
        node("no latitude", "c,,0"), node("a latitude in words", "c,north,0"),
        node("a longitude beyond the antimeridian", "c,0,-181"), node("a longitude of infinity", "c,0,inf"),
        node("an id that stands twice", "a,0,0"), node("an empty id", ",0,0"), node("an id of spaces", "  ,0,0"),
        node("a row too narrow", "c,0"), node("a row too wide", "c,0,0,0"),
        node("a quote that isn't closed", "\"c,0,0"),
    ]

    private static let files = [
        inNodes("no nodes.csv", nil), inNodes("an empty nodes.csv", ""),
        inNodes("nodes.csv with nothing but a heading", "id,latitude,longitude\n"),
        inNodes("one node only", "id,latitude,longitude\na,1,103\n"),
        inNodes("nodes.csv of blank lines", "\n\n", line: 1),
        inNodes("nodes.csv without latitudes", "id,longitude\na,103\nb,101\n", line: 1),
        inTimes("no rtts.csv", nil), inTimes("an empty rtts.csv", ""),
        inTimes("rtts.csv with nothing but a heading", "landmark,target,rtt_ms\n"),
        inTimes("no pair of known nodes", "landmark,target,rtt_ms\nx,y,5\na,x,5\n"),
        inTimes("nodes that timed themselves only", "landmark,target,rtt_ms\na,a,5\nb,b,5\n"),
        inTimes("rtts.csv without times", "landmark,target,ms\na,b,5\n", line: 1),
        inTimes("a timing too narrow", "landmark,target,rtt_ms\na,b,5\n\na,b\n", line: 4),
        inTimes("a timing too wide", "landmark,target,rtt_ms\na,b,5,6\n", line: 2),
        inTimes("a bad time of an unknown node", "landmark,target,rtt_ms\na,b,5\nx,y,0\n", line: 3),
    ]

    @Test(arguments: times.map(roundTrip) + rows + files)
    func `it is refused with file and line`(broken: Broken) throws {
        var texts: [String: String] = [:]
        texts["nodes.csv"] = broken.nodes
        texts["rtts.csv"] = broken.rtts
        let error = try TemporaryFolder.holding(texts) { folder in
            try #require(throws: DocumentError.self) { try Mesh(folder: folder) }
        }
        #expect(error.file.hasSuffix("/\(broken.file)"), "\(error)")
        #expect(error.line == broken.line, "\(error)")
        #expect(!error.found.isEmpty && !error.expected.isEmpty)
    }

    @Test func `the message tells what was found and what was expected`() throws {
        let texts = ["nodes.csv": Self.nodes, "rtts.csv": Self.rtts + "b,a,-1\n"]
        let error = try TemporaryFolder.holding(texts) { folder in
            try #require(throws: DocumentError.self) { try Mesh(folder: folder) }
        }
        #expect(error.found == "rtt_ms ‘-1’")
        #expect(error.expected == "a round trip in milliseconds, from 1e-9 to 1e12")
    }
}
