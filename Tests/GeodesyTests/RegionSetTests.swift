import Geodesy
import Testing

struct RegionSetTests {
    private static let borders = Result<Borders, any Error> { try Borders.bundled() }

    @Test(arguments: ["cn+hk+mo", "mo+cn+hk", "CN+HK+MO", "cn+hk+mo+cn"])
    func `one set of countries has one name`(text: String) throws {
        let set = try RegionSet(text, in: try Self.borders.get())
        #expect(set.description == "cn+hk+mo")
        #expect(set.codes == ["cn", "hk", "mo"])
    }

    @Test(arguments: [
        ("cn+zz", "zz"), ("", ""), ("cn+", ""), ("+cn", ""), ("china", "china"), ("cn hk", "cn hk"), ("cn,hk", "cn,hk"),
    ])
    func `an unknown code is refused and named`(text: String, code: String) throws {
        let borders = try Self.borders.get()
        let error = try #require(throws: RegionSetError.self) { try RegionSet(text, in: borders) }
        #expect(error.code == code)
        #expect(error.description.contains("‘\(code)’"))
    }

    @Test func `the rings of a set are those of its countries`() throws {
        let borders = try Self.borders.get()
        let set = try RegionSet("hk+mo", in: borders)
        let hongKong = try #require(borders.countries["hk"])
        let macau = try #require(borders.countries["mo"])
        #expect(set.rings(in: borders).count == hongKong.rings.count + macau.rings.count)
    }
}
