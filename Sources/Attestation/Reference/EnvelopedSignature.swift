import Crypto
import Foundation

/// The one signature that a manifest carries over all the rest of itself: W3C XML Signature 1.1, enveloped, with
/// ECDSA on P-384 over SHA-384. Anything else that XML signatures can be is `unsupported`: each freedom is a way to
/// have one thing signed and another one read.
struct EnvelopedSignature {
    /// In canonical form: what the signature is over.
    let signedInfo: [UInt8]
    /// How the rest of the document is written before it is hashed.
    let documentForm: Canonicalization
    /// SHA-384 over the rest of the document.
    let digest: [UInt8]
    /// Two numbers of 48 bytes each (RFC 4050), not the DER of other formats.
    let value: [UInt8]
    /// In DER, in the order of the document: the signer's first.
    let certificates: [[UInt8]]

    /// Takes the signature out of the document, which leaves what its digest is over.
    ///
    /// - Throws: `malformed` or `unsupported`.
    static func remove(from tree: inout XMLTree) throws(EvidenceRefusal) -> EnvelopedSignature {
        let signature = try read(from: tree)
        tree.removeChildren(named: XMLSignatureName.signature)
        return signature
    }

    /// What is wrong with it, over this document and by this key.
    func faults(over document: [UInt8], by key: P384.Signing.PublicKey) -> [EvidenceFault] {
        var faults: [EvidenceFault] = []
        if Array(SHA384.hash(data: document)) != digest {
            faults.append(
                EvidenceFault(.badSignature, "the manifest isn't the one that was signed: its digest differs"))
        }
        let signature = try? P384.Signing.ECDSASignature(rawRepresentation: value)
        if signature.map({ key.isValidSignature($0, for: SHA384.hash(data: signedInfo)) }) != true {
            faults.append(EvidenceFault(.badSignature, "the manifest's signature isn't by the certificate it names"))
        }
        return faults
    }

    private static func read(from tree: borrowing XMLTree) throws(EvidenceRefusal) -> EnvelopedSignature {
        try tree.withRoot { (root) throws(EvidenceRefusal) in
            // Counted in the whole document, so that none can hide where nobody looks.
            var count = 0
            root.visit { count += $0.name == XMLSignatureName.signature ? 1 : 0 }
            guard count == 1, let element = root.elements.first(where: { $0.name == XMLSignatureName.signature }) else {
                throw EvidenceRefusal(
                    .malformed, "the manifest has \(count) signatures; exactly one is read, right below its root")
            }
            let parts = try XMLSignatureParts(element, ["SignedInfo", "SignatureValue", "KeyInfo"])
            let info = try parts.element("SignedInfo")
            let details = try XMLSignatureParts(info, ["CanonicalizationMethod", "SignatureMethod", "Reference"])
            try details.require("SignatureMethod", XMLSignatureName.ecdsaSHA384)
            let form = try canonicalization(try details.algorithm("CanonicalizationMethod"))
            let reference = try SignatureReference(try details.element("Reference"))
            return EnvelopedSignature(
                signedInfo: try tree.canonicalForm(form, of: info),
                documentForm: reference.form,
                digest: reference.digest,
                value: try parts.bytes("SignatureValue"),
                certificates: try certificates(in: try parts.element("KeyInfo")))
        }
    }

    private static func certificates(in keyInfo: XMLTree.Element) throws(EvidenceRefusal) -> [[UInt8]] {
        let data = try XMLSignatureParts(keyInfo, ["X509Data"]).element("X509Data")
        let count = data.elements.count
        guard (1...8).contains(count) else {
            throw EvidenceRefusal(.unsupported, "the manifest carries \(count) certificates; 1 to 8 are read")
        }
        let all = try XMLSignatureParts(data, Array(repeating: "X509Certificate", count: count))
        return try all.allBytes()
    }

    fileprivate static func canonicalization(_ name: String) throws(EvidenceRefusal) -> Canonicalization {
        guard let form = Canonicalization(rawValue: name) else {
            throw XMLSignatureParts.unsupported("the canonical form ‘\(name.prefix(80))’")
        }
        return form
    }
}

/// What the signature refers to: the document it stands in, and nothing else.
private struct SignatureReference {
    let form: Canonicalization
    let digest: [UInt8]

    init(_ element: XMLTree.Element) throws(EvidenceRefusal) {
        // An empty URI is the document that the signature stands in; any other could point at a part of it.
        guard element.attributes == [XMLName(namespace: nil, local: "URI"): ""] else {
            throw XMLSignatureParts.unsupported("a reference to anything but the whole document")
        }
        let parts = try XMLSignatureParts(element, ["Transforms", "DigestMethod", "DigestValue"])
        try parts.require("DigestMethod", XMLSignatureName.sha384)
        form = try Self.form(after: try parts.element("Transforms"))
        digest = try parts.bytes("DigestValue")
    }

    /// The signature itself is left out, then the document may be put into a canonical form. Without a word on that,
    /// it is the one of 2001 (XML Signature 1.1, section 4.4.3.2).
    private static func form(after transforms: XMLTree.Element) throws(EvidenceRefusal) -> Canonicalization {
        let count = transforms.elements.count
        guard (1...2).contains(count) else { throw XMLSignatureParts.unsupported("\(count) transforms") }
        let names = try XMLSignatureParts(transforms, Array(repeating: "Transform", count: count)).allAlgorithms()
        guard names.first == XMLSignatureName.enveloped else {
            throw XMLSignatureParts.unsupported("a transform before the signature is taken out")
        }
        guard let name = names.dropFirst().first else { return .inclusive10 }
        return try EnvelopedSignature.canonicalization(name)
    }
}
