import Crypto
import Foundation

extension SHA256 {
    /// The digest in lower-case hexadecimal, as `sha256sum` prints it.
    static func hex(of data: Data) -> String {
        hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
