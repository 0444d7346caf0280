import CLibZ

/// Makes gzip streams for tests.
enum Gzip {
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let version = ZLIB_VERSION
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, version, size) == Z_OK else {
            return []
        }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
        return input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { space in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = space.baseAddress
                stream.avail_out = UInt32(space.count)
                _ = deflate(&stream, Z_FINISH)
                return Array(space.prefix(Int(stream.total_out)))
            }
        }
    }
}
