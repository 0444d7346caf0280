import Foundation
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP service: pages and API on one address. Any number may serve one registry.
package struct AssayService: Service {
    private let house: House
    private let operators: OperatorAccess
    private let host: String
    private let port: Int
    private let whenReady: @Sendable (Int) async -> Void

    /// Port 0 takes any free one; `whenReady` is told the port once connections are taken.
    package init(
        house: House, operators: OperatorAccess, host: String, port: Int,
        whenReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.house = house
        self.operators = operators
        self.host = host
        self.port = port
        self.whenReady = whenReady
    }

    /// Serves until it is asked to shut down.
    package func run() async throws {
        var logger = Logger(label: "assay")
        logger.logLevel = .warning
        let ready = whenReady
        let application = Application(
            router: try Self.router(house: house, operators: operators),
            configuration: .init(address: .hostname(host, port: port), serverName: "assay"),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) },
            logger: logger)
        try await application.run()
    }

    /// All routes. Made apart from the server so that tests ask it without a socket.
    package static func router(house: House, operators: OperatorAccess) throws -> Router<BasicRequestContext> {
        let router = Router()
        router.middlewares.add(SecurityHeaders())
        APIRoutes(house: house, operators: operators).add(to: router)
        PageRoutes(house: house, templates: try Templates.load(), maps: MapDrawer(atlas: house.atlas)).add(to: router)
        return router
    }
}

/// Nothing from elsewhere is loaded, framed or guessed.
struct SecurityHeaders: RouterMiddleware {
    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as any HTTPResponseError {
            // Not found and the like: pages too.
            response = try error.response(from: request, context: context)
        }
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'"
        response.headers[.xContentTypeOptions] = "nosniff"
        if let policy = HTTPField.Name("Referrer-Policy") { response.headers[policy] = "no-referrer" }
        return response
    }
}
