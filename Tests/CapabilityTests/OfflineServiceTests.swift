import Catalog
import Quantities
import Testing

@testable import Capability

struct OfflineServiceTests {
    private static let deployments = TestDeployment.all.filter { $0.engine.stageRanks == 8 || $0.engine.ranks == 8 }

    private func service(_ deployment: TestDeployment, input: Double, output: Double) throws -> OfflineService {
        OfflineService(
            AggregatedService(try deployment.step(), load: ServiceLoad(input: input, output: output)))
    }

    @Test(arguments: deployments)
    func `as many sequences run as fit at their mean length`(deployment: TestDeployment) throws {
        let service = try service(deployment, input: 4_096, output: 1_024)
        let model = service.service.model
        let sequences = service.sequences
        guard sequences >= 1 else { return }
        let need = model.memory(
            sequences: sequences * Double(model.engine.pipeline), tokens: 4_608, step: service.service.chunk)
        let capacity = model.machine.memory * (1 - OfflineService.reserved)
        #expect(need.total <= capacity * (1 + 1e-9))
        let isFull = need.total > capacity * 0.999
        #expect(isFull || sequences * Double(model.engine.replicas) == OfflineService.mostSequences)
    }

    @Test(arguments: deployments)
    func `shorter requests never leave room for fewer`(deployment: TestDeployment) throws {
        var last = Double.infinity
        for input in [128.0, 1_024, 8_192, 65_536] {
            let sequences = try service(deployment, input: input, output: 256).sequences
            #expect(sequences <= last)
            last = sequences
        }
    }

    @Test(arguments: deployments)
    func `a full engine makes more than one with few requests`(deployment: TestDeployment) throws {
        let offline = try service(deployment, input: 1_024, output: 1_024)
        guard let full = offline.figures() else { return }
        let few = offline.service.figures(concurrency: min(16, full.decoding))
        #expect(full.requestRate >= few.requestRate * 0.995)
    }

    @Test func `nothing is promised of a model that does not fit`() throws {
        let model = try Bundled.step("hgx-h100", "deepseek-r1", Engine(tensor: 8))
        let service = OfflineService(AggregatedService(model, load: ServiceLoad(input: 1_024, output: 1_024)))
        #expect(service.sequences < 1)
        #expect(service.figures() == nil)
    }
}
