import Controls
import Documents
import Quantities
import Testing

@testable import Catalog

struct ProcessingPerformanceTests {
    private func figure<U: Quantities.Unit>(_ value: Double, high: Double? = nil) -> Figure<U> {
        Figure<U>(
            value: Interval(spanning: Quantity<U>(value), Quantity<U>(value), Quantity<U>(high ?? value)),
            sources: ["test"], grade: .maker, note: nil)
    }

    private func die(
        _ kind: Die.Kind = .logic, _ transistors: Die.Transistors = .nonPlanar, area: Double?, count: Int = 1
    ) -> Die {
        Die(
            name: "die", count: count, kind: kind, transistors: transistors, process: "test",
            area: area.map { figure($0) })
    }

    private func accelerator(
        dies: [Die], peak: [NumberFormat: Figure<Per<Operation, Second>>]
    ) throws -> Accelerator {
        Accelerator(
            id: "test", name: "Test", aliases: [], maker: "Nobody", jurisdiction: "US", family: "test",
            launched: Sourced(
                value: try #require(CalendarDate("2026-01-01")), sources: ["test"], grade: .maker, note: nil),
            isMarketedForDataCentres: Sourced(value: true, sources: ["test"], grade: .maker, note: nil),
            dies: dies, peak: peak, usablePeak: [:],
            memory: Accelerator.Memory(technology: "HBM", capacity: figure(80e9), bandwidth: figure(1e12)),
            links: Accelerator.Links(scaleUp: nil, scaleOut: nil, aggregate: nil), power: figure(500), idlePower: nil,
            cores: nil, devices: nil)
    }

    @Test func `the format with the greatest product counts`() throws {
        // Gaudi 3: BF16 gives 26,848 and FP8 only 14,680.
        let chip = try accelerator(dies: [die(area: 800)], peak: [.bf16: figure(1_678e12), .fp8: figure(1_835e12)])
        let performance = try #require(ProcessingPerformance(chip))
        #expect(performance.total == 26_848)
        #expect(performance.format == .bf16)
    }

    @Test func `the highest figure that is claimed counts`() throws {
        let chip = try accelerator(dies: [die(area: 100)], peak: [.fp8: figure(100e12, high: 120e12)])
        #expect(try #require(ProcessingPerformance(chip)).total == 960)
    }

    @Test func `memory dies and planar dies are not in the area, I-O dies are`() throws {
        let dies = [
            die(area: 100, count: 2), die(.io, area: 50), die(.memory, area: 1_000), die(.logic, .planar, area: 1_000),
        ]
        let performance = try #require(
            ProcessingPerformance(try accelerator(dies: dies, peak: [.fp8: figure(250e12)])))
        #expect(performance.applicableArea?.value == 250)
        #expect(performance.density == 8)
    }

    @Test func `with planar dies only the density is nought and 3A090 turns on performance alone`() throws {
        let chip = try accelerator(dies: [die(.logic, .planar, area: 800)], peak: [.fp8: figure(500e12)])
        #expect(try #require(ProcessingPerformance(chip)).density == 0)
        let classification = Classification(chip, rulebook: try Bundled.rulebook.get(), on: Bundled.day)
        #expect(classification.answer("us2023")?.text == "none")
    }

    @Test func `one unknown area of an applicable die leaves the density unknown`() throws {
        let chip = try accelerator(dies: [die(area: 800), die(.io, area: nil)], peak: [.fp8: figure(256e12)])
        let performance = try #require(ProcessingPerformance(chip))
        #expect(performance.applicableArea == nil)
        #expect(performance.density == nil)
        let classification = Classification(chip, rulebook: try Bundled.rulebook.get(), on: Bundled.day)
        #expect(classification.answer("us2023")?.text == Answer.insufficientData)
    }

    @Test func `an unknown area of a memory die does not matter`() throws {
        let chip = try accelerator(dies: [die(area: 100), die(.memory, area: nil)], peak: [.fp8: figure(100e12)])
        #expect(try #require(ProcessingPerformance(chip)).density == 8)
    }

    @Test func `a chip without any rate has no performance`() throws {
        let performance = ProcessingPerformance(try accelerator(dies: [die(area: 100)], peak: [:]))
        #expect(performance == nil)
    }
}
