import CLibZ

/// Decompresses gzip streams (RFC 1952) with zlib, never beyond a bound.
package enum Gunzip {
    /// Why a stream was refused.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        /// It doesn't begin with gzip's two bytes.
        case notGzip
        /// It ends before its checksum.
        case truncated
        /// Its contents contradict the format or the checksum; with zlib's word for it.
        case corrupt(String)
        /// It holds more bytes than the caller allows.
        case tooLarge(limit: Int)
        /// zlib had no memory.
        case noMemory

        package var description: String {
            switch self {
            case .notGzip: "no gzip stream"
            case .truncated: "a gzip stream that is cut off"
            case .corrupt(let what): "a corrupt gzip stream (\(what))"
            case .tooLarge(let limit): "a gzip stream of more than \(limit) bytes"
            case .noMemory: "no memory to decompress"
            }
        }
    }

    /// Whether bytes begin as a gzip stream does.
    package static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

    /// All that a stream holds, of one member or of several that were joined; zeros after the last are padding.
    ///
    /// - Parameters:
    ///   - bytes: of the stream.
    ///   - limit: most bytes that may come out; what stands in memory is this and a chunk more.
    package static func inflate(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        try run(bytes, limit: limit, isPrefix: false)
    }

    /// The first bytes that a stream holds: a heading, without reading what follows it.
    ///
    /// - Returns: `count` bytes, or fewer where the stream holds fewer.
    package static func prefix(_ bytes: [UInt8], count: Int) throws(Failure) -> [UInt8] {
        try run(bytes, limit: count, isPrefix: true)
    }

    private static let chunk = 1 << 17

    private static func run(_ bytes: [UInt8], limit: Int, isPrefix: Bool) throws(Failure) -> [UInt8] {
        guard isGzip(bytes) else { throw .notGzip }
        // zlib counts input in 32 bits.
        guard bytes.count < Int(UInt32.max) else { throw .tooLarge(limit: limit) }
        var stream = z_stream()
        // 15: the widest window; 16 more: gzip's wrapping and nothing else.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .noMemory
        }
        defer { inflateEnd(&stream) }
        let outcome = bytes.withUnsafeBufferPointer { input in
            // zlib doesn't write to its input; its C declaration only forgets to say so.
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = UInt32(input.count)
            return Result { () throws(Failure) in try members(&stream, limit: limit, isPrefix: isPrefix) }
        }
        return try outcome.get()
    }

    private static func members(_ stream: inout z_stream, limit: Int, isPrefix: Bool) throws(Failure) -> [UInt8] {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: chunk)
        while true {
            let (status, count) = step(&stream, into: &buffer)
            guard output.count + count <= limit else {
                guard isPrefix else { throw .tooLarge(limit: limit) }
                return output + buffer[..<(limit - output.count)]
            }
            output += buffer[..<count]
            switch status {
            case Z_OK:
                continue
            case Z_STREAM_END:
                guard try hasAnotherMember(&stream) else { return output }
            case Z_BUF_ERROR:
                throw .truncated
            case Z_MEM_ERROR:
                throw .noMemory
            default:
                throw .corrupt(stream.msg.map { String(cString: $0) } ?? "zlib code \(status)")
            }
        }
    }

    /// One call of zlib: its status, and how many bytes of the buffer it filled.
    private static func step(_ stream: inout z_stream, into buffer: inout [UInt8]) -> (status: Int32, count: Int) {
        buffer.withUnsafeMutableBufferPointer { space in
            stream.next_out = space.baseAddress
            stream.avail_out = UInt32(space.count)
            let status = CLibZ.inflate(&stream, Z_NO_FLUSH)
            return (status, space.count - Int(stream.avail_out))
        }
    }

    /// Gets ready for the member that follows the one just read.
    private static func hasAnotherMember(_ stream: inout z_stream) throws(Failure) -> Bool {
        while stream.avail_in > 0, let next = stream.next_in, next.pointee == 0 {
            stream.next_in = next + 1
            stream.avail_in -= 1
        }
        guard stream.avail_in > 0 else { return false }
        guard inflateReset(&stream) == Z_OK else { throw .corrupt("bytes after the end") }
        return true
    }
}
