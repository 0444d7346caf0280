import Capability
import Catalog
import Controls
import Documents
import Geodesy
import Location
import Quantities

@main struct Assay {
    static func main() throws {
        let catalog = try Catalog.bundled()
        print(catalog.accelerators.count, catalog.systems.count)
        for id in ["cloudmatrix-384", "gb200-nvl72", "hgx-h200"] {
            let workload = Workload(model: try catalog.model(named: "deepseek-r1"), input: 4096, output: 1024, timePerOutputToken: 0.05)!
            let e = try SystemEstimate(Hardware(systemNamed: id, in: catalog), workload: workload)
            print(id, e.prefill.result as Any, e.prefill.reason as Any)
            print(id, e.decode.result as Any, e.decode.reason as Any, e.deploymentsEvaluated)
        }
        let book = try Rulebook.bundled()
        for (id, a) in catalog.accelerators.sorted(by: { $0.key < $1.key }) {
            let c = Classification(a, rulebook: book)
            print(id, c.performance?.total as Any, c.performance?.density as Any, c.answers.map { $0.answer.text })
        }
        for f in ["shenzhen", "johor"] {
            let s = try Screening(Consignment(DocumentFile(path: "Examples/h200-to-\(f).yaml")), catalog: catalog, rulebook: book)
            for l in s.layers { print(l.name, l.answer.text, l.missing) }
        }
        let borders = try Borders.bundled()
        let cells = RegionCells(rings: try RegionSet("cn+hk+mo", in: borders).rings(in: borders))
        print(cells.cells.count)
    }
}
