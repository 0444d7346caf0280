package import Documents
import Quantities

extension Consignment {
    private static let keys = [
        "id", "title", "date", "item", "exporter", "exportedFrom", "commerciallyAvailableInUS", "endUser", "site",
        "use", "restricted", "certified",
    ]

    /// Reads a consignment file.
    ///
    /// - Throws: `DocumentError` with file and line.
    package init(_ file: DocumentFile) throws {
        try self.init(try YAMLDocument.parse(file))
    }

    init(_ root: DocumentNode) throws {
        let map = try root.mapping(keys: Self.keys + Details.keys)
        let item = try map.require("item").mapping(keys: ["system", "accelerator", "quantity"])
        let accelerator = item.optional("accelerator")
        guard accelerator == nil || item.optional("system") == nil else {
            throw item.node.problem(found: "a system and an accelerator", expected: "one of the two")
        }
        self.init(
            id: try Self.identifier(try map.require("id")),
            title: try map.require("title").string(limit: 200),
            date: try map.require("date").date(),
            system: try (accelerator ?? item.require("system")).string(limit: 100),
            isAccelerator: accelerator != nil,
            quantity: try item.require("quantity").integer(in: 1...1_000_000),
            exporter: try Party(try map.require("exporter")),
            exportedFrom: try map.require("exportedFrom").country(),
            commerciallyAvailableInUS: try map.require("commerciallyAvailableInUS").boolean(),
            endUser: try EndUser(try map.require("endUser")),
            site: try Site(try map.require("site")),
            use: try map.require("use").string(limit: 500),
            restricted: try map.require("restricted").string(limit: 1_000),
            attested: try map.optional("certified")?.items(limit: 100).map { try Attestation($0) } ?? [],
            details: try Details(map)
        )
    }

    /// Ids go into addresses of pages: letters, digits and dashes only.
    private static func identifier(_ node: DocumentNode) throws -> String {
        let text = try node.string(limit: 64)
        guard text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }) else {
            throw node.problem(found: node.summary, expected: "an id of lower-case letters, digits and dashes")
        }
        return text
    }
}

extension DocumentNode {
    /// An ISO 3166 code in lower case.
    func country() throws -> String {
        let text = try string(limit: 2)
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (97...122).contains($0) }) else {
            throw problem(found: summary, expected: "an ISO 3166 code in lower case, such as us")
        }
        return text
    }

    /// A number from a range.
    func number(in range: ClosedRange<Double>, expected: String) throws -> Double {
        let number = try number()
        guard range.contains(number) else { throw problem(found: summary, expected: expected) }
        return number
    }

    func percent() throws -> Double { try number(in: 0...100, expected: "0 to 100 percent") }
}

extension Consignment.Attestation {
    /// A demand's id alone, or with who certified it, when, and in which paper.
    init(_ node: DocumentNode) throws {
        guard (try? node.mapping()) != nil else {
            self.init(demand: try node.string(limit: 100), by: nil, on: nil, document: nil)
            return
        }
        let map = try node.mapping(keys: ["demand", "by", "on", "document"])
        self.init(
            demand: try map.require("demand").string(limit: 100), by: try map.optional("by")?.string(limit: 200),
            on: try map.optional("on")?.date(), document: try map.optional("document")?.string(limit: 200))
    }
}

extension Consignment.Party {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["name", "country"])
        self.init(
            name: try map.require("name").string(limit: 200), country: try map.require("country").country())
    }
}

extension Consignment.EndUser {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["name", "country", "headquarters", "kind", "stateFunded"])
        self.init(
            name: try map.require("name").string(limit: 200),
            country: try map.require("country").country(),
            headquarters: try map.require("headquarters").country(),
            kind: try map.require("kind").choice(),
            stateFunded: try map.require("stateFunded").boolean())
    }
}

extension Consignment.Site {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["name", "country", "latitude", "longitude"])
        let latitude = try map.require("latitude").number()
        let longitude = try map.require("longitude").number()
        guard let place = Coordinates(latitude: latitude, longitude: longitude) else {
            throw node.problem(
                found: "latitude \(latitude), longitude \(longitude)", expected: "−90…90 and −180…180 degrees")
        }
        self.init(
            name: try map.require("name").string(limit: 200),
            country: try map.require("country").country(), place: place)
    }
}
