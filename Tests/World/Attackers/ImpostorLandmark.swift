import Quantities

/// Answers as a landmark would, at its address, and never lets the landmark hear of it. It hasn't the landmark's key.
///
/// The program itself with another key would not do: a grant names landmarks by their keys, so it would stay silent.
/// This one says all that a landmark says, and signs with what has a signature's form.
struct ImpostorLandmark: Middlebox {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func handle(_ datagram: Datagram) -> [Passing] {
        guard let payload = RangingPayload(datagram.payload) else { return [] }
        func answer(_ kind: RangingPayload.Kind, _ rest: [UInt8]) -> Passing {
            .answer(to: datagram, RangingPayload(kind: kind, session: payload.session, rest: rest))
        }
        switch payload.kind {
        case .hello:
            guard payload.hasCookie else { return [answer(.cookie, bytes(RangingPayload.bodyLength))] }
            return [answer(.accept, bytes(RangingPayload.bodyLength) + signature()), challenge(answer)]
        case .reply: return [challenge(answer)]
        // Not longer than a record may be.
        case .fetch: return [answer(.record, bytes(400))]
        default: return []
        }
    }

    private mutating func challenge(_ answer: (RangingPayload.Kind, [UInt8]) -> Passing) -> Passing {
        answer(.challenge, [0, 0, 0, 1] + bytes(RangingPayload.bodyLength))
    }

    /// 64 bytes whose second half is a number below the curve's order, as in a true signature (RFC 8032): it is refused
    /// because it is wrong, and not because it has no form.
    private mutating func signature() -> [UInt8] {
        var signature = bytes(64)
        signature[63] &= 0x0F
        return signature
    }

    private mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
}
