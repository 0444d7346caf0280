/// MEASUREMENTS of SPDM 1.1 (DMTF DSP0274 1.1, table "Successful MEASUREMENTS response message format"), signed with
/// ECDSA on P-384.
package struct SPDMMeasurements: Sendable, Equatable {
    /// The two numbers r and s, 48 bytes each.
    package static let signatureLength = 96

    /// 0x11.
    package let version: UInt8
    /// 0x60.
    package let code: UInt8
    package let parameter1: UInt8
    package let parameter2: UInt8
    /// Of all blocks together, in bytes.
    package let recordLength: Int
    /// In the record's order, no index twice.
    package let blocks: [SPDMMeasurementBlock]
    /// The device's own 32 random bytes.
    package let nonce: [UInt8]
    /// Of the vendor's data, in bytes.
    package let opaqueLength: Int
    package let opaque: SPDMOpaqueData
    package let signature: [UInt8]

    /// - Throws: for anything but one whole response. Takes time in proportion to the bytes.
    package init(_ bytes: [UInt8]) throws(SPDMProblem) {
        var reader = SPDMReader(bytes)
        (version, code, parameter1, parameter2) = try reader.header(code: 0x60)
        let count = Int(try reader.byte("number of blocks"))
        recordLength = try reader.number(bytes: 3, "record's length")
        blocks = try Self.blocks(try reader.take(recordLength, "measurement record"), count: count)
        nonce = try reader.take(32, "response's nonce")
        opaqueLength = try reader.number(bytes: 2, "opaque data's length")
        opaque = try SPDMOpaqueData(try reader.take(opaqueLength, "opaque data"))
        signature = try reader.take(Self.signatureLength, "signature")
        try reader.end("response")
    }

    private static func blocks(_ record: [UInt8], count: Int) throws(SPDMProblem) -> [SPDMMeasurementBlock] {
        var reader = SPDMReader(record)
        var blocks: [SPDMMeasurementBlock] = []
        var indexes: Set<UInt8> = []
        while reader.left > 0 {
            let block = try SPDMMeasurementBlock(from: &reader)
            guard indexes.insert(block.index).inserted else { throw .repeatedIndex(block.index) }
            blocks.append(block)
        }
        guard blocks.count == count else { throw .blockCount(stated: count, found: blocks.count) }
        return blocks
    }
}

/// One measurement: a DMTF measurement block.
package struct SPDMMeasurementBlock: Sendable, Equatable {
    /// From 1; the makers' manifests count from 0.
    package let index: UInt8
    /// 1: the value is in DMTF's form.
    package let specification: UInt8
    /// What was measured, as DMTF numbers it: 0 is ROM, 1 mutable firmware, 2 hardware and 3 firmware configuration.
    package let valueType: UInt8
    /// In bytes.
    package let valueSize: Int
    package let value: [UInt8]

    init(from reader: inout SPDMReader) throws(SPDMProblem) {
        index = try reader.byte("measurement's index")
        guard index != 0, index != 0xFF else { throw .reservedIndex(index) }
        specification = try reader.byte("measurement's specification")
        let size = try reader.number(bytes: 2, "measurement's size")
        guard specification == 1 else { throw .unsupportedSpecification(index: index, specification) }
        var measurement = SPDMReader(try reader.take(size, "measurement"))
        valueType = try measurement.byte("measurement's value type")
        valueSize = try measurement.number(bytes: 2, "measurement's value size")
        guard valueSize == measurement.left else {
            throw .valueSize(index: index, stated: valueSize, found: measurement.left)
        }
        value = try measurement.take(valueSize, "measurement's value")
    }
}
