import DelayLine
import Geodesy
import Quantities
import Testing

@testable import assay_world

struct GeographyTests {
    @Test func `every row of the table is a site, and no two share an address or a name`() {
        #expect(WorldSite.all.count == WorldSite.table.count)
        #expect(Set(WorldSite.all.map(\.address)).count == WorldSite.all.count)
        #expect(Set(WorldSite.all.map(\.id)).count == WorldSite.all.count)
        #expect(WorldSite.landmarks.count >= 14)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `no way is faster than light in fibre, or longer than thrice the distance`(seed: UInt64) throws {
        let plan = LinkPlan(sites: WorldSite.all, seed: seed)
        let speed = 299_792.458 * 2 / 3
        for site in WorldSite.all {
            for other in WorldSite.all where other.address > site.address {
                let link = try #require(plan.links[SitePair(site.address, other.address)])
                let kilometres = GreatCircle.distance(site.place, other.place).value
                for delay in [link.forwardDelay, link.backwardDelay] {
                    let seconds = Double(delay) / 1e9
                    #expect(seconds >= 1.5 * kilometres / speed + 30e-6)
                    #expect(seconds <= 3 * kilometres / speed + 31e-6)
                }
            }
        }
    }

    @Test func `the same seed gives the same plan, another seed another`() {
        let sites = WorldSite.all
        #expect(LinkPlan(sites: sites, seed: 1).links == LinkPlan(sites: sites.reversed(), seed: 1).links)
        #expect(LinkPlan(sites: sites, seed: 1).links != LinkPlan(sites: sites, seed: 2).links)
    }

    @Test func `the two directions of a way differ`() throws {
        let plan = LinkPlan(sites: WorldSite.all, seed: 1)
        let far = plan.links.values.filter { $0.forwardDelay > 1_000_000 }
        #expect(far.count { $0.forwardDelay != $0.backwardDelay } > far.count / 2)
    }
}
