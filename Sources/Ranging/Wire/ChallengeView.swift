/// A challenge, read where it lies, and its answer written without copies: what a prover does between the two is part
/// of its round trip.
package struct ChallengeView {
    package let session: SessionID
    package let round: UInt32
    let challenge: Octets32

    /// Nil for anything that isn't a challenge of this version, whole.
    package init?(_ datagram: UnsafeRawBufferPointer) {
        guard datagram.count == Packet.roundLength, datagram[0] == Packet.magic[0], datagram[1] == Packet.magic[1],
            datagram[2] == Packet.version, datagram[3] == Packet.Kind.challenge.rawValue,
            let session = SessionID(datagram, at: 4), let challenge = Octets32(datagram, at: Packet.headLength + 4)
        else { return nil }
        self.session = session
        self.challenge = challenge
        round = UInt32(bigEndian: datagram.loadUnaligned(fromByteOffset: Packet.headLength, as: UInt32.self))
    }

    /// Appends the reply's encoding.
    package func appendReply(by key: RoundKey, to bytes: inout [UInt8]) {
        bytes += Packet.magic
        bytes.append(Packet.version)
        bytes.append(Packet.Kind.reply.rawValue)
        withUnsafeBytes(of: session.raw) { bytes += $0 }
        withUnsafeBytes(of: round.bigEndian) { bytes += $0 }
        key.answer(session: session, round: round, challenge: challenge).withBytes { bytes += $0 }
    }
}
