import Catalog

/// The operators of one step with what each costs, for people: where the time goes and what each waits for.
package struct OperatorTable: Sendable {
    package struct Row: Sendable {
        package let name: OperatorName
        /// How often it runs in the step.
        package let count: Double
        /// Seconds of all its runs, as slow as they are in a step.
        package let time: Double
        /// What one rank computes and moves in all runs.
        package let work: OperatorWork
        /// What it waits for.
        package let resource: Resource
    }

    package let rows: [Row]
    /// Seconds of the whole step, after overlap.
    package let total: StepTime
}

/// The resource that an operator, or a step, waits for.
package enum Resource: String, Sendable, Codable, CaseIterable {
    case compute
    case memoryBandwidth
    case network
    /// Kernel and graph launches, and other fixed times.
    case launch
    /// Not a time: the batch can't grow because memory is full.
    case memoryCapacity
}

/// Collects operators as rows.
private struct RowCollector: OperatorSink {
    let pace: StepPace
    var rows: [(name: OperatorName, count: Double, time: Double, work: OperatorWork)] = []

    mutating func add(
        _ name: OperatorName, count: Double, time: Double, work: @autoclosure () -> OperatorWork
    ) {
        let time = pace.time(alone: time, name.kind, work())
        var all = work()
        all.operations *= count
        all.bytes *= count
        // The same operator of several blocks of layers is one row.
        if let place = rows.firstIndex(where: { $0.name == name }) {
            rows[place].count += count
            rows[place].time += count * time
            rows[place].work.operations += all.operations
            rows[place].work.bytes += all.bytes
        } else {
            rows.append((name, count, count * time, all))
        }
    }
}

extension StepModel {
    /// Where a step's time goes.
    package func table(_ load: StepLoad) -> OperatorTable {
        var collector = RowCollector(pace: pace)
        visit(load, into: &collector)
        var rows = collector.rows.map { row in
            OperatorTable.Row(
                name: row.name, count: row.count, time: row.time * machine.slowness, work: row.work,
                resource: resource(of: row.work, time: row.time, kind: row.name.kind))
        }
        let none = OperatorWork(bytes: 0)
        let work = collector.rows.reduce(machine.step.host) { $0 + $1.time }
        let host =
            machine.step.host + issuing(load, runs: collector.rows.reduce(0) { $0 + $1.count }, work: work)
        rows.append(.init(name: .host, count: 1, time: host * machine.slowness, work: none, resource: .launch))
        return OperatorTable(rows: rows.sorted { $0.time > $1.time }, total: time(load))
    }

    /// The larger of computing and moving at peak rates; a launch where neither is a third of the time.
    private func resource(of work: OperatorWork, time: Double, kind: OperatorKind) -> Resource {
        if kind == .exchange { return .network }
        let (computing, moving) = work.times(on: machine.silicon)
        if max(computing, moving) < time / 3 { return .launch }
        return computing > moving ? .compute : .memoryBandwidth
    }

    /// What a whole step waits for most.
    package func bottleneck(_ load: StepLoad) -> Resource {
        var times: [Resource: Double] = [:]
        for row in table(load).rows { times[row.resource, default: 0] += row.time }
        return times.max { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }?.key ?? .launch
    }
}
