import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// Who may add consignments and enrol devices: whoever holds the operator token. Without a token nobody may.
package struct OperatorAccess: Sendable {
    /// Only the digest is kept.
    private let digest: SHA256.Digest?

    /// - Parameter token: at least 16 characters; shorter ones count as none.
    package init(token: String?) {
        digest = token.flatMap { $0.utf8.count >= 16 ? SHA256.hash(data: Data($0.utf8)) : nil }
    }

    func allow(_ request: Request) -> Bool {
        guard let digest, let header = request.headers[.authorization], header.hasPrefix("Bearer ") else {
            return false
        }
        // Digests compare in constant time.
        return SHA256.hash(data: Data(header.dropFirst("Bearer ".count).utf8)) == digest
    }

    static func refusal() throws -> Response {
        try JSONResponse.problem("this needs the operator token as ‘Authorization: Bearer …’", status: .unauthorized)
    }
}
