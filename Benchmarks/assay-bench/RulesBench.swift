import Catalog
import Controls
import Documents
import Foundation

/// Times loading the rulebook and deciding on a consignment, each beside what it can be compared with in the same run.
enum RulesBench {
    /// Of one call, the median of nine batches.
    private static func seconds(_ times: Int, _ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        var batches: [Double] = []
        for _ in 0..<9 {
            let duration = try clock.measure { for _ in 0..<times { try work() } }
            batches.append(Double(duration.components.attoseconds) / 1e18 + Double(duration.components.seconds))
        }
        return batches.sorted()[4] / Double(times)
    }

    static func run() throws {
        let rulebook = try Rulebook.bundled()
        let catalog = try Catalog.bundled()
        let loading = try seconds(1) { _ = try Rulebook.bundled() }
        let catalogLoading = try seconds(1) { _ = try Catalog.bundled() }
        let count = rulebook.instruments.count
        print("loading the rulebook, \(count) instruments with their own tests: \(text(loading * 1e3)) ms")
        print("ratio to loading the catalogue (\(text(catalogLoading * 1e3)) ms): \(text(loading / catalogLoading))")
        let consignment = try Consignment(DocumentFile(name: "consignment", text: example))
        let deciding = try seconds(200) {
            _ = try Screening(consignment, catalog: catalog, rulebook: rulebook)
        }
        let reporting = try seconds(50) {
            _ = try ScreeningReport(try Screening(consignment, catalog: catalog, rulebook: rulebook)).json()
        }
        let explaining = try seconds(1) {
            _ = try Screening(consignment, catalog: catalog, rulebook: rulebook).changes()
        }
        print("a full decision with its trace: \(text(deciding * 1e6)) µs")
        print("the same written as JSON: \(text(reporting * 1e6)) µs")
        print("what would change it: \(text(explaining * 1e3)) ms")
    }

    private static func text(_ number: Double) -> String { NumberText.short(number) }

    /// Names are invented.
    private static let example = """
        id: h200-to-shenzhen
        title: 64 HGX H200 to a private platform in Shenzhen
        date: 2026-11-22
        item: { system: hgx-h200, quantity: 64 }
        exporter: { name: Meridian Rack Works Inc., country: us }
        exportedFrom: us
        commerciallyAvailableInUS: true
        endUser: { name: Lanternfish Cloud, country: cn, headquarters: cn, kind: privateFirm, stateFunded: false }
        site: { name: Guangming Hall 3, country: cn, latitude: 22.7487, longitude: 113.9353 }
        use: Serving language models to consumers
        restricted: kp+ru
        endUse: civil
        shipments: { toChinaTPP: 2_000_000_000, toUSCustomersTPP: 9_000_000_000 }
        screening: { endUserLists: [], listedOwnerShare: 0, blockedOwnerShare: 0, ownershipIsSettled: true }
        certified: [knowYourCustomer, buyerSecurity]
        """
}
