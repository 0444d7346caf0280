import Attestation
import Quantities
import TestSupport
import Testing

struct ReferenceManifestTests {
    private let authority: ReferenceAuthority
    private let text: String

    init() throws {
        authority = try ReferenceAuthority()
        text = try ReferenceText().signed(by: authority)
    }

    private func read(
        _ text: String, roots: Set<[UInt8]>? = nil, time: UInt64 = ReferenceAuthority.start
    ) throws(EvidenceRefusal) -> ReferenceManifest {
        try ReferenceManifest(xml: Array(text.utf8), roots: roots ?? authority.roots, time: time)
    }

    private func codes(_ text: String, time: UInt64 = ReferenceAuthority.start) -> [EvidenceFault.Code] {
        authority.faults(of: text, time: time).map(\.code)
    }

    @Test func `a signed manifest is read, without its inactive entries`() throws {
        let manifest = try read(text)
        #expect(manifest.id == "NV_GPU_DRIVER_GH100_550.144.03")
        #expect(manifest.component == ReferenceManifest.driver)
        #expect(manifest.version == "550.144.03")
        let values = [7: [ReferenceText.value(0x17)], 9: [ReferenceText.value(0x19), ReferenceText.value(0x29)]]
        #expect(manifest.values == values)
    }

    @Test(arguments: ReferenceText.Method.allCases)
    func `each canonical form that signatures here may use is understood`(method: ReferenceText.Method) throws {
        var source = ReferenceText()
        source.method = method
        #expect(try read(source.signed(by: authority)) == read(text))
        source.namesTransform = false
        #expect(try read(source.signed(by: authority)) == read(text))
    }

    @Test(arguments: [
        ("></Meta>", "/>"), ("<Meta PayloadType=\"direct\" ", "<Meta\n   PayloadType='direct'\t"),
        ("<Meta ", "<!-- a remark --><Meta "), ("GH100\" patch", "&#71;H100\" patch"), ("\n", "\r\n"),
        ("<SoftwareIdentity", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SoftwareIdentity"),
        ("<ds:X509Data>", "<ds:X509Data>\n  "),
    ])
    func `writing the same XML otherwise changes nothing`(part: String, other: String) throws {
        #expect(text.contains(part))
        #expect(try read(text.replacing(part, with: other)) == read(text))
    }

    @Test(arguments: [
        ("1717", "1718"), ("550.144.03", "550.144.04"), ("\"True\"", "\"true\""), ("index=\"9\"", "index=\"8\""),
        ("name=\"GH100\"", "name=\"GH200\""), ("tagId=\"t1\"", "tagId=\"t2\""), ("\n<Payload>", " <Payload>"),
    ])
    func `one changed byte of the document breaks the signature`(part: String, other: String) throws {
        let range = try #require(text.firstRange(of: part))
        var changed = text
        changed.replaceSubrange(range, with: other)
        #expect(codes(changed) == [.badSignature])
    }

    @Test(arguments: ["<ds:DigestValue>", "<ds:SignatureValue>"])
    func `a changed digest or signature is no signature`(element: String) throws {
        let range = try #require(text.firstRange(of: element))
        var changed = text
        let first = changed.remove(at: range.upperBound)
        changed.insert(first == "A" ? "B" : "A", at: range.upperBound)
        #expect(Set(codes(changed)) == [.badSignature])
    }

    @Test func `a manifest by somebody else is refused, whoever it names`() throws {
        let other = try ReferenceAuthority()
        #expect(codes(try ReferenceText().signed(by: other)) == [.untrustedRoot])
        #expect(throws: EvidenceRefusal.self) { try read(text, roots: []) }
    }

    @Test func `the signature must be by the key of the first certificate`() throws {
        let other = try ReferenceText().signed(by: try ReferenceAuthority())
        let value = /<ds:SignatureValue>[^<]*/
        let foreign = try #require(other.firstMatch(of: value)).output
        #expect(codes(text.replacing(value, with: foreign)) == [.badSignature])
    }

    @Test(
        arguments: [
            (ReferenceAuthority.start - 1, [.expired, .expired, .expired]), (ReferenceAuthority.start, []),
            (ReferenceAuthority.end, []), (ReferenceAuthority.end + 1, [.expired]),
            (UInt64.max, [.expired, .expired, .expired]), (0, [.expired, .expired, .expired]),
        ] as [(UInt64, [EvidenceFault.Code])])
    func `certificates are judged at the time given`(time: UInt64, expected: [EvidenceFault.Code]) {
        #expect(codes(text, time: time) == expected)
    }

    @Test func `a manifest that has expired says when`() throws {
        let error = try #require(throws: EvidenceRefusal.self) { try read(text, time: ReferenceAuthority.end + 1) }
        #expect(error.description.contains("2027-01-15T08:00:00Z"))
    }

    @Test(arguments: ReferenceAuthority.Flaw.allCases)
    func `certificates that don't follow from one another are refused`(flaw: ReferenceAuthority.Flaw) throws {
        let flawed = try ReferenceAuthority(flaw: flaw)
        let error = try #require(throws: EvidenceRefusal.self) {
            try read(try ReferenceText().signed(by: flawed), roots: flawed.roots)
        }
        #expect(error.faults.map(\.code) == [.brokenChain])
    }

    @Test func `every reason is given at once`() throws {
        let flawed = try ReferenceAuthority(flaw: .otherIssuerKey)
        let changed = try ReferenceText().signed(by: flawed).replacing("1717", with: "1817")
        #expect(
            codes(changed, time: ReferenceAuthority.end + 1) == [.expired, .brokenChain, .untrustedRoot, .badSignature])
    }

    @Test func `cut anywhere, it is refused`() {
        for length in stride(from: 0, to: text.utf8.count, by: 37) {
            #expect(codes(String(text.prefix(length))) == [.malformed])
        }
    }

    @Test func `whatever bytes are changed, it is refused or says the same`() throws {
        let original = try read(text)
        let bytes = Array(text.utf8)
        let hostile = Array("<>&\"'=/!?-[]#; \0\n:x0A".utf8) + [0x80, 0xc0, 0xff]
        var random = SplitMix64(seed: 7)
        for _ in 0..<600 {
            var changed = bytes
            for _ in 0...random.index(below: 3) {
                let place = random.index(below: changed.count)
                switch random.index(below: 4) {
                case 0: changed[place] = random.pick(hostile)
                case 1: changed[place] ^= 1 << random.index(below: 8)
                case 2: changed.removeSubrange(place..<min(changed.count, place + 1 + random.index(below: 60)))
                default:
                    let from = random.index(below: changed.count)
                    changed.insert(contentsOf: changed[from..<min(changed.count, from + 60)], at: place)
                }
            }
            if let read = try? ReferenceManifest(
                xml: changed, roots: authority.roots, time: ReferenceAuthority.start)
            {
                #expect(read == original)
            }
        }
    }
}
