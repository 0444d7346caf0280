/// Whether real addresses that answer from several places are told from one place's: the answer of `assay evaluate
/// location` for a folder of probes. It is how one key in two places would look.
package struct AnycastEvaluation: Sendable, Encodable {
    package let name: String
    package let probes: Int
    package let pairs: Int
    /// Measurements, each of one address by many probes.
    package let measurements: Int
    /// Measurements that no place on earth fits, at 2c/3: the address answered from several, or a probe's place is wrong.
    package let noticed: Int
    /// Those among them that no place fits whichever one probe is left out.
    package let noticedWithoutAnyOne: Int
    /// The addresses of the latter, sorted.
    package let addresses: [String]
    package let rowsOfUnknown: Int

    package init(_ set: AnycastSet) async {
        let outcomes = await withTaskGroup(of: (target: String, once: Bool, twice: Bool).self) { group in
            for measurement in set.measurements {
                group.addTask {
                    let region = FeasibleRegion(measurement.observations, speed: .fibre)
                    return (measurement.target, region.isEmpty, region.isEmpty(withoutAny: 1))
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        name = set.name
        probes = set.probes
        pairs = set.pairs
        measurements = outcomes.count
        noticed = outcomes.count(where: \.once)
        noticedWithoutAnyOne = outcomes.count(where: \.twice)
        addresses = Set(outcomes.filter(\.twice).map(\.target)).sorted()
        rowsOfUnknown = set.rowsOfUnknown
    }
}
