import Attestation
import Foundation
import FoundationNetworking
import Proof
import Ranging
import Service

/// Talks to the service over HTTP, as an agent on a real host would.
struct ServiceClient: Sendable {
    let base: String

    func open(_ key: SoftwareDeviceKey) async throws -> SessionOpening {
        let request = try SessionRequest(key: key, time: SystemClock.wall)
        let data = try await post("/api/v1/sessions", try JSONEncoder().encode(request), accept: [201])
        return try JSONDecoder().decode(SessionOpening.self, from: data)
    }

    /// - Returns: the service's answer, also when it refuses the evidence.
    func submit(_ file: EvidenceFile) async throws -> SubmissionAnswer {
        let data = try await post("/api/v1/evidence", try file.json(), accept: [200, 201, 422])
        return try JSONDecoder().decode(SubmissionAnswer.self, from: data)
    }

    private func post(_ path: String, _ body: Data, accept: Set<Int>) async throws -> Data {
        guard let url = URL(string: base + path) else { throw DemoError.badAddress(base + path) }
        try Task.checkCancellation()
        var request = URLRequest(url: url, timeoutInterval: 4)
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let (data, status) = try await Self.perform(request)
        guard accept.contains(status) else {
            throw DemoError.refused(status: status, String(decoding: data.prefix(300), as: UTF8.self))
        }
        return data
    }

    /// One request, to its end or its time limit. Cancelling the task doesn't reach into it: a request that is
    /// cancelled before it has begun never comes back.
    private static func perform(_ request: URLRequest) async throws -> (data: Data, status: Int) {
        try await withCheckedThrowingContinuation { continuation in
            URLSession.shared.dataTask(with: request) { data, response, error in
                if let error { return continuation.resume(throwing: error) }
                let status = (response as? HTTPURLResponse)?.statusCode ?? 0
                continuation.resume(returning: (data ?? Data(), status))
            }.resume()
        }
    }
}
