#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Unpredictable numbers from the kernel, fetched 256 bytes at a time: of eight challenges, one costs a system call.
///
/// What was given out is wiped from the buffer at once, so it can't be given out or read there again. A class, because
/// two copies of one buffer would give out the same challenges twice. One thread at a time.
package final class BufferedRandom: RandomNumberGenerator {
    private struct Buffer {
        /// `getentropy` gives 256 bytes at a time and no more.
        var words = [UInt64](repeating: 0, count: 32)
        var used = 32

        mutating func next() -> UInt64 {
            if used >= words.count { refill() }
            let word = words[used]
            words[used] = 0
            used += 1
            return word
        }

        private mutating func refill() {
            let isFilled = words.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) == 0 }
            if !isFilled {
                // A system without the call: the standard library knows another way, or ends the program.
                var system = SystemRandomNumberGenerator()
                for index in words.indices { words[index] = system.next() }
            }
            used = 0
        }
    }

    private var buffer = Buffer()

    package init() {}

    /// Eight bytes.
    package func next() -> UInt64 { buffer.next() }
}
