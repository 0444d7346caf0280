package import Quantities

/// An accelerator as its driver describes it. Nothing here is attested: a host can say what it likes.
package struct ObservedAccelerator: Sendable, Hashable {
    /// The position in the vendor's list, counted from 0. It may change when the host restarts.
    package let index: Int
    /// The product name, such as `NVIDIA H200`.
    package let name: Reading<String>
    /// The vendor's lasting identifier: for NVIDIA the UUID, `GPU-…`.
    package let identifier: Reading<String>
    /// The power drawn now.
    package let power: Reading<Watts>
    /// The memory installed.
    package let memory: Reading<Bytes>

    package init(
        index: Int, name: Reading<String>, identifier: Reading<String>, power: Reading<Watts>, memory: Reading<Bytes>
    ) {
        self.index = index
        self.name = name
        self.identifier = identifier
        self.power = power
        self.memory = memory
    }

    /// Unknown as soon as one reading is unknown; degraded when a reading is known and cannot be that of a
    /// working accelerator; else healthy.
    package var health: Health {
        let gaps = [
            name.reason.map { "name: \($0)" }, identifier.reason.map { "identifier: \($0)" },
            power.reason.map { "power: \($0)" }, memory.reason.map { "memory: \($0)" },
        ].compactMap(\.self)
        guard case .value(let watts) = power, case .value(let bytes) = memory, gaps.isEmpty else {
            return .unknown(gaps.joined(separator: "; "))
        }
        guard watts > .zero else { return .degraded("draws \(watts); a working accelerator draws power") }
        guard bytes > .zero else { return .degraded("has \(bytes) of memory; a working accelerator has some") }
        return .healthy
    }
}

/// A value that was read, or why it was not.
package enum Reading<Value: Sendable & Hashable>: Sendable, Hashable {
    /// Read, in the unit of the type.
    case value(Value)
    /// Not read, and the reason.
    case unknown(String)

    /// Why the value is not known; nil when it is.
    package var reason: String? {
        switch self {
        case .value: nil
        case .unknown(let reason): reason
        }
    }
}

/// Whether an accelerator works. Unknown is never healthy.
package enum Health: Sendable, Hashable {
    /// Every reading is known and plausible.
    case healthy
    /// Known to be wrong, and what is.
    case degraded(String)
    /// Not known, and why.
    case unknown(String)
}
