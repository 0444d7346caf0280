import SimulatedAccelerator

/// A maker and a board for tests that only read them: making a board takes two dozen signatures.
enum Shared {
    private static let made = Result { () throws(SimulationProblem) in try SimulatedMaker() }
    private static let assembled = Result { () throws(SimulationProblem) in try made.get().board() }

    static var maker: SimulatedMaker { get throws { try made.get() } }
    static var board: SimulatedBoard { get throws { try assembled.get() } }
}

/// The two kinds of devices, for tables.
enum DeviceKind: CaseIterable, Sendable {
    case accelerator, networkSwitch

    /// One of this kind, on the shared board.
    var device: any SimulatedDevice {
        get throws { self == .accelerator ? try Shared.board.accelerators[0] : try Shared.board.switches[0] }
    }

    var serialPrefix: String { self == .accelerator ? "41" : "50" }
    var blockCount: Int { self == .accelerator ? 64 : 31 }
    /// Types and lengths of the fields of a real report of this kind, in its order; nil where the length is free.
    var layout: [(type: Int, length: Int?)] {
        switch self {
        case .accelerator:
            [
                (6, 8), (14, 4), (15, 9), (16, 5), (17, 5), (18, 5), (19, 2), (3, nil), (4, 8), (12, 256), (13, 4),
                (11, 1), (20, 48), (21, 1), (22, 144), (34, 2), (36, 2),
            ]
        case .networkSwitch: [(6, 14), (22, 8), (12, 108), (26, 128), (23, 2), (24, 2), (25, 2)]
        }
    }
}

enum Nonces {
    static let one = [UInt8](repeating: 0x5A, count: 32)
    static let other = [UInt8](repeating: 0xA5, count: 32)
}
