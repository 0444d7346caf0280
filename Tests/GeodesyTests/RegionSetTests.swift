import Geodesy
import Testing

struct RegionSetTests {
    @Test(arguments: ["cn+hk+mo", "mo+cn+hk", "CN+HK+MO", "cn+hk+mo+cn"])
    func `one set of countries has one name`(text: String) throws {
        let set = try Bundled.regions(text)
        #expect(set.description == "cn+hk+mo")
        #expect(set.codes == ["cn", "hk", "mo"])
    }

    @Test(arguments: [
        ("cn+zz", "zz"), ("", ""), ("cn+", ""), ("+cn", ""), ("china", "china"), ("cn hk", "cn hk"), ("cn,hk", "cn,hk"),
        ("D:5+zz", "zz"), ("D5", "d5"),
    ])
    func `an unknown code is refused and named`(text: String, part: String) throws {
        let error = try #require(throws: RegionSetError.self) { try Bundled.regions(text) }
        #expect(error.part == part)
        #expect(error.description.contains("‘\(part)’"), "\(error)")
    }

    @Test(arguments: ["D:5", "d:5", "D:5+cn", "ru+d:5+D:5"])
    func `a country group stands for its countries`(text: String) throws {
        let countries = try #require(try Bundled.groups.get().countries(in: "D:5"))
        #expect(try Bundled.regions(text).codes == countries.sorted())
    }

    @Test(arguments: ["d:5+hk+mo", "HK+D:5+mo"])
    func `groups and countries may stand side by side, and all are spelt out`(text: String) throws {
        let set = try Bundled.regions(text)
        let group = try Bundled.regions("D:5")
        #expect(Set(set.codes) == Set(group.codes).union(["hk", "mo"]))
        #expect(set.description == set.codes.joined(separator: "+"))
        #expect(try Bundled.regions(set.description) == set)
    }

    @Test(arguments: [
        ("D:9", "D:9"), ("cn+d:9", "d:9"), (":", ":"), ("D:", "D:"), ("D:5:1", "D:5:1"), ("D: 5", "D: 5"),
    ])
    func `an unknown group is refused, and those that are known are named`(text: String, part: String) throws {
        let error = try #require(throws: RegionSetError.self) { try Bundled.regions(text) }
        #expect(error.part == part)
        #expect(error.expected == (try Bundled.groups.get().names))
        #expect(error.description.contains("‘\(part)’") && error.description.contains("D:5"), "\(error)")
    }

    @Test func `a set may only hold what has borders`() throws {
        let groups = try Bundled.groups.get()
        let error = try #require(throws: RegionSetError.self) {
            try RegionSet("cn+hk", known: ["cn"], groups: groups)
        }
        #expect(error.part == "hk")
    }
}
