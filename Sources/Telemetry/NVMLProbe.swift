/// Sees NVIDIA accelerators through the NVIDIA Management Library, which comes with the driver and is opened
/// at run time: a host without it needs nothing installed.
package struct NVMLProbe: AcceleratorProbe {
    /// The name under which the driver installs the library on Linux.
    package static let defaultLibrary = "libnvidia-ml.so.1"

    private let library: String

    /// - Parameter library: a path, or a bare name that the system's loader looks up. The library's code runs
    ///   in this process, so the path must never come from outside.
    package init(library: String = Self.defaultLibrary) {
        self.library = library
    }

    package var vendor: String { "NVIDIA" }

    package func inventory() -> ProbeResult {
        do throws(ProbeFailure) {
            let session = try NVMLSession(path: library)
            return .found(try session.devices())
        } catch {
            return error.result
        }
    }
}
