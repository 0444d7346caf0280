package import SwiftASN1

/// One value, one encoding: DER that is read is written again and must come out the same.
package enum CanonicalDER {
    /// Why bytes weren't taken.
    package struct Problem: Error, Equatable, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    package static func encode(_ value: some DERSerializable) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(value)
        return serializer.serializedBytes
    }

    /// - Parameters:
    ///   - type: what is read.
    ///   - bytes: all of them.
    ///   - limit: larger inputs are refused unread.
    package static func decode<Value: DERParseable & DERSerializable>(
        _ type: Value.Type = Value.self, from bytes: [UInt8], limit: Int
    ) throws(Problem) -> Value {
        guard bytes.count <= limit else {
            throw Problem(description: "\(bytes.count) bytes; at most \(limit) are read")
        }
        let value: Value
        do {
            value = try Value(derEncoded: bytes)
        } catch {
            if let problem = error as? Problem { throw problem }
            throw Problem(description: "not DER of the expected form")
        }
        guard let again = try? encode(value), again == bytes else {
            throw Problem(description: "not canonical DER: the same value is written otherwise")
        }
        return value
    }
}
