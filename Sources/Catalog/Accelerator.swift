package import Documents
package import Quantities

/// A number format that arithmetic units take, with the bit length that export rules multiply by.
package enum NumberFormat: String, CaseIterable, Sendable, Codable {
    case fp16, bf16, fp8, int8, fp4, int4

    /// Bits of one operand. The larger input counts (15 CFR 774, 3A090 technical note).
    package var bits: Int {
        switch self {
        case .fp16, .bf16: 16
        case .fp8, .int8: 8
        case .fp4, .int4: 4
        }
    }

    /// Bytes of one value in memory, without scales.
    package var bytes: Bytes { Bytes(Double(bits) / 8) }
}

/// A piece of silicon in an accelerator's package.
package struct Die: Sendable {
    package enum Kind: String, CaseIterable, Sendable { case logic, memory, io }
    package enum Transistors: String, CaseIterable, Sendable { case planar, nonPlanar }

    package let name: String
    package let count: Int
    package let kind: Kind
    package let transistors: Transistors
    package let process: String
    /// Of one die; nil when nobody says.
    package let area: Figure<SquareMillimetre>?
}

/// One accelerator as it is sold: a package, a card or a module.
package struct Accelerator: Sendable {
    package let id: String
    package let name: String
    package let aliases: [String]
    package let maker: String
    /// Where the maker has its headquarters, as an ISO 3166 code.
    package let jurisdiction: String
    /// Parts of one family share efficiency curves.
    package let family: String
    package let launched: Sourced<CalendarDate>
    package let isMarketedForDataCentres: Sourced<Bool>
    package let dies: [Die]
    /// Peak dense rate by number format: no sparsity.
    package let peak: [NumberFormat: Figure<Per<Operation, Second>>]
    /// The rate that published kernels work as if the peak were, where they draw on less than the sheet prints; a
    /// format that isn't named draws on its whole peak. Performance only: rules count what the maker claims.
    package let usablePeak: [NumberFormat: Figure<Per<Operation, Second>>]
    package let memory: Memory
    package let links: Links
    package let power: Figure<Per<Joule, Second>>
    /// Drawn by the whole package while it holds its memory and waits for work; nil where nobody measured it.
    package let idlePower: Figure<Per<Joule, Second>>?
    /// Cores that a kernel's tiles are spread over, in the whole package: streaming multiprocessors, compute units,
    /// cube cores. Those that are enabled, not those on the silicon. Nil where nobody says.
    package let cores: Figure<Each>?
    /// Devices that software sees in one package; nil means one.
    package let devices: Figure<Each>?

    package struct Memory: Sendable {
        package let technology: String
        package let capacity: Figure<Byte>
        package let bandwidth: Figure<Per<Byte, Second>>
    }

    /// What leaves the package. Nil where nobody says or there is none.
    package struct Links: Sendable {
        /// To the other accelerators of the domain, one way.
        package let scaleUp: Figure<Per<Byte, Second>>?
        /// To the network, one way.
        package let scaleOut: Figure<Per<Byte, Second>>?
        /// All input and output, both ways, as the rule of October 2022 counts it.
        package let aggregate: Figure<Per<Byte, Second>>?
    }

    /// How many devices software sees in one package.
    package var deviceCount: Int { devices.map { Int($0.value.best.value) } ?? 1 }

    /// Cores in the whole package, as a whole number.
    package var coreCount: Int? { cores.map { Int($0.value.best.value) } }

    /// The peak at the format's own bit length, or for 16-bit floats either of the two.
    package func peakRate(_ format: NumberFormat) -> Figure<Per<Operation, Second>>? {
        switch format {
        case .fp16: peak[.fp16] ?? peak[.bf16]
        case .bf16: peak[.bf16] ?? peak[.fp16]
        default: peak[format]
        }
    }

    /// The rate that the peak's share is taken of in times of operators.
    package func usableRate(_ format: NumberFormat) -> Figure<Per<Operation, Second>>? {
        usablePeak[format] ?? peakRate(format)
    }
}
