package import Catalog
package import Documents
import Quantities

/// A private buyer's reasons for a foreign chip, beside every domestic system of the catalogue, on the buyer's own
/// workload.
///
/// It says what the figures say. Where a domestic system does as well or better the paper says so, and doesn't argue
/// round it. What only the buyer can know is left blank, and marked.
///
/// ```swift
/// let justification = try DomesticJustification(screening, catalog: .bundled(), stamp: stamp)
/// print(justification.conclusion, justification.document(in: .chinese).html)
/// ```
package struct DomesticJustification: Paper, Sendable {
    package let stamp: PaperStamp
    package let particulars: Particulars
    /// What is reported or published on the Chinese side of a buyer like this one.
    package let guidance: [Guidance]
    package let workload: WorkloadFigures
    /// The system of the consignment; nil where the catalogue has none that can be estimated.
    package let foreign: SystemFigures?
    /// Why there is none.
    package let foreignProblem: String?
    package let alternatives: [DomesticAlternative]
    /// Domestic accelerators that have no estimate.
    package let withoutEstimate: [WithoutEstimate]
    package let conclusion: Conclusion
    package let sources: [SourceText]

    package enum Conclusion: String, Sendable, Codable {
        /// The consignment's own system has no figures.
        case notComparable
        /// No domestic system that can be estimated serves the workload within its limits.
        case noneServes
        /// Some serve it, and each delivers less in something beyond doubt.
        case servesWithShortfalls
        /// At least one serves it and delivers less in nothing beyond doubt.
        case servesAsWell
    }

    package struct Guidance: Sendable, Encodable {
        package let instrument: String
        package let title: String
        package let answer: String
        package let rule: String?
        package let status: Instrument.Status
        package let citations: [Citation]
    }

    package struct WorkloadFigures: Sendable, Encodable {
        package let model: String
        package let modelName: String
        /// Parameters, in billions.
        package let parameters: Double
        package let weights: NumberFormat
        package let input: Int
        package let output: Int
        package let timePerOutputTokenMilliseconds: Double
        package let timeToFirstTokenMilliseconds: Double?
        package let precision: NumberFormat?
        /// Tokens predicted in one step beside the next, and the chance that each is kept.
        package let predictedTokens: Int
        package let acceptance: Double
        /// What nobody stated and was taken as is usual.
        package let assumed: [BuyersWorkload.Part]
    }

    /// A domestic accelerator without an estimate, and why.
    package struct WithoutEstimate: Sendable, Encodable {
        package enum Reason: Sendable, Encodable, Equatable {
            /// No system of the catalogue is made of it.
            case noSystem
            /// The model refuses, in its own words.
            case estimate(String)

            package func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                switch self {
                case .noSystem: try container.encode("noSystem")
                case .estimate(let why): try container.encode(why)
                }
            }
        }

        package let hardware: HardwareFigures
        package let reason: Reason
    }

    package struct SourceText: Sendable, Encodable {
        package let id: String
        package let title: String
        package let publisher: String
        package let url: String?
        package let entered: CalendarDate
    }

    /// Whether the figures stand: for a workload that the buyer stated, of a foreign system that could be estimated.
    package var isComplete: Bool { foreign?.serves == true && workload.assumed.isEmpty }
    /// Whether the figures say that a domestic system does as well.
    package var isContradicted: Bool { conclusion == .servesAsWell }
    /// Whether written reasons are what is reported of this buyer, and the figures are there and don't speak against them.
    package var stands: Bool {
        isComplete && !isContradicted && isAskedFor && !guidance.contains(where: \.isAnotherAnswer)
    }
}
