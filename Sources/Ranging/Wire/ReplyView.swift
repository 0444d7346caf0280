/// A reply, read where it lies: the one packet that comes often enough for copies to matter.
struct ReplyView {
    let session: SessionID
    let round: UInt32
    let mac: Octets32

    /// Nil for anything that isn't a reply of this version, whole.
    init?(_ datagram: UnsafeRawBufferPointer) {
        guard datagram.count == Packet.roundLength, datagram[0] == Packet.magic[0], datagram[1] == Packet.magic[1],
            datagram[2] == Packet.version, datagram[3] == Packet.Kind.reply.rawValue,
            let session = SessionID(datagram, at: 4), let mac = Octets32(datagram, at: Packet.headLength + 4)
        else { return nil }
        self.session = session
        self.mac = mac
        round = UInt32(bigEndian: datagram.loadUnaligned(fromByteOffset: Packet.headLength, as: UInt32.self))
    }
}
