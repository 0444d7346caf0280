import Glibc

/// How a process ended.
enum EndStatus: Sendable, Hashable, CustomStringConvertible {
    case exited(Int32)
    case killed(signal: Int32)

    /// From what `waitpid` gives: the low seven bits are a signal, the next byte an exit code.
    init(waited status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
    }

    var exitCode: Int32? { if case .exited(let code) = self { code } else { nil } }

    var description: String {
        switch self {
        case .exited(let code): "ended with \(code)"
        case .killed(let signal): "was killed by signal \(signal)"
        }
    }
}
