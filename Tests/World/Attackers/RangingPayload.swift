/// What an attacker on the way can read of a ranging datagram: its head, which nothing hides.
///
/// The layout is that of docs/protocol.md; whoever has no key needs no more of it.
struct RangingPayload: Sendable, Hashable {
    enum Kind: UInt8, Sendable, Hashable {
        case hello = 1
        case cookie, accept, challenge, reply, record, fetch
    }

    static let magic: [UInt8] = Array("as".utf8)
    static let version: UInt8 = 2
    private static let headLength = 20
    private static let roundLength = 4
    /// Of a challenge, a reply's MAC, a cookie, and an X25519 key.
    static let bodyLength = 32

    let kind: Kind
    let session: [UInt8]
    /// After the head.
    let rest: [UInt8]

    /// Nil for what isn't ours.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.headLength, Array(bytes.prefix(2)) == Self.magic, bytes[2] == Self.version,
            let kind = Kind(rawValue: bytes[3])
        else { return nil }
        self.kind = kind
        session = Array(bytes[4..<Self.headLength])
        rest = Array(bytes[Self.headLength...])
    }

    init(kind: Kind, session: [UInt8], rest: [UInt8]) {
        self.kind = kind
        self.session = session
        self.rest = rest
    }

    static func reply(session: [UInt8], round: [UInt8], mac: [UInt8]) -> RangingPayload {
        RangingPayload(kind: .reply, session: session, rest: round + mac)
    }

    var bytes: [UInt8] { Self.magic + [Self.version, kind.rawValue] + session + rest }

    /// Whether a hello brings a cookie, which follows the prover's key; the first brings zeros.
    var hasCookie: Bool {
        kind == .hello && rest.dropFirst(Self.bodyLength).prefix(Self.bodyLength).contains { $0 != 0 }
    }

    /// The round's four bytes, of a challenge or a reply.
    var round: [UInt8]? {
        guard kind == .challenge || kind == .reply, rest.count == Self.roundLength + Self.bodyLength else { return nil }
        return Array(rest.prefix(Self.roundLength))
    }

    /// The MAC, of a reply.
    var mac: [UInt8]? { kind == .reply && round != nil ? Array(rest.suffix(Self.bodyLength)) : nil }
}
