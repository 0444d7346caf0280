import Foundation
import FoundationNetworking

/// Speaks HTTP to the service, from the operator's desk.
struct OperatorClient: Sendable {
    struct Answer: Sendable {
        let status: Int
        let body: Data

        /// For messages.
        var text: String { "\(status) \(String(decoding: body.prefix(300), as: UTF8.self))" }
    }

    /// `http://ADDRESS:PORT`
    let base: String
    let token: String

    private static let timeLimit: TimeInterval = 10

    func get(_ path: String) async throws -> Answer { try await ask(request(path)) }

    /// - Parameter isOperator: whether to show the operator's token.
    func post(_ path: String, _ body: Data, type: String, isOperator: Bool = false) async throws -> Answer {
        var request = try request(path)
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue(type, forHTTPHeaderField: "Content-Type")
        if isOperator { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        return try await ask(request)
    }

    /// What the service knows of a device.
    func device(_ id: String) async throws -> DeviceAnswer {
        let answer = try await get("/api/v1/devices/\(id)")
        guard answer.status == 200 else { throw WorldError.unexpected("device \(id): \(answer.text)") }
        return try JSONDecoder().decode(DeviceAnswer.self, from: answer.body)
    }

    func metrics() async throws -> MetricsText {
        MetricsText(String(decoding: try await get("/metrics").body, as: UTF8.self))
    }

    private func request(_ path: String) throws -> URLRequest {
        guard let url = URL(string: base + path) else { throw WorldError.unexpected("no address: \(base)\(path)") }
        return URLRequest(url: url, timeoutInterval: Self.timeLimit)
    }

    private func ask(_ request: URLRequest) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            URLSession.shared.dataTask(with: request) { data, response, error in
                if let error { return continuation.resume(throwing: error) }
                let status = (response as? HTTPURLResponse)?.statusCode ?? 0
                continuation.resume(returning: Answer(status: status, body: data ?? Data()))
            }.resume()
        }
    }
}
