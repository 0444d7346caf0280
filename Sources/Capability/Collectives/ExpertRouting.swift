/// Where the copies of a token go in a mixture of experts.
package struct ExpertRouting: Sendable, Hashable {
    /// Routed experts that a rank may choose from, and how many a token chooses.
    package var experts: Int
    package var perToken: Int
    package var copying: Copying
    /// Most domains that a router lets a token go to, as DeepSeek-V3's groups do (4); nil when any.
    package var domainLimit: Int?

    /// How many copies are sent.
    package enum Copying: Sendable, Hashable {
        /// One for each chosen expert: low-latency kernels of DeepEP and CANN, whose ranks send straight to where
        /// each expert's rows belong.
        case perExpert
        /// One for each rank with a chosen expert, and over a network one for each domain, from where it is
        /// forwarded: throughput kernels. Experts are chosen evenly and by chance.
        case perRank
        /// One for each rank, of which the experts are chosen to meet as many as possible: how TensorRT-LLM's
        /// all-to-all is measured.
        case balanced
    }

    package init(experts: Int, perToken: Int, copying: Copying, domainLimit: Int? = nil) {
        self.experts = experts
        self.perToken = perToken
        self.copying = copying
        self.domainLimit = domainLimit
    }

    /// Copies of one token among `ranks`, its own rank included.
    package func copies(ranks: Int) -> Double {
        switch copying {
        case .perExpert: Double(perToken)
        case .balanced: Double(min(perToken, ranks))
        case .perRank: Self.distinct(perToken, of: ranks)
        }
    }

    /// Copies of one token that go to domains, its own domain included; nil when each copy crosses by itself.
    package func domainCopies(domains: Int) -> Double? {
        guard copying == .perRank else { return nil }
        // A limit of g domains leaves the choice by chance among these.
        return Self.distinct(perToken, of: min(domains, domainLimit ?? domains))
    }

    /// How many of n places k choices by chance are expected to meet: n (1 − (1 − 1 ÷ n)^k).
    static func distinct(_ choices: Int, of places: Int) -> Double {
        guard places > 1 else { return places == 1 && choices > 0 ? 1 : 0 }
        var missed = 1.0
        for _ in 0..<choices { missed *= 1 - 1 / Double(places) }
        return Double(places) * (1 - missed)
    }
}
