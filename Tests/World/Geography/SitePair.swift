/// Two sites by their addresses, in no order.
struct SitePair: Sendable, Hashable {
    let lower: IPv4Address
    let higher: IPv4Address

    init(_ a: IPv4Address, _ b: IPv4Address) {
        lower = min(a, b)
        higher = max(a, b)
    }
}
