import Quantities
import SimulatedAccelerator
import Telemetry
import Testing

struct SimulatedProbeTests {
    private let accelerators: [SimulatedAccelerator]

    init() throws { accelerators = try Shared.board.accelerators }

    private func found(seed: UInt64, moment: UInt64 = 0) throws -> [ObservedAccelerator] {
        let probe = SimulatedProbe(accelerators: accelerators, seed: seed, moment: { moment })
        guard case .found(let observed) = probe.inventory() else {
            Issue.record("nothing was found")
            return []
        }
        return observed
    }

    @Test(arguments: [0, 1, 17, UInt64.max]) func `all accelerators are healthy and draw what hardware could`(
        seed: UInt64
    ) throws {
        let observed = try found(seed: seed, moment: seed)
        #expect(observed.map(\.index) == Array(0..<8))
        for accelerator in observed {
            #expect(accelerator.health == .healthy)
            guard case .value(let power) = accelerator.power else { continue }
            #expect((70...700).contains(power))
        }
    }

    @Test func `every text says that it is simulated`() throws {
        #expect(SimulatedProbe(accelerators: accelerators, seed: 1).vendor.contains("Simulated"))
        for (observed, accelerator) in zip(try found(seed: 1), accelerators) {
            #expect(observed.name == .value("Simulated accelerator"))
            #expect(observed.identifier == .value("SIMULATED-\(accelerator.serialNumber)"))
        }
    }

    @Test func `the same seed and moment give the same readings, others don't`() throws {
        #expect(try found(seed: 7, moment: 3) == found(seed: 7, moment: 3))
        #expect(try found(seed: 7, moment: 3) != found(seed: 7, moment: 4))
        #expect(try found(seed: 7, moment: 3) != found(seed: 8, moment: 3))
    }

    @Test func `a host without simulated accelerators has none`() {
        #expect(SimulatedProbe(accelerators: [], seed: 1).inventory() == .found([]))
    }
}
