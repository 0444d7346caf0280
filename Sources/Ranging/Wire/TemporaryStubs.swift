package struct ClockBracket: Sendable, Equatable {}
enum KernelRoundTrip {
    enum Judgement { case measured(UInt64), clockStepped }
    static func judge(sent: UInt64, received: UInt64, before: ClockBracket, after: ClockBracket, outer: UInt64)
        -> Judgement
    { .measured(outer) }
}
struct BufferedRandom: RandomNumberGenerator {
    var system = SystemRandomNumberGenerator(); mutating func next() -> UInt64 { system.next() }
}
