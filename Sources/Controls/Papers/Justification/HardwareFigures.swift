package import Catalog
package import Quantities

/// What the catalogue holds of an accelerator and, where there is one, the system it comes in: figures with their
/// sources.
package struct HardwareFigures: Sendable, Encodable {
    package let accelerator: String
    package let acceleratorName: String
    package let maker: String
    /// Peak dense rate, 10¹² operations a second, by number format.
    package let peak: [Peak]
    /// Of one accelerator, in GB.
    package let memory: CitedFigure
    package let memoryTechnology: String
    /// Of one accelerator, in TB/s.
    package let memoryBandwidth: CitedFigure
    /// Of one accelerator, in W.
    package let power: CitedFigure
    /// To the other accelerators of its domain, one way, in GB/s; nil where nobody says.
    package let link: CitedFigure?
    /// Nil for an accelerator that no system of the catalogue is made of.
    package let system: System?

    package struct Peak: Sendable, Encodable {
        package let format: NumberFormat
        package let rate: CitedFigure
    }

    package struct System: Sendable, Encodable {
        package let id: String
        package let name: String
        package let accelerators: Int
        /// Of the whole system under full load, in kW.
        package let power: CitedFigure
        package let tiers: [Tier]
    }

    /// One level of the interconnect.
    package struct Tier: Sendable, Encodable {
        package let name: String
        /// Whether it joins accelerators as one; otherwise it is the network.
        package let isScaleUp: Bool
        /// Accelerators that it joins; nil when it grows with the site.
        package let reach: Int?
        /// Of one accelerator, one way, in GB/s.
        package let bandwidth: CitedFigure
    }
}

/// A figure of the catalogue with where it comes from, in the unit that its owner names.
package struct CitedFigure: Sendable, Encodable {
    package let value: Interval<Double>
    package let sources: [String]
    package let grade: Grade

    init<U: Unit>(_ figure: Figure<U>, per unit: Double) {
        value = figure.value.mapRising { $0.value / unit }
        sources = figure.sources
        grade = figure.grade
    }
}

extension HardwareFigures {
    init(_ part: Accelerator, system: ComputeSystem?) {
        accelerator = part.id
        acceleratorName = part.name
        maker = part.maker
        peak = NumberFormat.allCases.compactMap { format in
            part.peak[format].map { Peak(format: format, rate: CitedFigure($0, per: 1e12)) }
        }
        memory = CitedFigure(part.memory.capacity, per: 1e9)
        memoryTechnology = part.memory.technology
        memoryBandwidth = CitedFigure(part.memory.bandwidth, per: 1e12)
        power = CitedFigure(part.power, per: 1)
        link = part.links.scaleUp.map { CitedFigure($0, per: 1e9) }
        self.system = system.map { system in
            System(
                id: system.id, name: system.name, accelerators: system.acceleratorCount,
                power: CitedFigure(system.power, per: 1e3),
                tiers: system.fabric.filter { $0.plane != .virtualPrivateCloud }.map { tier in
                    Tier(
                        name: tier.name, isScaleUp: tier.plane == .scaleUp,
                        reach: tier.reach.map { Int($0.value.best.value) },
                        bandwidth: CitedFigure(tier.bandwidth, per: 1e9))
                })
        }
    }

    /// Ids of all sources, each once, by name.
    var sources: Set<String> {
        var figures = peak.map(\.rate) + [memory, memoryBandwidth, power] + (link.map { [$0] } ?? [])
        if let system { figures += [system.power] + system.tiers.map(\.bandwidth) }
        return Set(figures.flatMap(\.sources))
    }

    /// The widest tier that joins accelerators as one.
    var scaleUp: Tier? {
        system?.tiers.filter(\.isScaleUp).max { ($0.reach ?? .max) < ($1.reach ?? .max) }
    }

    func rate(_ format: NumberFormat) -> CitedFigure? { peak.first { $0.format == format }?.rate }
}
