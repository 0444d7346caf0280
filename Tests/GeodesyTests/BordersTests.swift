import Geodesy
import Testing

struct BordersTests {
    struct Refusal: Sendable {
        let text: String
        let line: Int?
        let says: String
    }

    private static let square = "aa\tAland\touter\t0 0 100 0 0 100 -100 0\n"

    @Test func `the bundled borders hold all countries, and the parts that rules treat apart`() throws {
        let borders = try Bundled.borders.get()
        #expect(borders.countries.count > 230)
        for code in ["cn", "hk", "mo", "tw", "sg", "my", "us", "ae", "va"] {
            let country = try #require(borders.countries[code], "\(code)")
            #expect(country.code == code)
            #expect(!country.name.isEmpty)
            #expect(!country.rings.isEmpty)
        }
    }

    @Test func `every point of every border lies on the earth`() throws {
        for country in try Bundled.borders.get().countries.values {
            for ring in country.rings {
                #expect(ring.count >= 3 && ring.latitudes.count == ring.count, "\(country.code)")
                #expect(ring.latitudes.allSatisfy { (-90...90).contains($0) }, "\(country.code)")
                #expect(ring.longitudes.allSatisfy { (-180...180).contains($0) }, "\(country.code)")
            }
        }
    }

    @Test func `steps add up to points in hundredths of a degree`() throws {
        let country = try #require(try Borders(parsing: Self.square).countries["aa"])
        #expect(country.name == "Aland")
        #expect(country.rings.map(\.longitudes) == [[0, 1, 1, 0]])
        #expect(country.rings.map(\.latitudes) == [[0, 0, 1, 1]])
    }

    @Test(arguments: [
        Refusal(text: "", line: nil, says: "no country"),
        Refusal(text: "# only a comment\n", line: nil, says: "no country"),
        Refusal(text: "# comment\naa\tAland\touter\n", line: 2, says: "expected code, name, role and points"),
        Refusal(text: "aaa\tAland\touter\t0 0 1 0 0 1\n", line: 1, says: "expected code, name, role and points"),
        Refusal(text: "aa\tAland\touter\t0 0 1 0 0 1\nbb\tB\touter\t0 0 x 0 0 1\n", line: 2, says: "‘x’"),
        Refusal(text: "aa\tAland\touter\t0 0 1.5 0 0 1\n", line: 1, says: "‘1.5’"),
        Refusal(text: "aa\tAland\touter\t0 0 1 0\n", line: 1, says: "at least three points"),
        Refusal(text: "aa\tAland\touter\t0 0 1 0 0 1 5\n", line: 1, says: "at least three points"),
        Refusal(text: "aa\tAland\touter\t18000 0 1 0 0 1\n", line: 1, says: "a point off the earth"),
        Refusal(text: "aa\tAland\touter\t0 9001 1 0 0 1\n", line: 1, says: "a point off the earth"),
        Refusal(text: "aa\tAland\touter\t0 0 99999 0 0 1\n", line: 1, says: "‘99999’"),
    ])
    func `broken borders are refused with their line`(row: Refusal) throws {
        let error = try #require(throws: BordersError.self) { try Borders(parsing: row.text) }
        #expect(error.file == "borders.tsv")
        #expect(error.line == row.line, "\(error)")
        #expect(error.description.contains(row.says), "\(error)")
    }
}
