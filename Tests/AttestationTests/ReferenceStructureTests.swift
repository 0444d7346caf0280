import Attestation
import Testing

/// Files that are made to be read otherwise than they were signed, or to keep the reader busy.
struct ReferenceStructureTests {
    private let authority: ReferenceAuthority
    private let text: String

    init() throws {
        authority = try ReferenceAuthority()
        text = try ReferenceText().signed(by: authority)
    }

    private func codes(_ text: String) -> [EvidenceFault.Code] { authority.faults(of: text).map(\.code) }

    /// The signature element, and the file without it.
    private func parts() throws -> (signature: String, rest: String) {
        let range = try #require(text.firstRange(of: /<ds:Signature .*<\/ds:Signature>/.dotMatchesNewlines()))
        return (String(text[range]), text.replacingCharacters(in: range))
    }

    @Test(arguments: [
        "<!DOCTYPE SoftwareIdentity>", "<!DOCTYPE SoftwareIdentity [<!ENTITY a \"b\">]>",
        "<!DOCTYPE SoftwareIdentity SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE SoftwareIdentity [<!ENTITY % a SYSTEM \"http://127.0.0.1:9/a\">%a;]>",
        "<?xml version=\"1.0\"?>\n<!-- a remark -->\n<!DOCTYPE SoftwareIdentity>",
        // The declaration in UTF-7: whoever believes the label reads a document type.
        "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADw-+ACE-DOCTYPE SoftwareIdentity+AD4-",
    ])
    func `a document type is refused, whatever it declares`(declaration: String) {
        #expect(codes(declaration + text) == [.malformed])
    }

    @Test func `entities that multiply are never expanded`() {
        var bomb = "<!DOCTYPE SoftwareIdentity [<!ENTITY l0 \"lol\">"
        for level in 1...9 {
            let names = String(repeating: "&l\(level - 1);", count: 10)
            bomb += "<!ENTITY l\(level) \"\(names)\">"
        }
        #expect(codes(bomb + "]>" + text.replacing("name=\"GH100\"", with: "name=\"&l9;\"")) == [.malformed])
        #expect(codes(text.replacing("name=\"GH100\"", with: "name=\"&l9;\"")) == [.malformed])
    }

