import Attestation
import Capability
import Catalog
import Controls
import Documents
import Foundation
import HTTPTypes
import Hummingbird
import Location
import Logging
import NIOCore
import Proof
import Ranging
import Registry

/// The JSON API under `/api/v1`.
struct APIRoutes: Sendable {
    let house: House
    let operators: OperatorAccess

    func add(to router: Router<BasicRequestContext>) {
        router.get("/health") { _, _ in try JSONResponse.make(["status": "ok"]) }
        let api = router.group("/api/v1")
        api.get("/consignments") { _, _ in try JSONResponse.make(["consignments": house.registry.consignments()]) }
        api.get("/consignments/:id") { _, context in try consignment(try context.parameters.require("id")) }
        api.post("/consignments") { request, _ in try await addConsignment(request) }
        api.get("/devices") { _, _ in
            try JSONResponse.make(["devices": house.statuses().map(DeviceAnswer.init)])
        }
        api.get("/devices/:id") { _, context in try device(try context.parameters.require("id")) }
        api.post("/consignments/:id/devices") { request, context in
            try await enrol(request, consignment: try context.parameters.require("id"))
        }
        api.post("/consignments/:id/tpms") { request, context in
            try await askTPM(request, consignment: try context.parameters.require("id"))
        }
        api.post("/tpms/:challenge") { request, context in
            try await enrolTPM(request, challenge: try context.parameters.require("challenge"))
        }
        api.get("/evidence") { _, _ in try evidence() }
        api.get("/evidence/:digest") { _, context in
            guard let file = try house.registry.evidenceFile(try context.parameters.require("digest")) else {
                return try JSONResponse.problem("no such evidence", status: .notFound)
            }
            return JSONResponse.binary(file)
        }
        api.get("/certificates/:digest") { _, context in
            guard let certificate = try house.registry.certificate(try context.parameters.require("digest")) else {
                return try JSONResponse.problem("no such evidence", status: .notFound)
            }
            return JSONResponse.binary(certificate)
        }
        api.get("/verifier") { _, _ in
            try JSONResponse.make(["key": Hex.string(house.verifier.publicKey)])
        }
        router.get("/metrics") { _, _ in try Metrics.response(house) }
        api.post("/sessions") { request, _ in try await openSession(request) }
        api.post("/evidence") { request, _ in try await submit(request) }
        api.get("/compare") { request, _ in
            do {
                let question = try CompareQuestion(request.uri.queryParameters, catalog: house.catalog)
                return JSONResponse.raw(try question.comparison(house.catalog).json())
            } catch {
                return try JSONResponse.problem("\(error)", status: .badRequest)
            }
        }
    }

    private func consignment(_ id: String) throws -> Response {
        guard let consignment = try house.registry.consignment(id) else {
            return try JSONResponse.problem("no consignment ‘\(id.prefix(80))’", status: .notFound)
        }
        let screening = try Screening(consignment, catalog: house.catalog, rulebook: house.rulebook)
        let devices = try house.statuses(of: id).map(DeviceAnswer.init)
        return try JSONResponse.make(
            ConsignmentAnswer(consignment: consignment, screening: ScreeningReport(screening), devices: devices))
    }

    private func device(_ id: String) throws -> Response {
        guard let row = try house.registry.device(id) else {
            return try JSONResponse.problem("no device ‘\(id.prefix(80))’", status: .notFound)
        }
        let status = try DeviceStatus(device: row, registry: house.registry, now: house.now)
        return try JSONResponse.make(
            DeviceDetailAnswer(
                device: DeviceAnswer(status),
                verdicts: try house.registry.verdicts(of: id).map(VerdictAnswer.init),
                findings: try house.registry.findings(of: id).map(FindingAnswer.init)))
    }

    private func evidence() throws -> Response {
        let rows = try house.registry.evidence().map {
            EvidenceAnswer(
                digest: $0.digest, leaf: $0.leaf, device: $0.deviceId,
                acceptedAt: Timestamp.text(UInt64(clamping: $0.acceptedAt)))
        }
        return try JSONResponse.make(["evidence": rows])
    }

    private func addConsignment(_ request: Request) async throws -> Response {
        guard operators.allow(request) else { return try OperatorAccess.refusal() }
        let text = String(decoding: try await Self.body(request, limit: 1 << 20), as: UTF8.self)
        do {
            let consignment = try Consignment(DocumentFile(name: "request body", text: text))
            _ = try consignment.item(in: house.catalog)
            _ = try house.atlas.regions(consignment.restricted)
            try house.registry.add(consignment, at: house.now)
            return try JSONResponse.make(["id": consignment.id], status: .created)
        } catch {
            return try JSONResponse.problem("\(error)", status: .badRequest)
        }
    }

