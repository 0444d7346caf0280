import Attestation
import Foundation

/// The tree in which NVIDIA publishes what it expects of a parser.
enum NVIDIAParseTree {
    enum Device { case accelerator, switching }

    /// Names in the published trees, in which a switch's differ from a GPU's in some; nil for a type that they lack.
    static func name(of type: UInt16, on device: Device) -> String? {
        let own: [UInt16: String] =
            device == .accelerator
            ? [21: "PROTECTED_PCIE_STATUS", 22: "SWITCH_PDI"]
            : [
                22: "DEVICE_PDI", 23: "DISABLED_PORTS", 24: "SWITCH_POSITION_ID", 25: "SWITCH_LOCK_STATUS",
                26: "SWITCH_GPU_PDIS",
            ]
        let both: [UInt16: String] = [
            3: "DRIVER_VERSION", 4: "GPU_INFO", 6: "VBIOS_VERSION", 11: "NVDEC0_STATUS", 12: "MSRSCNT", 13: "CPRINFO",
            14: "BOARD_ID", 15: "CHIP_SKU", 16: "CHIP_SKU_MOD", 17: "PROJECT", 18: "PROJECT_SKU",
            19: "PROJECT_SKU_MOD", 20: "FWID",
        ]
        return (own[type] ?? both[type]).map { "OPAQUE_FIELD_ID_" + $0 }
    }

    static func tree(of request: SPDMRequest) -> [String: Any] {
        [
            "SPDMVersion": hex([request.version]), "RequestResponseCode": hex([request.code]),
            "Param1": hex([request.parameter1]), "Param2": hex([request.parameter2]), "Nonce": hex(request.nonce),
            "SlotIDParam": hex([request.slot]),
        ]
    }

    static func tree(of response: SPDMMeasurements, on device: Device) -> [String: Any] {
        let blocks = response.blocks.map { block -> (String, Any) in
            (
                String(block.index),
                [
                    "DMTFSpecMeasurementValueType": Int(block.valueType),
                    "DMTFSpecMeasurementValueSize": block.valueSize, "DMTFSpecMeasurementValue": hex(block.value),
                ] as [String: Any]
            )
        }
        var fields: [String: Any] = [:]
        for field in response.opaque.fields { add(field, on: device, to: &fields) }
        return [
            "SPDMVersion": hex([response.version]), "RequestResponseCode": hex([response.code]),
            "Param1": hex([response.parameter1]), "Param2": hex([response.parameter2]),
            "NumberOfBlocks": response.blocks.count, "MeasurementRecordLength": response.recordLength,
            "Nonce": hex(response.nonce), "OpaqueLength": response.opaqueLength,
            "Signature": hex(response.signature),
            "MeasurementRecord": [
                "NumberOfBlocks": response.blocks.count,
                "MeasurementBlocks": Dictionary(uniqueKeysWithValues: blocks),
            ] as [String: Any],
            "OpaqueData": ["OpaqueDataField": fields],
        ]
    }

    private static func add(_ field: SPDMOpaqueData.Field, on device: Device, to fields: inout [String: Any]) {
        guard let name = name(of: field.type, on: device) else { return }
        switch (field.type, device) {
        case (12, _):
            fields[name] = parts(field.value, of: 4).map { $0.reversed().reduce(0) { $0 << 8 | Int($1) } }
        case (23, .switching):
            // Each bit from the top stands for four ports.
            fields[name] = field.value.flatMap { byte in
                (0..<8).flatMap { [Int](repeating: Int(byte >> (7 - $0)) & 1, count: 4) }
            }
        case (26, .switching):
            fields[name] = parts(Array(field.value.prefix(64)), of: 8).map(hex)
            fields["OPAQUE_FIELD_ID_SWITCH_PORT"] = field.value.dropFirst(64).map { hex([$0]) }
        default: fields[name] = hex(field.value)
        }
    }

    static func hex(_ bytes: [UInt8]) -> String { "0x" + Hex.string(bytes) }

    private static func parts(_ bytes: [UInt8], of size: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }

    /// One text for one tree.
    static func canonical(_ tree: Any) throws -> String {
        String(
            decoding: try JSONSerialization.data(withJSONObject: tree, options: [.sortedKeys, .prettyPrinted]),
            as: UTF8.self)
    }
}
