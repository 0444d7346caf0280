import Attestation
import Crypto
import Foundation

/// The text of a manifest, written so that it is its own canonical form: what it must be hashed as is known without a
/// line of the code that is tested.
struct ReferenceText {
    enum Method: String, CaseIterable {
        case inclusive11 = "http://www.w3.org/2006/12/xml-c14n11"
        case inclusive10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
        case exclusive10 = "http://www.w3.org/2001/10/xml-exc-c14n#"
    }

    static let signatureNamespace = "http://www.w3.org/2000/09/xmldsig#"
    private static let tag = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd"
    private static let hashes = "http://www.w3.org/2001/04/xmlenc#sha384"

    var root = #"corpus="false" name="GH100" patch="false" supplemental="false" tagId="t1""#
    var meta = #"PayloadType="direct" colloquialVersion="550.144.03" edition="GPU" product="GH100""#
    var entries = [
        entry(0, ["00"], active: "False"), entry(7, ["17"]), entry(9, ["19", "29"]),
    ]
    var method = Method.inclusive11
    /// How the document is said to be put into the canonical form of `method`; nil says nothing, and 1.0 is meant.
    var namesTransform = true

    /// An entry as manifests have it; a value is one byte in hexadecimal, 48 times over.
    static func entry(
        _ index: Int, _ values: [String], active: String = "True", alternatives: Int? = nil, size: Int = 48
    ) -> String {
        let hashes = values.enumerated().map { #" h:Hash\#($0)="\#(String(repeating: $1, count: 48))""# }.joined()
        return #"<Resource active="\#(active)" alternatives="\#(alternatives ?? values.count)" index="\#(index)""#
            + #" name="Measurement_\#(index)" size="\#(size)" type="Measurement"\#(hashes)></Resource>"#
    }

    static func value(_ byte: UInt8) -> [UInt8] { Array(repeating: byte, count: 48) }

    private var namespaces: (tag: String, signature: String, hashes: String) {
        (#" xmlns="\#(Self.tag)""#, #" xmlns:ds="\#(Self.signatureNamespace)""#, #" xmlns:h="\#(Self.hashes)""#)
    }

    /// The document without a signature, in each of the canonical forms: for the exclusive one, `h` stands where it is used.
    private func document(_ method: Method) -> String {
        let isExclusive = method == .exclusive10
        let lines =
            entries.map { isExclusive ? $0.replacing("<Resource ", with: "<Resource\(namespaces.hashes) ") : $0 }
        return "<SoftwareIdentity\(namespaces.tag)\(isExclusive ? "" : namespaces.hashes) \(root)>\n"
            + "<Meta \(meta)></Meta>\n<Payload>\n\(lines.joined(separator: "\n"))\n</Payload>\n</SoftwareIdentity>"
    }

    private func signedInfo(_ digest: String, in scope: String) -> String {
        let transform = namesTransform ? #"<ds:Transform Algorithm="\#(method.rawValue)"></ds:Transform>"# : ""
        return "<ds:SignedInfo\(scope)>"
            + #"<ds:CanonicalizationMethod Algorithm="\#(method.rawValue)"></ds:CanonicalizationMethod>"#
            + #"<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"></ds:SignatureMethod>"#
            + #"<ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="\#(Self.signatureNamespace)"#
            + #"enveloped-signature"></ds:Transform>\#(transform)</ds:Transforms><ds:DigestMethod Algorithm="#
            + #""http://www.w3.org/2001/04/xmldsig-more#sha384"></ds:DigestMethod><ds:DigestValue>\#(digest)"#
            + "</ds:DigestValue></ds:Reference></ds:SignedInfo>"
    }

    /// The file, signed by an authority.
    ///
    /// - Parameter adjust: changes what is signed of the signature itself, in its canonical form and in the file alike.
    func signed(by authority: ReferenceAuthority, adjust: (String) -> String = { $0 }) throws -> String {
        let form = namesTransform ? method : .inclusive10
        let digest = Data(SHA384.hash(data: Data(document(form).utf8))).base64EncodedString()
        let scope =
            method == .exclusive10
            ? namespaces.signature : namespaces.tag + namespaces.signature + namespaces.hashes
        let canonical = adjust(signedInfo(digest, in: scope))
        let value = try authority.key.signature(for: SHA384.hash(data: Data(canonical.utf8))).rawRepresentation
        let certificates = authority.certificates.map { certificate in
            let text = Data(certificate).base64EncodedString(options: .lineLength64Characters)
            return "<ds:X509Certificate>\(text.replacing("\r\n", with: "\n"))\n</ds:X509Certificate>"
        }
        let signature =
            "<ds:Signature\(namespaces.signature)>\(adjust(signedInfo(digest, in: "")))<ds:SignatureValue>"
            + "\(value.base64EncodedString())</ds:SignatureValue><ds:KeyInfo><ds:X509Data>\(certificates.joined())"
            + "</ds:X509Data></ds:KeyInfo></ds:Signature>"
        return document(.inclusive11).replacing("</SoftwareIdentity>", with: signature + "</SoftwareIdentity>")
    }
}

extension ReferenceAuthority {
    /// Why a file isn't accepted by those who trust this authority's root.
    func faults(of text: String, time: UInt64 = start) -> [EvidenceFault] {
        do {
            _ = try ReferenceManifest(xml: Array(text.utf8), roots: roots, time: time)
            return []
        } catch { return error.faults }
    }
}
