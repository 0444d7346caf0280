import Catalog
import Controls
import Foundation
import Proof
import ProofSupport
import Ranging
import Registry
import Testing

@testable import Service

/// What monitoring reads.
struct MetricsTests {
    private let service: ServiceScene

    init() throws { service = try ServiceScene() }

    private func lines() throws -> [String] {
        let house = House(catalog: try .bundled(), rulebook: try .bundled(), verifier: service.verifier)
        return try Metrics.text(house).split(separator: "\n").map(String.init)
    }

    @Test func `what hasn't happened stands there with zero`() throws {
        let lines = try lines()
        #expect(lines.contains("assay_sessions_opened_total 0"))
        #expect(lines.contains("assay_sessions_unfinished_total 0"))
        #expect(lines.contains("assay_devices{state=\"unmeasured\"} 1"))
        #expect(lines.contains("assay_devices{state=\"cleared\"} 0"))
    }

    @Test func `what happened stands there with its reason`() throws {
        let absences = [Absence(landmark: "manila", reason: .silent)]
        let good = try service.evidence(unauthenticated: 1, absences: absences)
        #expect(try service.verifier.submit(good, now: service.now).accepted != nil)
        let bad = try service.evidence(answered: false)
        #expect(try service.verifier.submit(bad, now: service.now).refusal == .noRecords)
        let lines = try lines()
        #expect(lines.contains("assay_sessions_opened_total 2"))
        #expect(lines.contains("assay_evidence_accepted_total{verdict=\"provenOutside\"} 1"))
        #expect(lines.contains("assay_evidence_refused_total{reason=\"noRecords\"} 1"))
        #expect(lines.contains("assay_replies_refused_total{kind=\"unauthenticated\"} 4"))
        #expect(lines.contains("assay_landmarks_absent_total{reason=\"silent\"} 1"))
    }

    @Test func `every count has its help and its type before it`() throws {
        let lines = try lines()
        for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
            let name = String(line.prefix { $0 != " " && $0 != "{" })
            #expect(lines[..<index].contains { $0.hasPrefix("# HELP \(name) ") })
            #expect(lines[..<index].contains { $0.hasPrefix("# TYPE \(name) ") })
        }
    }
}