    private struct Enrolment: Decodable {
        let identity: DeviceIdentity
        let name: String

        enum CodingKeys: CodingKey { case name }

        init(from decoder: any Decoder) throws {
            identity = try DeviceIdentity(from: decoder)
            name = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .name)
        }
    }

    private func enrol(_ request: Request, consignment: String) async throws -> Response {
        guard operators.allow(request) else { return try OperatorAccess.refusal() }
        let data = try await Self.body(request, limit: 1 << 14)
        do {
            let enrolment = try JSONDecoder().decode(Enrolment.self, from: data)
            guard (1...100).contains(enrolment.name.count) else {
                return try JSONResponse.problem("expected a name of 1 to 100 characters", status: .badRequest)
            }
            try house.registry.enrol(
                enrolment.identity, name: enrolment.name, consignment: consignment, at: house.now)
            return try JSONResponse.make(["id": enrolment.identity.id], status: .created)
        } catch let error as DecodingError {
            return try JSONResponse.problem(error.explanation, status: .badRequest)
        } catch {
            return try JSONResponse.problem("\(error)", status: .badRequest)
        }
    }

    private func askTPM(_ request: Request, consignment: String) async throws -> Response {
        guard operators.allow(request) else { return try OperatorAccess.refusal() }
        do {
            let asked = try JSONDecoder().decode(
                TPMEnrolmentRequest.self, from: try await Self.body(request, limit: 1 << 18))
            guard (1...100).contains(asked.name.count) else {
                return try JSONResponse.problem("expected a name of 1 to 100 characters", status: .badRequest)
            }
            guard try house.registry.consignment(consignment) != nil else {
                return try JSONResponse.problem("no consignment ‘\(consignment.prefix(80))’", status: .notFound)
            }
            return try JSONResponse.make(
                try house.verifier.askTPM(asked, consignment: consignment, now: SystemClock.wall), status: .created)
        } catch let error as DecodingError {
            return try JSONResponse.problem(error.explanation, status: .badRequest)
        } catch let error as TPMEnrolmentProblem {
            return try JSONResponse.problem("\(error)", status: .unprocessableContent)
        }
    }

    private func enrolTPM(_ request: Request, challenge: String) async throws -> Response {
        guard operators.allow(request) else { return try OperatorAccess.refusal() }
        do {
            let answer = try JSONDecoder().decode(
                TPMEnrolmentAnswer.self, from: try await Self.body(request, limit: 1 << 14))
            return try JSONResponse.make(
                try house.verifier.enrolTPM(challenge, answer, now: SystemClock.wall), status: .created)
        } catch let error as DecodingError {
            return try JSONResponse.problem(error.explanation, status: .badRequest)
        } catch let error as TPMEnrolmentProblem {
            return try JSONResponse.problem("\(error)", status: .unprocessableContent)
        }
    }

    private func openSession(_ request: Request) async throws -> Response {
        do {
            let wanted = try JSONDecoder().decode(
                SessionRequest.self, from: try await Self.body(request, limit: 1 << 18))
            return try JSONResponse.make(try house.verifier.open(wanted, now: SystemClock.wall), status: .created)
        } catch let error as SessionRefusal {
            try house.registry.count("sessions_refused", label: error.name)
            let isFault = if case .fault = error { true } else { false }
            if case .fault(let reason) = error { Logger(label: "assay").error("opening a session: \(reason)") }
            return try JSONResponse.problem("\(error)", status: isFault ? .internalServerError : .forbidden)
        } catch let error as DecodingError {
            return try JSONResponse.problem(error.explanation, status: .badRequest)
        }
    }

    private func submit(_ request: Request) async throws -> Response {
        let data = try await Self.body(request, limit: EvidenceFile.sizeLimit)
        let file: EvidenceFile
        do {
            file = try EvidenceFile(data)
        } catch {
            try house.registry.count("evidence_refused", label: error.name)
            return try JSONResponse.problem("\(error)", status: .badRequest)
        }
        switch try house.verifier.submit(file, now: SystemClock.wall) {
        case .accepted(let verified, let isNew, let certificate):
            let answer = SubmissionAnswer(
                accepted: true, digest: verified.digest, isNew: isNew, verdict: verified.finding.verdict.rawValue,
                certificate: certificate)
            return try JSONResponse.make(answer, status: isNew ? .created : .ok)
        case .refused(let refusal):
            let answer = SubmissionAnswer(
                accepted: false, digest: file.digest, isNew: false, refusal: refusal.name, reason: refusal.description)
            return try JSONResponse.make(answer, status: .unprocessableContent)
        }
    }

    private static func body(_ request: Request, limit: Int) async throws -> Data {
        let buffer = try await request.body.collect(upTo: limit)
        return Data(buffer.readableBytesView)
    }
}
