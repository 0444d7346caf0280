/// The vendor's own data in a MEASUREMENTS response: fields of a type, a length and a value. The signature covers it.
///
/// Two forms: fields of type (2 bytes), length (2) and value, as all published samples have it; and, behind a header of
/// 12 bytes that starts with "NVDAOD", fields with a value type (2) between type and length. The second is written from
/// the maker's reader (NVIDIA/attestation-sdk, `spdm_opaque_data_parser.cpp`); no sample of it was seen.
package struct SPDMOpaqueData: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        /// As the vendor numbers it; of unknown meaning unless `NVIDIAOpaqueType` has it.
        package let type: UInt16
        /// Only in data with a header.
        package let valueType: UInt16?
        package let value: [UInt8]
    }

    /// Of the header: its major and minor version; nil where there is none.
    package let headerVersion: [UInt8]?
    /// In the report's order, unknown ones included.
    package let fields: [Field]

    private static let magic = Array("NVDAOD".utf8)

    /// - Throws: when a field goes past the end, or one with a known meaning stands twice.
    package init(_ bytes: [UInt8]) throws(SPDMProblem) {
        var reader = SPDMReader(bytes)
        let hasHeader = bytes.starts(with: Self.magic) && bytes.count >= 12
        headerVersion = hasHeader ? try Self.header(from: &reader) : nil
        var fields: [Field] = []
        var known: Set<NVIDIAOpaqueType> = []
        while reader.left > 0 {
            let type = UInt16(truncatingIfNeeded: try reader.number(bytes: 2, "opaque field's type"))
            let valueType = hasHeader ? try reader.number(bytes: 2, "opaque field's value type") : nil
            let length = try reader.number(bytes: 2, "opaque field's length")
            if let meaning = NVIDIAOpaqueType(rawValue: type), !known.insert(meaning).inserted {
                throw .repeatedField(type)
            }
            fields.append(
                Field(
                    type: type, valueType: valueType.map { UInt16(truncatingIfNeeded: $0) },
                    value: try reader.take(length, "opaque field")))
        }
        self.fields = fields
    }

    private static func header(from reader: inout SPDMReader) throws(SPDMProblem) -> [UInt8] {
        _ = try reader.take(magic.count, "opaque data's header")
        let profile = try reader.number(bytes: 2, "opaque data's profile")
        guard profile == 0 else { throw .unsupportedProfile(profile) }
        let version = try reader.take(2, "opaque data's version")
        _ = try reader.take(2, "opaque data's header")
        return version
    }

    package subscript(_ type: NVIDIAOpaqueType) -> [UInt8]? {
        fields.first { $0.type == type.rawValue }?.value
    }

    /// The version of the fields' meaning: the header's, else the field's own; 0 where neither stands.
    package var version: UInt64 {
        if let major = headerVersion?.first { return UInt64(major) }
        // Eight bytes hold what fits; a longer field has a version that nobody here knows.
        guard let value = self[.opaqueVersion] else { return 0 }
        return value.count > 8 ? .max : value.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
