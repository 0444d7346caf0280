/// One vendor's way to see the accelerators of this host.
///
/// ```swift
/// switch NVMLProbe().inventory() {
/// case .libraryMissing(let reason): print("no \(vendor) driver here: \(reason)")
/// case .failed(let reason): print("cannot tell: \(reason)")
/// case .found(let accelerators): print(accelerators.map(\.health))
/// }
/// ```
package protocol AcceleratorProbe: Sendable {
    /// The maker of the accelerators, such as `NVIDIA`.
    var vendor: String { get }

    /// Looks once at all accelerators of the vendor. It blocks while the driver answers, up to seconds.
    func inventory() -> ProbeResult
}

/// What a look at the host gave. Only `found` says anything of accelerators: the other two do not mean that
/// there are none.
package enum ProbeResult: Sendable, Hashable {
    /// The vendor's library cannot be opened on this host.
    case libraryMissing(String)
    /// The library is there and did not do its work.
    case failed(String)
    /// All accelerators that the library counts, in its order. May be none.
    case found([ObservedAccelerator])
}

/// Why a vendor's library gave no list of devices.
enum ProbeFailure: Error {
    case libraryMissing(String)
    case failed(String)

    var result: ProbeResult {
        switch self {
        case .libraryMissing(let reason): .libraryMissing(reason)
        case .failed(let reason): .failed(reason)
        }
    }
}
