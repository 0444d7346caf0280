import Documents
import Quantities

/// One method per dimension: the unit names we accept and what is plausible.
extension FigureReader {
    func rate(_ node: DocumentNode) throws -> Figure<Per<Operation, Second>> {
        try figure(node, units: ["TFLOPS": 1e12, "TOPS": 1e12, "PFLOPS": 1e15], plausible: 1e12...1e18)
    }

    func capacity(_ node: DocumentNode) throws -> Figure<Byte> {
        try figure(node, units: ["GB": 1e9, "TB": 1e12], plausible: 1e9...1e13)
    }

    func bandwidth(_ node: DocumentNode) throws -> Figure<Per<Byte, Second>> {
        try figure(
            node, units: ["GB/s": 1e9, "TB/s": 1e12, "Gbit/s": 1e9 / 8], plausible: 1e9...1e14)
    }

    func power(_ node: DocumentNode) throws -> Figure<Per<Joule, Second>> {
        try figure(node, units: ["W": 1, "kW": 1e3, "MW": 1e6], plausible: 10...1e8)
    }

    func area(_ node: DocumentNode) throws -> Figure<SquareMillimetre> {
        // One exposure of a lithography tool prints at most 26 × 33 mm = 858 mm²; a wafer-scale part is larger.
        try figure(node, units: ["mm2": 1], plausible: 5...50_000)
    }

    func price(_ node: DocumentNode) throws -> Figure<Dollar> {
        try figure(node, units: ["USD": 1, "MUSD": 1e6], plausible: 100...1e9)
    }

    func hourlyPrice(_ node: DocumentNode) throws -> Figure<Per<Dollar, Second>> {
        try figure(node, units: ["USD/h": 1.0 / 3_600], plausible: 1e-6...1)
    }

    func time(_ node: DocumentNode) throws -> Figure<Second> {
        try figure(node, units: ["us": 1e-6, "ms": 1e-3], plausible: 1e-8...1)
    }

    func count(_ node: DocumentNode) throws -> Figure<Each> {
        try figure(node, units: ["each": 1, "B": 1e9, "T": 1e12], plausible: 1...1e14)
    }
}
