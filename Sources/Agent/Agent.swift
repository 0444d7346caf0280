package import Attestation
import Crypto
import Foundation
package import Proof
package import Ranging
import Synchronization

/// Proves where a device is: opens a session, lets the landmarks time it, closes, hands the evidence in.
package struct Agent: Sendable {
    private let device: any EvidenceSource
    private let client: ServiceClient
    private let route: @Sendable (Landmark) -> SocketAddress?

    /// - Parameters:
    ///   - device: who vouches.
    ///   - route: where to send for each landmark: its own address unless a path is emulated.
    package init(
        device: any EvidenceSource, client: ServiceClient,
        route: @escaping @Sendable (Landmark) -> SocketAddress? = { SocketAddress($0.address) }
    ) {
        self.device = device
        self.client = client
        self.route = route
    }

    /// What came of one session.
    package struct Outcome: Sendable {
        package let file: EvidenceFile
        package let answer: SubmissionAnswer
    }

    /// One whole session.
    ///
    /// - Parameters:
    ///   - limit: seconds for the rounds; what is there by then is handed in. Nil: as long as the grant lasts.
    ///   - keep: given the evidence before it is handed in, so that it isn't lost when that fails.
    ///   - progress: told how many landmarks are done, of how many.
    package func prove(
        limit: Double? = nil, keep: (EvidenceFile) throws -> Void = { _ in },
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Outcome {
        let key = SessionKey()
        let opening = try await client.open(device, key: key)
        let (grant, directory) = try Self.check(opening, key: key)
        let vouched = try device.evidence(over: grant.terms.binding)
        let seconds = min(limit ?? .infinity, Double(grant.terms.lifetime))
        let meeting = try await meet(directory, grant, key, limit: seconds, progress)
        try Task.checkCancellation()
        let statement = EvidenceStatement(
            question: opening.question, grant: grant, opening: vouched, directory: directory,
            directorySignature: Array(opening.directorySignature), records: meeting.records,
            absences: meeting.absences)
        let file = try EvidenceFile(closing: statement, by: device, key: key)
        try keep(file)
        return Outcome(file: file, answer: try await client.submit(file))
    }

    /// A session for another key, or for landmarks that the verifier didn't sign for, would only waste everybody's time.
    private static func check(
        _ opening: SessionOpening, key: SessionKey
    ) throws(AgentError) -> (SessionGrant, LandmarkDirectory) {
        do {
            let grant = try SessionGrant(decoding: Array(opening.grant))
            let directory = try LandmarkDirectory(decoding: Array(opening.directory))
            guard grant.terms.key == key.publicKey, grant.hasValidSignature else {
                throw AgentError.badOpening("the grant isn't for this key, or isn't signed")
            }
            guard Array(SHA256.hash(data: opening.directory)) == grant.terms.directory else {
                throw AgentError.badOpening("the landmark directory isn't the one of the grant")
            }
            return (grant, directory)
        } catch let error as AgentError {
            throw error
        } catch {
            throw .badOpening("\(error)")
        }
    }

    /// Lets the landmarks time the key, on a thread that may block.
    private func meet(
        _ directory: LandmarkDirectory, _ grant: SessionGrant, _ key: SessionKey, limit: Double,
        _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> Meeting {
        let cancelled = CancellationFlag()
        let route = route
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let thread = Thread {
                    continuation.resume(
                        with: Result {
                            try Prover(key: key).meet(
                                directory, grant: grant, route: route, limit: limit,
                                isCancelled: { cancelled.isSet }, progress: progress)
                        })
                }
                thread.name = "prover"
                thread.start()
            }
        } onCancel: {
            cancelled.set()
        }
    }
}

/// Tells a blocking thread that its task was cancelled.
private final class CancellationFlag: Sendable {
    private let flag = Atomic(false)
    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}
