import Crypto
import CryptoExtras
import Foundation

/// A TPM's signature (`TPMT_SIGNATURE`), with SHA-256.
///
/// Of RSAPSS, salts of the digest's length verify, which is what TPMs make that follow FIPS 186-4; older ones, with the
/// longest salt that fits, don't.
struct TPMSignature {
    private enum Value {
        case rsassa([UInt8])
        case rsapss([UInt8])
        case ecdsa([UInt8])
    }

    private let value: Value

    /// - Throws: `malformed`, or `unsupported` for another algorithm.
    init(_ bytes: [UInt8]) throws(EvidenceRefusal) {
        var reader = TPMReader(bytes, of: "the signature")
        let algorithm = try reader.algorithm()
        let hash = try reader.algorithm()
        guard hash == .sha256 else {
            throw EvidenceRefusal(
                .unsupported, "the signature's hash is \(hash); expected SHA-256, \(TPMAlgorithm.sha256)")
        }
        switch algorithm {
        case .rsassa: value = .rsassa(try reader.sized("the number", limit: 256))
        case .rsapss: value = .rsapss(try reader.sized("the number", limit: 256))
        case .ecdsa:
            let r = try reader.sized("the number", limit: 32)
            let s = try reader.sized("the number", limit: 32)
            guard let pair = PaddedPair.bytes(r, s) else {
                throw EvidenceRefusal(.malformed, "the signature's numbers have more than 32 bytes")
            }
            value = .ecdsa(pair)
        default: throw EvidenceRefusal(.unsupported, "signatures of the algorithm \(algorithm) are not read here")
        }
        try reader.end()
    }

    /// Whether it is over these bytes, by this key and in the key's own scheme.
    func isValid(for message: [UInt8], by key: TPMPublicArea.Key) -> Bool {
        switch (value, key) {
        case (.rsassa(let bytes), .rsassa(let key)):
            key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: bytes), for: message, padding: .insecurePKCS1v1_5)
        case (.rsapss(let bytes), .rsapss(let key)):
            key.isValidSignature(_RSA.Signing.RSASignature(rawRepresentation: bytes), for: message, padding: .PSS)
        case (.ecdsa(let bytes), .ecdsa(let key)):
            (try? P256.Signing.ECDSASignature(rawRepresentation: bytes)).map {
                key.isValidSignature($0, for: message)
            } ?? false
        default: false
        }
    }
}
