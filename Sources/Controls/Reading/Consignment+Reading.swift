package import Documents
import Quantities

extension Consignment {
    /// Reads a consignment file.
    ///
    /// - Throws: `DocumentError` with file and line.
    package init(_ file: DocumentFile) throws {
        try self.init(try YAMLDocument.parse(file))
    }

    init(_ root: DocumentNode) throws {
        let map = try root.mapping(keys: [
            "id", "title", "date", "item", "exporter", "exportedFrom", "commerciallyAvailableInUS", "endUser", "site",
            "use", "restricted", "certified",
        ])
        let item = try map.require("item").mapping(keys: ["system", "quantity"])
        self.init(
            id: try Self.identifier(try map.require("id")),
            title: try map.require("title").string(limit: 200),
            date: try map.require("date").date(),
            system: try item.require("system").string(limit: 100),
            quantity: try item.require("quantity").integer(in: 1...1_000_000),
            exporter: try Party(try map.require("exporter")),
            exportedFrom: try Self.country(try map.require("exportedFrom")),
            commerciallyAvailableInUS: try map.require("commerciallyAvailableInUS").boolean(),
            endUser: try EndUser(try map.require("endUser")),
            site: try Site(try map.require("site")),
            use: try map.require("use").string(limit: 500),
            restricted: try map.require("restricted").string(limit: 1_000),
            certified: try map.optional("certified")?.items(limit: 100).map { try $0.string(limit: 100) } ?? []
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

    fileprivate static func country(_ node: DocumentNode) throws -> String {
        let text = try node.string(limit: 2)
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (97...122).contains($0) }) else {
            throw node.problem(found: node.summary, expected: "an ISO 3166 code in lower case, such as us")
        }
        return text
    }
}

extension Consignment.Party {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["name", "country"])
        self.init(
            name: try map.require("name").string(limit: 200),
            country: try Consignment.country(try map.require("country")))
    }
}

extension Consignment.EndUser {
    init(_ node: DocumentNode) throws {
        let map = try node.mapping(keys: ["name", "country", "headquarters", "kind", "stateFunded"])
        self.init(
            name: try map.require("name").string(limit: 200),
            country: try Consignment.country(try map.require("country")),
            headquarters: try Consignment.country(try map.require("headquarters")),
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
            country: try Consignment.country(try map.require("country")), place: place)
    }
}
