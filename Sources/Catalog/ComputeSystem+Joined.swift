import Quantities

extension ComputeSystem {
    /// So many of it as one, joined by its own scale-out network: what a buyer gets who sets up several. What the
    /// network's switches take up, draw and cost isn't in it.
    ///
    /// - Returns: nil for less than one, and where no scale-out tier reaches that far.
    package func joined(_ count: Int) -> ComputeSystem? {
        guard count != 1 else { return self }
        guard count > 1, count <= 1_000_000,
            fabric.contains(where: { $0.plane == .scaleOut && $0.reachCount >= acceleratorCount * count })
        else { return nil }
        func times<U: Unit>(_ figure: Figure<U>) -> Figure<U> {
            figure.with(figure.value.mapRising { $0 * Double(count) })
        }
        return ComputeSystem(
            id: "\(id)-x\(count)", name: "\(count) × \(name)", maker: maker, jurisdiction: jurisdiction,
            accelerator: accelerator, accelerators: times(accelerators), hosts: times(hosts),
            racks: racks.map { times($0) }, rackUnits: rackUnits.map { times($0) }, fabric: fabric,
            power: times(power), price: price.map { times($0) })
    }
}

extension Catalog {
    /// The same with one system more, or with another in the place of the one that has its id.
    package func with(_ system: ComputeSystem) -> Catalog {
        Catalog(
            sources: sources, accelerators: accelerators,
            systems: systems.merging([system.id: system]) { _, new in new }, models: models,
            calibrations: calibrations, landmarkSites: landmarkSites, costs: costs)
    }
}
