import Foundation

/// What children see of this process's environment.
enum ProcessEnvironment {
    /// Whatever proxy the machine has: the world's addresses are not behind it.
    static let proxies = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"]

    static var inherited: [String: String] {
        ProcessInfo.processInfo.environment.filter { !proxies.contains($0.key) && !$0.key.hasPrefix("ASSAY_") }
    }

    /// Makes this process itself forget its proxies. To be called before any thread starts.
    static func forgetProxies() { proxies.forEach { unsetenv($0) } }
}
