import Quantities
import Telemetry
import Testing

struct HealthTests {
    private func accelerator(
        name: Reading<String> = .value("a"), identifier: Reading<String> = .value("b"),
        power: Reading<Watts> = .value(100), memory: Reading<Bytes> = .value(1e9)
    ) -> ObservedAccelerator {
        ObservedAccelerator(index: 0, name: name, identifier: identifier, power: power, memory: memory)
    }

    @Test func `unknown is never healthy`() {
        #expect(accelerator().health == .healthy)
        #expect(accelerator(name: .unknown("x")).health == .unknown("name: x"))
        #expect(accelerator(identifier: .unknown("x")).health == .unknown("identifier: x"))
        #expect(accelerator(power: .unknown("x")).health == .unknown("power: x"))
        #expect(accelerator(memory: .unknown("x")).health == .unknown("memory: x"))
        #expect(
            accelerator(power: .unknown("x"), memory: .unknown("y")).health == .unknown("power: x; memory: y"))
    }

    @Test func `an unknown reading outweighs a bad one`() {
        #expect(accelerator(power: .unknown("x"), memory: .value(0)).health == .unknown("power: x"))
    }

    @Test(arguments: [Watts(0), Watts(-1), Watts(.nan)]) func `power that no working accelerator draws is degraded`(
        power: Watts
    ) {
        guard case .degraded = accelerator(power: .value(power)).health else {
            Issue.record("expected degraded health")
            return
        }
    }
}
