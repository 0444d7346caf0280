import Crypto
import X509

/// A part of evidence as far as it could be read. What can't be read is a fault, and the other parts are judged all the
/// same: whoever repairs something wants to see everything at once.
private struct Reading<Part> {
    let part: Part?
    let faults: [EvidenceFault]

    init(_ read: () throws(EvidenceRefusal) -> Part) {
        do {
            part = try read()
            faults = []
        } catch {
            part = nil
            faults = error.faults
        }
    }
}

/// One TPM's evidence, read, and what is to be said of it.
struct TPMJudgement {
    private let parts: TPMEvidence
    private let nonce: [UInt8]?
    private let policy: AttestationPolicy
    private let chain: Reading<EndorsementChain>
    private let key: Reading<TPMPublicArea>
    private let enrolment: Reading<TPMEnrolment>
    private let quote: Reading<TPMQuote>
    private let signature: Reading<TPMSignature>

    init(parts: TPMEvidence, nonce: [UInt8]?, policy: AttestationPolicy) {
        self.parts = parts
        self.nonce = nonce
        self.policy = policy
        chain = Reading { () throws(EvidenceRefusal) in try EndorsementChain(parts.ekCertificates) }
        key = Reading { () throws(EvidenceRefusal) in try TPMPublicArea(parts.akPublic) }
        enrolment = Reading { () throws(EvidenceRefusal) in try Self.enrolment(parts.enrolment) }
        quote = Reading { () throws(EvidenceRefusal) in try TPMQuote(parts.quote) }
        signature = Reading { () throws(EvidenceRefusal) in try TPMSignature(parts.signature) }
    }

    private static func enrolment(_ bytes: [UInt8]) throws(EvidenceRefusal) -> TPMEnrolment {
        guard !bytes.isEmpty else {
            throw EvidenceRefusal(.notEnrolled, "the attestation key was never enrolled")
        }
        do {
            return try CanonicalDER.decode(from: bytes, limit: TPMEnrolment.sizeLimit)
        } catch {
            throw EvidenceRefusal(.malformed, "the enrolment is \(error)")
        }
    }

    /// Everything that speaks against it.
    var faults: [EvidenceFault] {
        chain.faults + key.faults + enrolment.faults + quote.faults + signature.faults
            + (chain.part?.faults(policy: policy) ?? []) + (key.part?.faults ?? [])
            + enrolmentFaults + signatureFaults + nonceFaults + registerFaults + platformFaults
    }

    /// What was shown; nil while a part is missing. Good only without faults.
    var device: AttestedDevice? {
        guard let chain = chain.part, let leaf = chain.leaf, let key = key.part, let quote = quote.part,
            let identity = DeviceIdentity(kind: .tpm, key: key.name)
        else { return nil }
        let certificate = EndorsementCertificate(leaf.certificate)
        return AttestedDevice(
            kind: .tpm, identity: identity, name: identity.id, model: certificate.model,
            assurance: platform == nil ? .softwareKey : .platformKey, nonce: quote.nonce,
            measurements: platform.map { .matching(compared: $0.registers.count, references: [$0.name]) }
                ?? .notCompared,
            revocation: chain.revocation(policy: policy), clock: quote.clock,
            details: details(quote: quote, certificate: certificate))
    }

    private func details(quote: TPMQuote, certificate: EndorsementCertificate) -> [String: String] {
        var details = [
            "firmware": Hex.string((0..<8).map { UInt8(truncatingIfNeeded: quote.firmware >> (56 - 8 * $0)) }),
            "registers": parts.registers.map { "\($0.number)" }.joined(separator: ", "),
        ]
        details["manufacturer"] = certificate.manufacturer
        details["enrolled"] = enrolment.part.map { "\($0.time)" }
        details["enrolment authority"] = enrolment.part.map { Hex.string($0.authority) }
        if !quote.isClockSafe { details["clock"] = "may show a time twice: the TPM lost power without a shutdown" }
        // A quote over a session key says which TPM vouched for that key. Any program on the host can ask for one, and
        // could have sent the key elsewhere. Only registers known to be good say that the host's software kept it in.
        details["platform"] = platform?.name ?? "no reference: what software held the key is unknown"
        return details
    }
}

extension TPMJudgement {
    private var enrolmentFaults: [EvidenceFault] {
        guard let enrolment = enrolment.part, let leaf = chain.part?.leaf, let key = key.part else { return [] }
        return enrolment.faults(ekCertificate: leaf.der, akName: key.name, policy: policy)
    }

    private var signatureFaults: [EvidenceFault] {
        guard let signature = signature.part, let key = key.part, !signature.isValid(for: parts.quote, by: key.key)
        else {
            return []
        }
        return [EvidenceFault(.badSignature, "the quote is not signed by the attestation key")]
    }

    private var nonceFaults: [EvidenceFault] {
        guard let quote = quote.part else { return [] }
        var faults: [EvidenceFault] = []
        // A qualified name is an algorithm and its digest: 34 bytes where names are made with SHA-256.
        if quote.signer.count != 34 || !quote.signer.starts(with: [0x00, 0x0b]) {
            faults.append(
                EvidenceFault(
                    .malformed,
                    "the quote names no signer: \(quote.signer.count) bytes, expected 34 that begin with 000b"))
        }
        if quote.nonce.count != 32 {
            faults.append(EvidenceFault(.malformed, "the nonce has \(quote.nonce.count) bytes; expected 32"))
        }
        if let nonce, nonce != quote.nonce {
            faults.append(EvidenceFault(.otherNonce, "the TPM vouched for another session"))
        }
        return faults
    }

    private var registerFaults: [EvidenceFault] {
        guard let quote = quote.part else { return parts.registerFaults }
        var faults = parts.registerFaults
        let given = TPMQuote.Selection(bank: .sha256, registers: parts.registers.map(\.number))
        if quote.selections != [given] {
            let quoted = quote.selections.map { "\($0.registers) of bank \($0.bank)" }.joined(separator: ", ")
            faults.append(
                EvidenceFault(
                    .registerMismatch,
                    "the quote covers the registers \(quoted); given are \(given.registers.prefix(24)) of \(given.bank)"
                ))
        }
        if quote.digest != Array(SHA256.hash(data: parts.registers.flatMap(\.value))) {
            faults.append(
                EvidenceFault(
                    .registerMismatch, "the registers' values are not those of the digest that the TPM signed"))
        }
        return faults
    }
}

extension TPMJudgement {
    /// The first known state that the registers are in.
    private var platform: PlatformReference? {
        // A reference that names no register would be matched by anything.
        policy.platforms.first { !$0.registers.isEmpty && differences(from: $0).isEmpty }
    }

    private var platformFaults: [EvidenceFault] {
        guard !policy.platforms.isEmpty, platform == nil else { return [] }
        let found = policy.platforms.map { reference in
            let numbers = differences(from: reference).map(String.init).joined(separator: ", ")
            return numbers.isEmpty
                ? "‘\(reference.name)’ names no register" : "from ‘\(reference.name)’ differ the registers \(numbers)"
        }
        return [EvidenceFault(.registerMismatch, "no known platform: \(found.joined(separator: "; "))")]
    }

    /// Registers that aren't as the reference has them, or aren't given.
    private func differences(from reference: PlatformReference) -> [Int] {
        let values = Dictionary(parts.registers.map { ($0.number, $0.value) }, uniquingKeysWith: { first, _ in first })
        return reference.registers.filter { values[$0.key] != $0.value }.keys.sorted()
    }
}
