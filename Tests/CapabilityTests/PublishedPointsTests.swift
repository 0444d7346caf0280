import Catalog
import Quantities
import Testing

@testable import Capability

/// Measured points that papers print must lie within our interval.
struct PublishedPointsTests {
    struct Point: Sendable {
        let id: String
        let system: String
        let model: String
        let deployment: Deployment
        let input: Int
        let output: Int
        /// Milliseconds per output token, or tokens per second and accelerator.
        let published: Double
        let source: String
    }

    private func steps(_ point: Point) throws -> [World: Step] {
        let workload = try Bundled.workload(point.model, input: point.input, output: point.output)
        let hardware = try Hardware(systemNamed: point.system, in: try Bundled.catalog.get())
        var steps: [World: Step] = [:]
        for world in World.allCases {
            let machine = try Machine(hardware, format: point.deployment.format, world: world)
            steps[world] = StepModel(workload: workload, machine: machine).step(point.deployment)
        }
        return steps
    }

    @Test(arguments: [
        Point(
            id: "C04", system: "cloudmatrix-384", model: "deepseek-r1",
            deployment: Deployment(phase: .decode, width: 160, isExpertParallel: true, batch: 96, format: .int8),
            input: 4_096, output: 256, published: 49.4, source: "arXiv 2506.12708, Table 4")
    ])
    func `a published time per output token lies within the interval`(point: Point) throws {
        let steps = try steps(point)
        let longest = try #require(steps[.low]).timePerOutputToken.value * 1e3
        let shortest = try #require(steps[.high]).timePerOutputToken.value * 1e3
        #expect(
            shortest <= point.published && point.published <= longest,
            "\(point.id): \(shortest) to \(longest) ms, published \(point.published), \(point.source)")
    }

    @Test(arguments: [
        Point(
            id: "C04", system: "cloudmatrix-384", model: "deepseek-r1",
            deployment: Deployment(phase: .decode, width: 160, isExpertParallel: true, batch: 96, format: .int8),
            input: 4_096, output: 256, published: 1_943, source: "arXiv 2506.12708, Table 4"),
        Point(
            id: "C05", system: "cloudmatrix-384", model: "deepseek-r1",
            deployment: Deployment(phase: .prefill, width: 16, isExpertParallel: true, batch: 16_384, format: .int8),
            input: 4_096, output: 256, published: 6_688, source: "arXiv 2506.12708, Table 2"),
    ])
    func `a published throughput lies within the interval`(point: Point) throws {
        let steps = try steps(point)
        let least = try #require(steps[.low]).throughput.value
        let most = try #require(steps[.high]).throughput.value
        #expect(
            least <= point.published && point.published <= most,
            "\(point.id): \(least) to \(most) tokens/s, published \(point.published), \(point.source)")
    }
}
