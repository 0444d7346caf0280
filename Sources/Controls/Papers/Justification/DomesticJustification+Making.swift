import Capability
package import Catalog
import Documents
import Quantities

extension DomesticJustification {
    /// - Parameter progress: told of each system, and how many of how many engines are done, from any thread.
    /// - Throws: `UnknownName` for an item or a model that the catalogue doesn't hold.
    package init(
        _ screening: Screening, catalog: Catalog, stamp: PaperStamp,
        progress: (@Sendable (String, Int, Int) -> Void)? = nil
    ) throws {
        let consignment = screening.consignment
        let (part, count) = try consignment.item(in: catalog)
        let buyer = try BuyersWorkload(consignment.details.workload, catalog: catalog, on: stamp.law)
        let (foreign, problem, systems) = try Self.foreign(
            consignment, part, buyer, catalog: catalog, progress: progress)
        let (alternatives, others) = try Self.domestic(
            buyer, foreign: foreign, quantity: systems, catalog: catalog, progress: progress)
        self.stamp = stamp
        particulars = Particulars(screening, accelerator: part, count: count, catalog: catalog)
        guidance = screening.layers.filter { $0.instrument.jurisdiction == "cn" }.map { Guidance($0) }
        workload = WorkloadFigures(buyer)
        self.foreign = foreign
        foreignProblem = problem
        self.alternatives = alternatives
        withoutEstimate = others
        conclusion = Conclusion(foreign: foreign, alternatives)
        let used =
            ([foreign].compactMap(\.self) + alternatives.map(\.figures)).map { figures in
                figures.hardware.sources.union(figures.calibrationSources)
            } + others.map(\.hardware.sources) + [Set(buyer.workload.model.sources)]
        sources = used.reduce(Set<String>()) { $0.union($1) }.sorted().compactMap { id in
            catalog.sources[id].map {
                SourceText(id: id, title: $0.title, publisher: $0.publisher, url: $0.url, entered: $0.entered)
            }
        }
    }

    /// The system of the consignment. Accelerators by themselves are estimated in the smallest system of the catalogue
    /// that is made of them.
    private static func foreign(
        _ consignment: Consignment, _ part: Accelerator, _ buyer: BuyersWorkload, catalog: Catalog,
        progress: (@Sendable (String, Int, Int) -> Void)?
    ) throws -> (figures: SystemFigures?, problem: String?, systems: Int) {
        let system =
            consignment.isAccelerator
            ? catalog.systems(of: part).first : try catalog.system(named: consignment.system)
        guard let system else { return (nil, nil, 0) }
        let quantity =
            consignment.isAccelerator ? consignment.quantity / system.acceleratorCount : consignment.quantity
        guard quantity > 0 else { return (nil, nil, 0) }
        do {
            let figures = try SystemFigures(system, buyer, catalog: catalog, most: quantity, progress: progress)
            return (figures, nil, quantity)
        } catch let error as EstimateError {
            return (nil, error.description, quantity)
        }
    }

    /// All systems whose accelerator's maker has its headquarters in China, and accelerators that have no system.
    private static func domestic(
        _ buyer: BuyersWorkload, foreign: SystemFigures?, quantity: Int, catalog: Catalog,
        progress: (@Sendable (String, Int, Int) -> Void)?
    ) throws -> ([DomesticAlternative], [WithoutEstimate]) {
        var alternatives: [DomesticAlternative] = []
        var others: [WithoutEstimate] = []
        let parts = catalog.accelerators.values.filter { $0.jurisdiction.lowercased() == "cn" }
        for part in parts.sorted(by: { $0.id < $1.id }) {
            let systems = catalog.systems(of: part)
            if systems.isEmpty {
                others.append(WithoutEstimate(hardware: HardwareFigures(part, system: nil), reason: .noSystem))
            }
            for system in systems {
                do {
                    let figures = try SystemFigures(
                        system, buyer, catalog: catalog, most: .max, progress: progress)
                    alternatives.append(DomesticAlternative(figures, foreign: foreign, quantity: quantity))
                } catch let error as EstimateError {
                    others.append(
                        WithoutEstimate(
                            hardware: HardwareFigures(part, system: system), reason: .estimate(error.description)))
                }
            }
        }
        return (alternatives, others)
    }
}

extension Catalog {
    /// Systems that are made of an accelerator, the smallest first.
    func systems(of part: Accelerator) -> [ComputeSystem] {
        systems.values.filter { $0.accelerator == part.id }
            .sorted { ($0.acceleratorCount, $0.id) < ($1.acceleratorCount, $1.id) }
    }
}

extension DomesticJustification.Guidance {
    init(_ layer: Screening.Layer) {
        self.init(
            instrument: layer.instrument.id, title: layer.instrument.title, answer: layer.answer.text,
            rule: layer.answer.rule, status: layer.step.status, citations: layer.answer.citations)
    }
}

extension DomesticJustification.WorkloadFigures {
    init(_ buyer: BuyersWorkload) {
        let workload = buyer.workload
        let layers = workload.predicts ? workload.model.architecture.predictionLayers : 0
        self.init(
            model: workload.model.id, modelName: workload.model.name,
            parameters: workload.model.publishedParameters.value.best.value / 1e9, weights: workload.model.weights,
            input: workload.input, output: workload.output,
            timePerOutputTokenMilliseconds: workload.timePerOutputToken.value * 1e3,
            timeToFirstTokenMilliseconds: workload.timeToFirstToken.map { $0.value * 1e3 },
            precision: workload.format, predictedTokens: layers, acceptance: workload.acceptance,
            assumed: BuyersWorkload.Part.allCases.filter { buyer.assumed.contains($0) })
    }
}

extension DomesticJustification.Conclusion {
    init(foreign: SystemFigures?, _ alternatives: [DomesticAlternative]) {
        guard foreign?.serves == true else {
            self = .notComparable
            return
        }
        let serving = alternatives.filter(\.figures.serves)
        if serving.isEmpty {
            self = .noneServes
        } else if serving.contains(where: \.servesAsWell) {
            self = .servesAsWell
        } else {
            self = .servesWithShortfalls
        }
    }
}
