import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore
import Registry

/// The pages. All are rendered here and work without JavaScript.
struct PageRoutes: Sendable {
    let house: House
    let templates: MustacheLibrary
    let maps: MapDrawer

    func add(to router: Router<BasicRequestContext>) {
        router.get("/") { _, _ in try page("overview", OverviewPage(house, maps: maps)) }
        router.get("/consignments/:id") { _, context in
            let id = try context.parameters.require("id")
            guard let consignment = try house.registry.consignment(id) else { return try missing("consignment") }
            return try page("consignment", ConsignmentPage(consignment, house, maps: maps))
        }
        router.get("/devices/:id") { _, context in
            let id = try context.parameters.require("id")
            guard let row = try house.registry.device(id) else { return try missing("device") }
            return try page("device", DevicePage(row, house, maps: maps))
        }
        router.get("/compare") { request, _ in
            do {
                let question = try CompareQuestion(request.uri.queryParameters, catalog: house.catalog)
                return try page("compare", ComparePage(question, house))
            } catch {
                return try page("problem", ProblemPage(text: "\(error)"), status: .badRequest)
            }
        }
        router.get("/assay.css") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "max-age=3600"],
                body: .init(byteBuffer: ByteBuffer(string: Stylesheet.text)))
        }
    }

    private func missing(_ kind: String) throws -> Response {
        try page("problem", ProblemPage(text: "There is no such \(kind)."), status: .notFound)
    }

    private func page(_ template: String, _ content: some Sendable, status: HTTPResponse.Status = .ok) throws
        -> Response
    {
        guard let html = templates.render(Frame(content: content, house: house), withTemplate: template) else {
            throw HTTPError(.internalServerError, message: "the template \(template) is missing")
        }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }
}

/// What every page needs around its content.
struct Frame {
    let content: any Sendable
    let isDemonstration: Bool

    init(content: any Sendable, house: House) {
        self.content = content
        isDemonstration = house.isDemonstration
    }
}

struct ProblemPage: Sendable {
    let text: String
}
