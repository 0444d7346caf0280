/// What a step takes beside its operators, by software and family: fitted on measured serving points, as operators'
/// constants are on measured operators. Times in seconds.
package struct StepConstants: Sendable, Hashable {
    /// Scheduling, sampling, and launching the step's graph, once a step.
    package var host: Double
    /// What starting one kernel of the step's graph costs, where `aloneLaunch` is in a time that was measured alone.
    package var launch: Double
    /// How much longer operators work in a step than alone on the machine, where caches are warm and clocks high.
    package var contention: Double
    /// The same for exchange: ranks don't arrive together.
    package var exchangeContention: Double
    /// Share of the shorter of work and exchange that two streams hide.
    package var overlap: Double
    /// From a request's arrival to its first prompt step, when nothing else is there: network, tokenizer, scheduler.
    package var request: Double
    /// Steps that pass before the scheduler looks at new requests, on average: half a step, or more where it is told
    /// to look less often.
    package var pollSteps: Double
    /// How many times its own prompt's time a request waits for its first token.
    package var promptDelay: Double
    /// From the end of a prompt on one pool to the first step on another, beside the cache's way.
    package var handOver: Double
    /// Small kernels of a layer that the software hasn't fused with others: norms, rope, activation, quantisation,
    /// residual sums, routing.
    package var smallKernels: Double
    /// How unevenly experts are used: the natural logarithm of how many times more popular the most popular one is than
    /// the least; zero for even.
    package var expertSkew: Double
    /// Whether prompts are taken in together with decoding, in one step.
    package var mixesPrompts: Bool

    package init(
        host: Double = 300e-6, launch: Double = 2e-6, contention: Double = 1.05, exchangeContention: Double = 1.1,
        overlap: Double = 0.6, request: Double = 0.02, pollSteps: Double = 0.5, promptDelay: Double = 1,
        handOver: Double = 0,
        smallKernels: Double = 6, expertSkew: Double = 0.5, mixesPrompts: Bool = true
    ) {
        self.host = host
        self.launch = launch
        self.contention = contention
        self.exchangeContention = exchangeContention
        self.overlap = overlap
        self.request = request
        self.pollSteps = pollSteps
        self.promptDelay = promptDelay
        self.handOver = handOver
        self.smallKernels = smallKernels
        self.expertSkew = expertSkew
        self.mixesPrompts = mixesPrompts
    }

    /// The part of every measured operator time that is the start of its kernel: the shortest of them take little more.
    static let aloneLaunch = 2e-6
}
