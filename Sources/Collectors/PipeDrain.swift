import Glibc

/// Reads what a child process writes, output and errors side by side so that neither fills up, until both are closed, a
/// deadline passes or the output is too long.
struct PipeDrain {
    private static let errorLimit = 64 << 10

    private let outputLimit: Int
    private let deadline: ContinuousClock.Instant
    private(set) var output: [UInt8] = []
    private var errors: [UInt8] = []

    init(outputLimit: Int, deadline: ContinuousClock.Instant) {
        self.outputLimit = outputLimit
        self.deadline = deadline
    }

    /// Whether more was written than is taken.
    var isOverfull: Bool { output.count > outputLimit }

    /// As poll(2) takes it: until the deadline, never negative.
    private var millisecondsLeft: Int32 {
        let left = ContinuousClock.now.duration(to: deadline) / Duration.milliseconds(1)
        return Int32(min(max(left.rounded(.up), 0), 1e9))
    }

    /// What the tool complained of: the first line that says error, else the first line. At most 200 characters.
    var complaint: String {
        let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
        let line = lines.first { $0.lowercased().contains("error") } ?? lines.first
        return line.map { String($0.prefix(200)) } ?? ""
    }

    /// - Returns: whether both were read to their end.
    mutating func read(output: Int32, errors: Int32) -> Bool {
        var open = [output, errors]
        while !open.isEmpty {
            var descriptors = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let left = millisecondsLeft
            guard left > 0, !isOverfull else { return false }
            guard poll(&descriptors, nfds_t(descriptors.count), left) > 0 else { continue }
            for descriptor in descriptors where descriptor.revents != 0 {
                guard let bytes = Self.bytes(from: descriptor.fd) else {
                    open.removeAll { $0 == descriptor.fd }
                    continue
                }
                if descriptor.fd == errors {
                    self.errors += bytes.prefix(Self.errorLimit - self.errors.count)
                } else {
                    self.output += bytes
                }
            }
        }
        return !isOverfull
    }

    /// What is there to read; nil at the end.
    private static func bytes(from descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count < 0 && errno == EINTR { return [] }
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }
}
