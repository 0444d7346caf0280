/// The datagrams of protocol version 2.
///
/// All begin with the magic `as`, the version, the type, and the session (16 bytes); integers are big-endian.
///
/// | type | from | body |
/// |---|---|---|
/// | 1 hello | prover | prover X25519 key 32, cookie 32, session key's signature 64, session grant (DER, to the end) |
/// | 2 cookie | landmark | cookie 32 |
/// | 3 accept | landmark | landmark X25519 key 32, landmark signature 64 |
/// | 4 challenge | landmark | round 4, challenge 32 |
/// | 5 reply | prover | round 4, MAC 32 |
/// | 6 record | landmark | signed record (DER, to the end) |
/// | 7 fetch | prover | zeros 1,180 (so that the answer is never larger than the question) |
package enum Packet: Sendable, Equatable {
    case hello(Hello)
    case cookie(session: SessionID, cookie: [UInt8])
    case accept(session: SessionID, key: [UInt8], signature: [UInt8])
    case challenge(session: SessionID, round: UInt32, challenge: Octets32)
    case reply(session: SessionID, round: UInt32, mac: Octets32)
    case record(session: SessionID, SignedRecord)
    case fetch(session: SessionID)

    package struct Hello: Sendable, Equatable {
        package let grant: SessionGrant
        package let key: [UInt8]
        package let cookie: [UInt8]
        package let signature: [UInt8]

        package init(grant: SessionGrant, key: [UInt8], cookie: [UInt8], signature: [UInt8]) {
            self.grant = grant
            self.key = key
            self.cookie = cookie
            self.signature = signature
        }
    }

    /// No packet of ours is larger, and none that is larger is read.
    package static let sizeLimit = 1_400
    static let magic = Array("as".utf8)
    package static let version: UInt8 = 2
    static let headLength = 20
    static let fetchPadding = 1_180
    /// Of a challenge and of a reply, head included.
    static let roundLength = 56

    /// What the fourth byte says.
    enum Kind: UInt8 {
        case hello = 1
        case cookie, accept, challenge, reply, record, fetch
    }

    package var encoded: [UInt8] {
        var writer = ByteWriter()
        func head(_ kind: Kind, _ session: SessionID) {
            writer.append(Self.magic)
            writer.append([Self.version, kind.rawValue])
            writer.append(session.bytes)
        }
        switch self {
        case .hello(let hello):
            head(.hello, hello.grant.terms.session)
            for part in [hello.key, hello.cookie, hello.signature, hello.grant.encoded] { writer.append(part) }
        case .cookie(let session, let cookie):
            head(.cookie, session)
            writer.append(cookie)
        case .accept(let session, let key, let signature):
            head(.accept, session)
            writer.append(key)
            writer.append(signature)
        case .challenge(let session, let round, let challenge):
            head(.challenge, session)
            writer.append(integer: round)
            writer.append(challenge.bytes)
        case .reply(let session, let round, let mac):
            head(.reply, session)
            writer.append(integer: round)
            writer.append(mac.bytes)
        case .record(let session, let record):
            head(.record, session)
            writer.append(record.encoded)
        case .fetch(let session):
            head(.fetch, session)
            writer.append([UInt8](repeating: 0, count: Self.fetchPadding))
        }
        return writer.bytes
    }
}

extension Packet {
    /// Reads one datagram.
    ///
    /// - Throws: `WireError` with what was expected, for anything that isn't a whole packet of this version.
    package init(decoding bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= Self.sizeLimit else {
            throw .tooLong(field: "packet", length: bytes.count, limit: Self.sizeLimit)
        }
        var reader = ByteReader(bytes)
        guard try reader.bytes(2) == Self.magic else { throw .badMagic }
        let version = try reader.integer(UInt8.self)
        guard version == Self.version else { throw .unknownVersion(version) }
        let type = try reader.integer(UInt8.self)
        guard let kind = Kind(rawValue: type) else { throw .unknownType(type) }
        guard let session = SessionID(bytes: try reader.bytes(16)) else { throw .truncated(needed: 16, left: 0) }
        self = try Self.body(kind, session: session, &reader)
        try reader.finish()
    }

    private static func body(
        _ kind: Kind, session: SessionID, _ reader: inout ByteReader
    ) throws(WireError) -> Packet {
        switch kind {
        case .hello: return try hello(session: session, &reader)
        case .cookie: return .cookie(session: session, cookie: try reader.bytes(32))
        case .accept:
            return .accept(session: session, key: try reader.bytes(32), signature: try reader.bytes(64))
        case .challenge:
            return .challenge(session: session, round: try reader.integer(), challenge: try reader.octets32())
        case .reply: return .reply(session: session, round: try reader.integer(), mac: try reader.octets32())
        case .record:
            do {
                let record = try SignedRecord(decoding: reader.rest())
                guard record.record.session == session else { throw WireError.otherSession }
                return .record(session: session, record)
            } catch let error as WireError {
                throw error
            } catch {
                throw .badPart("record: \(error)")
            }
        case .fetch:
            guard try reader.bytes(fetchPadding).allSatisfy({ $0 == 0 }) else { throw .notZero(field: "padding") }
            return .fetch(session: session)
        }
    }

    private static func hello(session: SessionID, _ reader: inout ByteReader) throws(WireError) -> Packet {
        let key = try reader.bytes(32)
        let cookie = try reader.bytes(32)
        let signature = try reader.bytes(64)
        let grant: SessionGrant
        do {
            grant = try SessionGrant(decoding: reader.rest())
        } catch {
            throw .badPart("grant: \(error)")
        }
        guard grant.terms.session == session else { throw .otherSession }
        return .hello(Hello(grant: grant, key: key, cookie: cookie, signature: signature))
    }
}
