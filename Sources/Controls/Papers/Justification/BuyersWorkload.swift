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

    /// The same without a wish for a format, for silicon that doesn't have it.
    func inAnyFormat() -> Workload {
        var workload = workload
        workload.format = nil
        return workload
    }
}

/// A workload that the performance model doesn't take. Consignments that were read have none.
package struct WorkloadOutOfRange: Error, CustomStringConvertible {
    package var description: String { "the workload's lengths or limits are out of range" }
}
