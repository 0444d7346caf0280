package import Capability
package import Catalog
package import Documents
import Quantities

/// The workload that a paper's figures are for: what the consignment states, and what is usual for the rest.
package struct BuyersWorkload: Sendable {
    package let workload: Workload
    /// What nobody stated.
    package let assumed: Set<Part>

    package enum Part: String, CaseIterable, Sendable, Codable {
        case model, input, output, timePerOutputToken
    }

    /// - Parameter date: whose level of software is taken.
    /// - Throws: `UnknownName` for a model that the catalogue doesn't hold.
    package init(_ stated: Consignment.StatedWorkload?, catalog: Catalog, on date: CalendarDate) throws {
        var assumed: Set<Part> = []
        func known<Value>(_ value: Value?, _ part: Part, else usual: Value) -> Value {
            if value == nil { assumed.insert(part) }
            return value ?? usual
        }
        let model = try catalog.model(named: known(stated?.model, .model, else: Workload.Usual.model))
        let made = Workload(
            model: model, input: known(stated?.input, .input, else: Workload.Usual.input),
            output: known(stated?.output, .output, else: Workload.Usual.output),
            timePerOutputToken: known(
                stated?.timePerOutputToken.map { Seconds($0 / 1e3) }, .timePerOutputToken,
                else: Workload.Usual.timePerOutputToken))
        guard var workload = made else { throw WorkloadOutOfRange() }
        workload.timeToFirstToken = stated?.timeToFirstToken.map { Seconds($0 / 1e3) }
        workload.format = stated?.precision
        workload.softwareDate = date
        self.workload = workload
        self.assumed = assumed
    }

    /// The workload as silicon serves it: in the format that was asked for, or, where it doesn't have that, in the next
    /// one it has, of the same width before a wider one: an accelerator with INT8 alone isn't held to 16 bits.
    ///
    /// - Returns: with the format that it lacks. Without any of them the model chooses.
    func served(on part: Accelerator) -> (workload: Workload, lacked: NumberFormat?) {
        guard let wish = workload.format, part.peakRate(wish) == nil else { return (workload, nil) }
        var workload = workload
        workload.format = Self.instead(of: wish).first { part.peakRate($0) != nil }
        return (workload, wish)
    }

    /// Formats that stand in for another, the best first.
    private static func instead(of format: NumberFormat) -> [NumberFormat] {
        switch format {
        case .fp4: [.int4, .fp8, .int8, .bf16]
        case .int4: [.fp4, .int8, .fp8, .bf16]
        case .fp8: [.int8, .bf16]
        case .int8: [.fp8, .bf16]
        case .fp16, .bf16: []
        }
    }
}

/// A workload that the performance model doesn't take. Consignments that were read have none.
package struct WorkloadOutOfRange: Error, CustomStringConvertible {
    package var description: String { "the workload's lengths or limits are out of range" }
}
