/// How one copy of a model is spread over ranks: the devices that software sees, one or two in an accelerator.
///
/// Attention is split over `tensor` ranks and repeated in `replicas`; these share the experts of each layer, which lie
/// on `expertWidth` groups of ranks, each group splitting its experts over the ranks that are left. Stages of layers
/// follow one another over `pipeline`.
package struct Engine: Sendable, Hashable, Codable {
    /// Ranks that split one replica's attention, and dense layers, between them.
    package var tensor: Int
    /// Attention replicas with sequences of their own (attention data parallel).
    package var replicas: Int
    /// Groups that the routed experts are spread over; 1 splits every expert over all ranks.
    package var expertWidth: Int
    /// Stages of layers.
    package var pipeline: Int
    /// Copies of busy experts beside the model's own.
    package var redundantExperts: Int
    /// Whether two half-batches alternate so that one computes while the other is on the fabric.
    package var overlapsHalves: Bool
    /// Whether tensor parallel ranks keep the residual stream split between attention and feed-forward (sequence
    /// parallel): the same bytes as an all-reduce in two halves, with norms on a share of the rows.
    package var splitsSequence: Bool

    package init(
        tensor: Int = 1, replicas: Int = 1, expertWidth: Int = 1, pipeline: Int = 1, redundantExperts: Int = 0,
        overlapsHalves: Bool = false, splitsSequence: Bool = false
    ) {
        self.tensor = tensor
        self.replicas = replicas
        self.expertWidth = expertWidth
        self.pipeline = pipeline
        self.redundantExperts = redundantExperts
        self.overlapsHalves = overlapsHalves
        self.splitsSequence = splitsSequence
    }

    /// Ranks of one stage.
    package var stageRanks: Int { tensor * replicas }
    /// Ranks of the whole copy.
    package var ranks: Int { stageRanks * pipeline }
    /// Ranks that split one expert between them.
    package var expertTensor: Int { max(1, stageRanks / max(1, expertWidth)) }

    /// Such as `TP8`, `DP72 EP72`, `TP4 PP2`; parts that are 1 are left out.
    package var summary: String {
        var parts: [String] = []
        if tensor > 1 || ranks == 1 { parts.append("TP\(tensor)") }
        if replicas > 1 { parts.append("DP\(replicas)") }
        if expertWidth > 1 { parts.append("EP\(expertWidth)") }
        if pipeline > 1 { parts.append("PP\(pipeline)") }
        if redundantExperts > 0 { parts.append("+\(redundantExperts) experts") }
        if splitsSequence { parts.append("SP") }
        if overlapsHalves { parts.append("two streams") }
        return parts.joined(separator: " ")
    }
}
