import Crypto

/// A request and its response as one run of bytes: the form in which NVIDIA's tools hand out reports.
package struct SPDMReport: Sendable, Equatable {
    package let request: SPDMRequest
    package let measurements: SPDMMeasurements
    /// What the signature covers: the request, and the response but for the signature.
    package let signed: [UInt8]

    /// - Throws: for anything but one request and one response.
    package init(_ bytes: [UInt8]) throws(SPDMProblem) {
        request = try SPDMRequest(Array(bytes.prefix(SPDMRequest.length)))
        measurements = try SPDMMeasurements(Array(bytes.dropFirst(SPDMRequest.length)))
        signed = Array(bytes.dropLast(SPDMMeasurements.signatureLength))
    }

    /// Whether this key signed it: ECDSA over SHA-384, r and s one behind the other.
    func isSigned(by key: P384.Signing.PublicKey) -> Bool {
        guard let signature = try? P384.Signing.ECDSASignature(rawRepresentation: measurements.signature) else {
            return false
        }
        return key.isValidSignature(signature, for: SHA384.hash(data: signed))
    }
}
