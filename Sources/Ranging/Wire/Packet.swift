/// The datagrams of protocol version 1.
///
/// All begin with the magic `as`, the version, the type, and the session (16 bytes); integers are big-endian.
///
/// | type | from | body |
/// |---|---|---|
/// | 1 hello | prover | grant 256, prover X25519 key 32, cookie 32, device signature 64 |
/// | 2 cookie | landmark | cookie 32 |
/// | 3 accept | landmark | landmark X25519 key 32, landmark signature 64 |
/// | 4 challenge | landmark | round 4, challenge 32 |
/// | 5 reply | prover | round 4, MAC 32 |
/// | 6 record | landmark | signed record |
/// | 7 fetch | prover | zeros 1,100 (so that the answer is never larger than the question) |
package enum Packet: Sendable, Equatable {
    case hello(Hello)
    case cookie(session: [UInt8], cookie: [UInt8])
    case accept(session: [UInt8], key: [UInt8], signature: [UInt8])
    case challenge(session: [UInt8], round: UInt32, challenge: [UInt8])
    case reply(session: [UInt8], round: UInt32, mac: [UInt8])
    case record(session: [UInt8], SignedRecord)
    case fetch(session: [UInt8])

    package struct Hello: Sendable, Equatable {
        package let grant: SessionGrant
        package let key: [UInt8]
        package let cookie: [UInt8]
        package let signature: [UInt8]
    }

    /// No packet of ours is larger, and none that is larger is read.
    package static let sizeLimit = 1_400
    private static let magic = Array("as".utf8)
    private static let version: UInt8 = 1
    static let fetchPadding = 1_100

    package var encoded: [UInt8] {
        var writer = ByteWriter()
        func head(_ type: UInt8, _ session: [UInt8]) {
            writer.append(Self.magic)
            writer.append([Self.version, type])
            writer.append(session)
        }
        switch self {
        case .hello(let hello):
            head(1, hello.grant.session)
            for part in [hello.grant.encoded, hello.key, hello.cookie, hello.signature] { writer.append(part) }
        case .cookie(let session, let cookie):
            head(2, session)
            writer.append(cookie)
        case .accept(let session, let key, let signature):
            head(3, session)
            writer.append(key)
            writer.append(signature)
        case .challenge(let session, let round, let challenge):
            head(4, session)
            writer.append(integer: round)
            writer.append(challenge)
        case .reply(let session, let round, let mac):
            head(5, session)
            writer.append(integer: round)
            writer.append(mac)
        case .record(let session, let record):
            head(6, session)
            writer.append(record.encoded)
        case .fetch(let session):
            head(7, session)
            writer.append([UInt8](repeating: 0, count: Self.fetchPadding))
        }
        return writer.bytes
    }

    package init(decoding bytes: some Collection<UInt8>) throws(WireError) {
        guard bytes.count <= Self.sizeLimit else {
            throw .tooLong(field: "packet", length: bytes.count, limit: Self.sizeLimit)
        }
        var reader = ByteReader(bytes)
        guard try reader.bytes(2) == Self.magic else { throw .badMagic }
        let version = try reader.integer(UInt8.self)
        guard version == Self.version else { throw .unknownVersion(version) }
        let type = try reader.integer(UInt8.self)
        let session = try reader.bytes(16)
        switch type {
        case 1:
            let grant = try SessionGrant(decoding: try reader.bytes(SessionGrant.encodedLength))
            self = .hello(
                Hello(
                    grant: grant, key: try reader.bytes(32), cookie: try reader.bytes(32),
                    signature: try reader.bytes(64)))
        case 2: self = .cookie(session: session, cookie: try reader.bytes(32))
        case 3: self = .accept(session: session, key: try reader.bytes(32), signature: try reader.bytes(64))
        case 4:
            self = .challenge(session: session, round: try reader.integer(), challenge: try reader.bytes(32))
        case 5: self = .reply(session: session, round: try reader.integer(), mac: try reader.bytes(32))
        case 6:
            let rest = try reader.bytes(bytes.count - 20)
            self = .record(session: session, try SignedRecord(decoding: rest))
        case 7:
            _ = try reader.bytes(Self.fetchPadding)
            self = .fetch(session: session)
        default: throw .unknownType(type)
        }
        try reader.finish()
    }
}
