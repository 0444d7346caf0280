package import Foundation

/// A device with a TPM asks to be put on a roster.
package struct TPMEnrolmentRequest: Sendable, Codable {
    package let name: String
    /// DER, the endorsement key's own first, the root last.
    package let ekCertificates: [Data]
    /// The attestation key's `TPMT_PUBLIC`.
    package let akPublic: Data

    package init(name: String, ekCertificates: [Data], akPublic: Data) {
        self.name = name
        self.ekCertificates = ekCertificates
        self.akPublic = akPublic
    }
}

/// What the verifier asks: a secret that only that TPM can give out, and only while it holds that key.
package struct TPMEnrolmentQuestion: Sendable, Codable {
    /// Names the challenge in the answer.
    package let challenge: String
    /// As tpm2-tools write credentials.
    package let credential: Data

    package init(challenge: String, credential: Data) {
        self.challenge = challenge
        self.credential = credential
    }
}

/// The device's answer.
package struct TPMEnrolmentAnswer: Sendable, Codable {
    package let secret: Data

    package init(secret: Data) { self.secret = secret }
}

/// The device stands on the roster now.
package struct TPMEnrolmentResult: Sendable, Codable {
    package let id: String
    /// The verifier's signed word, in DER: it goes into every piece of evidence.
    package let enrolment: Data

    package init(id: String, enrolment: Data) {
        self.id = id
        self.enrolment = enrolment
    }
}
