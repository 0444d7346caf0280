import Controls
package import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Fetches a list from an address.
package enum ListDownload {
    /// Where the whole list is published, every hour and without a key.
    package static let address =
        "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.json"

    /// The bytes at an address. They go to a file first and are read when they aren't too many.
    ///
    /// - Parameters:
    ///   - address: of the list.
    ///   - timeout: seconds without an answer.
    /// - Throws: `ListDownloadError`.
    package static func bytes(from address: String, timeout: Double = 60) async throws -> Data {
        guard let url = URL(string: address), url.scheme == "https" || url.scheme == "http", url.host != nil else {
            throw ListDownloadError.badAddress(address)
        }
        let request = URLRequest(url: url, timeoutInterval: timeout)
        return try await withCheckedThrowingContinuation { continuation in
            URLSession.shared.downloadTask(with: request) { file, response, error in
                continuation.resume(
                    with: Result { try content(file, response: response, error: error, address: address) })
            }.resume()
        }
    }

    private static func content(
        _ file: URL?, response: URLResponse?, error: (any Error)?, address: String
    ) throws -> Data {
        if let error { throw ListDownloadError.unreachable(address, reason: error.localizedDescription) }
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard status == 200 else { throw ListDownloadError.refused(address, status: status) }
        guard let file, let handle = try? FileHandle(forReadingFrom: file) else {
            throw ListDownloadError.unreachable(address, reason: "nothing came")
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: ScreeningListBounds.bytes + 1), !data.isEmpty else {
            throw ListDownloadError.unreachable(address, reason: "nothing came")
        }
        guard data.count <= ScreeningListBounds.bytes else { throw ListDownloadError.tooLarge(address) }
        return data
    }
}

/// Why a list couldn't be fetched.
package enum ListDownloadError: Error, Equatable, CustomStringConvertible {
    case badAddress(String)
    case unreachable(String, reason: String)
    case refused(String, status: Int)
    case tooLarge(String)

    package var description: String {
        switch self {
        case .badAddress(let address):
            "‘\(address)’ is no address of a list; expected one such as \(ListDownload.address)"
        case .unreachable(let address, let reason): "\(address) can't be reached: \(reason)"
        case .refused(let address, let status): "\(address) answered \(status); expected 200 with the list"
        case .tooLarge(let address): "\(address) holds more than \(ScreeningListBounds.bytes) bytes; expected fewer"
        }
    }
}