    @Test func `other encodings than UTF-8 are not read`() throws {
        let declared = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + text
        for wide in [[0xff, 0xfe], []] as [[UInt8]] {
            let bytes =
                wide + declared.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            let error = #expect(throws: EvidenceRefusal.self) {
                try ReferenceManifest(xml: bytes, roots: authority.roots, time: ReferenceAuthority.start)
            }
            #expect(error?.faults.map(\.code) == [.malformed])
        }
    }

    @Test func `what is too large, too deep or too full is refused`() {
        let end = "</SoftwareIdentity>"
        func filled(_ filling: String) -> [EvidenceFault.Code] { codes(text.replacing(end, with: filling + end)) }
        #expect(filled(String(repeating: " ", count: 2 << 20)) == [.malformed])
        #expect(filled(String(repeating: "<a/>", count: 5_000)) == [.malformed])
        #expect(filled("<a " + (0..<9_000).map { "b\($0)=\"\" " }.joined() + "/>") == [.malformed])
        #expect(filled("<a " + (0..<40).map { "xmlns:b\($0)=\"urn:b\" " }.joined() + "/>") == [.malformed])
        #expect(filled(String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)) == [.malformed])
        #expect(filled("<unbound:a/>") == [.malformed])
        #expect(filled("<a xmlns=\"relative\"/>") == [.unsupported])
        #expect(filled("<a/>") == [.badSignature])
    }

    @Test(
        arguments: [[], [0], Array("<a/>".utf8), Array("no XML".utf8), Array(repeating: 0x3c, count: 5_000)]
            as [[UInt8]])
    func `what isn't a manifest at all is refused`(bytes: [UInt8]) {
        let error = #expect(throws: EvidenceRefusal.self) {
            try ReferenceManifest(xml: bytes, roots: NVIDIAReferenceRoots.all, time: 0)
        }
        #expect(error?.faults.map(\.code) == [.malformed])
    }

    @Test func `the signature stands right below the root, once`() throws {
        let (signature, rest) = try parts()
        #expect(codes(rest) == [.malformed])
        #expect(codes(rest.replacing("</Payload>", with: signature + "</Payload>")) == [.malformed])
        #expect(codes(text.replacing(signature, with: signature + signature)) == [.malformed])
        #expect(codes(rest.replacing("<Payload>", with: "<Payload><a>\(signature)</a>") + signature) == [.malformed])
        #expect(codes(signature) == [.malformed])
    }

    @Test func `a signed manifest wrapped into another vouches for neither`() throws {
        let (signature, rest) = try parts()
        let forged = rest.replacing("1717", with: "1818")
        let end = "</SoftwareIdentity>"
        #expect(codes(forged.replacing(end, with: rest + signature + end)) == [.badSignature])
        #expect(codes(forged.replacing(end, with: text + end)) == [.malformed])
        #expect(codes(forged.replacing(end, with: signature + end)) == [.badSignature])
        #expect(
            codes(
                forged.replacing(
                    end, with: signature.replacing("</ds:Signature>", with: rest + "</ds:Signature>") + end))
                == [.unsupported])
        let second = try #require(rest.firstMatch(of: /<Payload>.*<\/Payload>/.dotMatchesNewlines())).output
        #expect(
            codes(text.replacing("<Payload>", with: second.replacing("1717", with: "1818") + "<Payload>")) == [
                .badSignature
            ])
    }

    /// All of these are signed over: only their form is wrong.
    @Test(arguments: [
        ("URI=\"\"", "URI=\"#t1\""), ("URI=\"\"", "URI=\"#xpointer(/)\""), (" URI=\"\"", ""),
        ("URI=\"\"", "URI=\"file:///etc/hostname\""), ("URI=\"\"", "Id=\"a\" URI=\"\""),
        ("xmldsig-more#ecdsa-sha384", "xmldsig-more#ecdsa-sha256"),
        ("xmldsig-more#ecdsa-sha384", "xmldsig-more#hmac-sha384"),
        ("xmldsig-more#sha384", "xmlenc#sha256"), ("2001/04/xmldsig-more#sha384", "2000/09/xmldsig#sha1"),
        ("xmldsig#enveloped-signature", "xmldsig#base64"),
        ("xml-c14n11\"></ds:Transform>", "xml-c14n11#WithComments\"></ds:Transform>"),
        (
            "http://www.w3.org/2006/12/xml-c14n11\"></ds:Transform>",
            "http://www.w3.org/TR/1999/REC-xslt-19991116\"></ds:Transform>"
        ),
        ("></ds:CanonicalizationMethod>", "><ds:a></ds:a></ds:CanonicalizationMethod>"),
        ("</ds:Reference>", "</ds:Reference><ds:Reference URI=\"\"></ds:Reference>"),
        ("<ds:DigestMethod", "<ds:a></ds:a><ds:DigestMethod"),
        ("</ds:Transforms>", "<ds:Transform></ds:Transform></ds:Transforms>"),
    ])
    func `forms of signatures that nobody uses here are not supported`(part: String, other: String) throws {
        let changed = try ReferenceText().signed(by: authority) { $0.replacing(part, with: other) }
        #expect(changed != text)
        #expect(changed.contains(other) || other.isEmpty)
        #expect(codes(changed) == [.unsupported])
    }

    @Test(
        arguments: [
            ("<ds:KeyInfo>", "<ds:KeyInfo><ds:KeyName>a</ds:KeyName>", .unsupported),
            ("</ds:KeyInfo>", "</ds:KeyInfo><ds:Object></ds:Object>", .unsupported),
            ("<ds:X509Data>", "<ds:X509Data><ds:X509CRL></ds:X509CRL>", .unsupported),
            ("<ds:SignatureValue>", "<ds:SignatureValue>!", .malformed),
            ("<ds:SignatureValue>", "<ds:SignatureValue><!-- -->", .malformed),
            ("<ds:SignatureValue>", "<ds:SignatureValue>AAAA", .badSignature),
            ("<ds:X509Certificate>", "<ds:X509Certificate>AAAA", .malformed),
            ("<ds:X509Certificate>", "<ds:X509Certificate></ds:X509Certificate><ds:X509Certificate>", .malformed),
        ] as [(String, String, EvidenceFault.Code)])
    func `what is beside the signed part must be as expected too`(part: String, other: String, code: EvidenceFault.Code)
        throws
    {
        let range = try #require(text.firstRange(of: part))
        var changed = text
        changed.replaceSubrange(range, with: other)
        #expect(codes(changed) == [code])
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>) -> String {
        var copy = self
        copy.removeSubrange(range)
        return copy
    }
}
