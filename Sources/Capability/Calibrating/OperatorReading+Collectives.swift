import Catalog
import Foundation
import Quantities

/// Collectives of libraries and of frameworks' own kernels. Sizes in those tables count elements, not bytes, and are
/// those of the whole buffer.
extension OperatorReading {
    private static let elementBytes: [String: Double] = ["half": 2, "bfloat16": 2, "int8": 1]
    /// Families of NVLink switches that sum messages as they pass.
    private static let reducingSwitches: Set = ["hopper", "blackwell"]
    /// Beyond it frameworks leave messages to the library.
    private static let largestDirect = 8_388_608.0

    static func libraryCollectives(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path), numbers: ["num_gpus", "message_size", "latency"],
            words: ["op_name", "nccl_dtype"])
        let isReducing = reducingSwitches.contains(source.family)
        let kinds = Codes(table.words("op_name")) { name -> FittedKind? in
            switch name {
            case "all_gather": .allGather
            case "reduce_scatter": .reduceScatter
            case "alltoall": .allToAll
            case "all_reduce": isReducing ? .allReduceInSwitch : .allReduceRing
            default: nil
            }
        }
        let bytes = Codes(table.words("nccl_dtype")) { elementBytes[$0] }
        return OperatorReading(table) { row in
            guard let kind = kinds[row], let size = bytes[row] else { return nil }
            // Sums of eight bits are nobody's.
            guard size > 1 || kind == .allGather || kind == .allToAll else { return nil }
            return Filed(kind: kind, variant: "any", software: "any")
        } shape: { row in
            let message = Bytes(try table.size("message_size", row) * (bytes[row] ?? 1))
            return .collective(
                CollectiveShape(
                    fabric: source.fabric, ranks: Int(try table.size("num_gpus", row, from: 2)), message: message))
        }
    }

    static func directReduce(_ source: OperatorSource) throws -> OperatorReading {
        let table = try ColumnTable(
            MeasurementBytes(path: source.path), numbers: ["num_gpus", "message_size", "latency"],
            words: ["kernel_source", "allreduce_dtype"])
        let sizes = table.numbers("message_size")
        let bytes = Codes(table.words("allreduce_dtype")) { elementBytes[$0] }
        // Without a graph it is the launch from Python that is timed.
        let isEager = Codes(table.words("kernel_source")) { $0.contains("eager") }
        return OperatorReading(table) { row in
            guard !isEager[row], let size = bytes[row], sizes[row] * size <= largestDirect else { return nil }
            return Filed(kind: .allReduceDirect, variant: "any")
        } shape: { row in
            let message = Bytes(try table.size("message_size", row) * (bytes[row] ?? 1))
            return .collective(
                CollectiveShape(
                    fabric: source.fabric, ranks: Int(try table.size("num_gpus", row, from: 2)), message: message))
        }
    }
}
