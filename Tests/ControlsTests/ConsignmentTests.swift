import Controls
import Documents
import Foundation
import Quantities
import Testing

/// The consignments that come with the program, and changed ones.
enum Example {
    static func text(_ name: String) throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Examples/\(name).yaml")
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// The example with some parts replaced; each must be in it.
    static func consignment(_ name: String, _ changes: KeyValuePairs<String, String> = [:]) throws -> Consignment {
        var text = try text(name)
        for (part, instead) in changes {
            try #require(text.contains(part), "\(part)")
            text = text.replacing(part, with: instead)
        }
        return try Consignment(DocumentFile(name: "\(name).yaml", text: text))
    }
}

struct ConsignmentTests {
    struct Refusal: Sendable {
        let part: String
        let instead: String
        let says: String
    }

    @Test func `an example is read whole`() throws {
        let consignment = try Example.consignment("h200-to-johor")
        #expect(consignment.id == "h200-to-johor")
        #expect(consignment.date.description == "2026-11-22")
        #expect(consignment.system == "hgx-h200")
        #expect(consignment.quantity == 64)
        #expect(consignment.endUser.kind == .privateFirm)
        #expect(consignment.site.place.latitude == 1.7136)
        #expect(consignment.restricted == "cn+hk+mo")
        #expect(consignment.certified.isEmpty)
    }

    @Test(arguments: [
        Refusal(part: "latitude: 1.7136", instead: "latitude: 91", says: "latitude 91.0, longitude 103.5297"),
        Refusal(part: "longitude: 103.5297", instead: "longitude: -180.5", says: "longitude -180.5"),
        Refusal(part: "latitude: 1.7136", instead: "latitude: nan", says: "a number for latitude"),
        Refusal(part: "quantity: 64", instead: "quantity: 0", says: "a whole number from 1 to 1000000"),
        Refusal(part: "quantity: 64", instead: "quantity: -64", says: "a whole number from 1 to 1000000"),
        Refusal(part: "quantity: 64", instead: "quantity: 64.5", says: "a whole number from 1 to 1000000"),
        Refusal(part: "quantity: 64", instead: "quantity: 1e99", says: "a whole number from 1 to 1000000"),
        Refusal(part: "quantity: 64", instead: "quantitty: 64", says: "did you mean ‘quantity’?"),
        Refusal(part: "exportedFrom: us", instead: "exportedFrom: usa", says: "1 to 2 characters for exportedFrom"),
        Refusal(part: "exportedFrom: us", instead: "exportedFrom: US", says: "an ISO 3166 code in lower case"),
        Refusal(part: "exportedFrom: us", instead: "exportedFrom: é", says: "an ISO 3166 code in lower case"),
        Refusal(part: "exportedFrom: us", instead: "exportedFrom: \"\"", says: "found nothing"),
        Refusal(part: "date: 2026-11-22", instead: "date: 2026-11-31", says: "a date as YYYY-MM-DD for date"),
        Refusal(part: "id: h200-to-johor", instead: "id: ../../etc/passwd", says: "an id of lower-case letters"),
        Refusal(part: "kind: privateFirm", instead: "kind: privatefirm", says: "did you mean ‘privateFirm’?"),
        Refusal(part: "stateFunded: false", instead: "stateFunded: no", says: "true or false for stateFunded"),
        Refusal(part: "certified: []", instead: "certified: none", says: "a list for certified"),
        Refusal(part: "certified: []", instead: "certifed: []", says: "did you mean ‘certified’?"),
    ])
    func `a consignment that is not whole is refused with its line`(row: Refusal) throws {
        let text = try Example.text("h200-to-johor")
        let before = try #require(text.components(separatedBy: row.part).first)
        let error = try #require(throws: DocumentError.self) {
            try Example.consignment("h200-to-johor", [row.part: row.instead])
        }
        let line = before.components(separatedBy: "\n").count
        #expect(error.description.hasPrefix("h200-to-johor.yaml:\(line): found "), "\(error)")
        #expect(error.description.contains(row.says), "\(error)")
    }

    @Test func `a consignment without its use is refused`() throws {
        let error = try #require(throws: DocumentError.self) {
            try Example.consignment("h200-to-johor", ["use: Serving language models to consumers\n": ""])
        }
        #expect(error.description.contains("without ‘use’"))
    }

    @Test func `an encoded consignment decodes to itself, and never to one off the earth`() throws {
        let consignment = try Example.consignment("h200-to-shenzhen")
        let data = try JSONEncoder().encode(consignment)
        #expect(try JSONDecoder().decode(Consignment.self, from: data) == consignment)
        let moved = String(decoding: data, as: UTF8.self).replacing(
            "\"latitude\":22.7487", with: "\"latitude\":122.7487")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Consignment.self, from: Data(moved.utf8)) }
    }
}
