import Glibc

/// A shared library opened at run time, and closed when the value goes away.
///
/// Opening runs the library's code with all rights of this process: the path has to be trusted.
struct DynamicLibrary: ~Copyable {
    private let handle: UnsafeMutableRawPointer

    /// Opens a path, or a bare name that the system's loader looks up.
    init(path: String) throws(ProbeFailure) {
        // The loader opens the program itself for an empty path.
        guard !path.isEmpty else { throw .libraryMissing("the path is empty") }
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw .libraryMissing(dlerror().map { String(cString: $0) } ?? "\(path) cannot be opened")
        }
        self.handle = handle
    }

    deinit { dlclose(handle) }

    /// The address of a function as a C function type. The caller answers for the type being the right one,
    /// and for not calling the function after the library is closed.
    func function<Function>(_ symbol: String, as type: Function.Type) throws(ProbeFailure) -> Function {
        guard let address = dlsym(handle, symbol) else { throw .failed("the library has no function \(symbol)") }
        return unsafeBitCast(address, to: type)
    }
}
