/// What a step takes beside its operators, by software and family: fitted on measured serving points, as operators'
/// constants are on measured operators. Times in seconds.
package struct StepConstants: Sendable, Hashable {
    /// Scheduling, sampling, and launching the step's graph, once a step.
    package var host: Double
    /// What starting one kernel of the step's graph costs, where `aloneLaunch` is in a time that was measured alone.
    package var launch: Double
    /// What the host takes to issue one operator of a step that takes in prompts: these run without a graph, since their
    /// sizes vary.
    package var issue: Double
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
    /// How many times `pollSteps` it is once `busyRequests` are under way: it is told to look less often then, to
    /// disturb decoding less.
    package var busyPolling: Double
    /// Steps that a prompt waits, for each attention replica, until there is one for every other too.
    package var balanceSteps: Double
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
        host: Double = 300e-6, launch: Double = 2e-6, issue: Double = 30e-6, contention: Double = 1.05,
        exchangeContention: Double = 1.1,
        overlap: Double = 0.6, request: Double = 0.02, pollSteps: Double = 0.5, busyPolling: Double = 1,
        balanceSteps: Double = 0, promptDelay: Double = 1, handOver: Double = 0,
        smallKernels: Double = 6, expertSkew: Double = 0.5, mixesPrompts: Bool = true
    ) {
        self.host = host
        self.launch = launch
        self.issue = issue
        self.contention = contention
        self.exchangeContention = exchangeContention
        self.overlap = overlap
        self.request = request
        self.pollSteps = pollSteps
        self.busyPolling = busyPolling
        self.balanceSteps = balanceSteps
        self.promptDelay = promptDelay
        self.handOver = handOver
        self.smallKernels = smallKernels
        self.expertSkew = expertSkew
        self.mixesPrompts = mixesPrompts
    }

    /// Requests under way from which `busyPolling` counts, as InferenceX's recipes for SGLang on B200 set it:
    /// `--scheduler-recv-interval` is 10 steps below and 30 from there on.
    static let busyRequests = 16.0
    /// Steps after which a replica begins although others have no prompt, on average: half of the 60 that InferenceX's
    /// recipes for TensorRT-LLM set as `timeout_iters`.
    static let longestBalance = 30.0

    /// Steps that a new request waits before its prompt is begun, beside any queue.
    ///
    /// - Parameter requests: under way in the engine.
    func waitingSteps(requests: Double, replicas: Int) -> Double {
        let polls = requests < Self.busyRequests ? pollSteps : pollSteps * busyPolling
        guard replicas > 1 else { return polls }
        return polls + min(balanceSteps * Double(replicas), Self.longestBalance)
    }

    /// The part of every measured operator time that is the start of its kernel: the shortest of them take little more.
    static let aloneLaunch = 2e-6
}
