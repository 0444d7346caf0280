import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers as JSON with sorted keys.
enum JSONResponse {
    static func make(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return raw(try encoder.encode(value) + Data("\n".utf8), status: status)
    }

    static func raw(_ data: Data, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// Canonical bytes, to keep as they are.
    static func binary(_ data: Data) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/octet-stream"],
            body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// `{"error": …}` with what was wrong.
    static func problem(_ text: String, status: HTTPResponse.Status) throws -> Response {
        try make(["error": text], status: status)
    }
}
