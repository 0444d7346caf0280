package import Attestation
package import Foundation
import FoundationNetworking
package import Proof
package import Ranging

/// Talks to a verifier's service over HTTP.
package struct ServiceClient: Sendable {
    private let base: String
    /// Seconds that one request may take.
    private let limit: Double

    /// - Parameters:
    ///   - base: such as `https://verifier.example:8080`.
    ///   - limit: seconds that one request may take.
    package init(base: String, limit: Double = 15) {
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
        self.limit = limit
    }

    /// Asks for a session that a fresh key will answer in.
    package func open(_ device: some EvidenceSource, key: SessionKey) async throws -> SessionOpening {
        let request = try SessionRequest(device: device, key: key, time: SystemClock.wall)
        let data = try await post(
            "/api/v1/sessions", try JSONEncoder().encode(request), type: "application/json", accept: [201])
        return try decode(SessionOpening.self, from: data)
    }

    /// - Returns: the service's answer, also when it refuses the evidence.
    package func submit(_ file: EvidenceFile) async throws -> SubmissionAnswer {
        let data = try await post(
            "/api/v1/evidence", try file.bytes(), type: "application/octet-stream", accept: [200, 201, 422])
        return try decode(SubmissionAnswer.self, from: data)
    }

    /// Puts a TPM's key on a consignment's roster: asks, lets the TPM answer, and brings back the verifier's word.
    ///
    /// - Parameters:
    ///   - token: the operator's.
    ///   - answer: gets the secret out of the verifier's credential, with the TPM's help.
    package func enrol(
        _ request: TPMEnrolmentRequest, consignment: String, token: String, answer: (Data) throws -> [UInt8]
    ) async throws -> TPMEnrolmentResult {
        let json = "application/json"
        let asked = try await post(
            "/api/v1/consignments/\(consignment)/tpms", try JSONEncoder().encode(request), type: json, accept: [201],
            token: token)
        let question = try decode(TPMEnrolmentQuestion.self, from: asked)
        let secret = TPMEnrolmentAnswer(secret: Data(try answer(question.credential)))
        let enrolled = try await post(
            "/api/v1/tpms/\(question.challenge)", try JSONEncoder().encode(secret), type: json, accept: [201],
            token: token)
        return try decode(TPMEnrolmentResult.self, from: enrolled)
    }

    private func decode<Answer: Decodable>(_ type: Answer.Type, from data: Data) throws(AgentError) -> Answer {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw .strange(base)
        }
    }

    private func post(
        _ path: String, _ body: Data, type: String, accept: Set<Int>, token: String? = nil
    ) async throws -> Data {
        guard let url = URL(string: base + path), url.scheme == "http" || url.scheme == "https", url.host != nil else {
            throw AgentError.badAddress(base)
        }
        try Task.checkCancellation()
        var request = URLRequest(url: url, timeoutInterval: limit)
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue(type, forHTTPHeaderField: "Content-Type")
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        let (data, status) = try await Self.perform(request, base: base)
        guard accept.contains(status) else {
            throw AgentError.refused(status: status, Self.reason(data))
        }
        return data
    }

    /// What the service gives as `error`, or the beginning of what it said.
    private static func reason(_ data: Data) -> String {
        struct Problem: Decodable { let error: String }
        let problem = try? JSONDecoder().decode(Problem.self, from: data)
        return problem?.error
            ?? (data.isEmpty ? "nothing; check the address" : String(decoding: data.prefix(300), as: UTF8.self))
    }

    /// One request, to its end or its time limit. Cancelling the task doesn't reach into it: a request that is
    /// cancelled before it has begun never comes back.
    private static func perform(_ request: URLRequest, base: String) async throws -> (data: Data, status: Int) {
        try await withCheckedThrowingContinuation { continuation in
            URLSession.shared.dataTask(with: request) { data, response, error in
                if let error {
                    return continuation.resume(
                        throwing: AgentError.unreachable(base, reason: error.localizedDescription))
                }
                let status = (response as? HTTPURLResponse)?.statusCode ?? 0
                continuation.resume(returning: (data ?? Data(), status))
            }.resume()
        }
    }
}

/// Why an agent couldn't prove anything.
package enum AgentError: Error, CustomStringConvertible {
    case badAddress(String)
    case unreachable(String, reason: String)
    case refused(status: Int, String)
    case badOpening(String)
    /// Something answered that is no service of this kind.
    case strange(String)

    package var description: String {
        switch self {
        case .badAddress(let address): "‘\(address)’ is no address of a service; expected such as http://host:8080"
        case .unreachable(let address, let reason): "\(address) can't be reached: \(reason)"
        case .refused(let status, let text): "the service answered \(status): \(text)"
        case .strange(let address): "\(address) answers, but not as an Assay service does: check the address"
        case .badOpening(let reason): "the service's session can't be used: \(reason)"
        }
    }
}
