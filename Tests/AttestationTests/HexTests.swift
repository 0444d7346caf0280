import Attestation
import Testing

struct HexTests {
    @Test func `hexadecimal is lower case and two digits a byte`() {
        #expect(Hex.string([0, 1, 0xab, 0xff]) == "0001abff")
        #expect(Hex.byte(0x0a) == "0a")
    }

    @Test(
        arguments: [
            ("", []), ("00", [0]), ("0001abff", [0, 1, 0xab, 0xff]), ("ABff", [0xab, 0xff]), ("a", nil), ("abc", nil),
            ("0g", nil), ("0x10", nil), (" 00", nil), ("00 ", nil), ("é0", nil), ("１２", nil), ("-1", nil), ("+1", nil),
        ] as [(String, [UInt8]?)])
    func `digits in either case are bytes, and nothing else is`(text: String, bytes: [UInt8]?) {
        #expect(Hex.bytes(text) == bytes)
    }

    @Test func `every byte comes back`() {
        let bytes = [UInt8](UInt8.min...UInt8.max)
        #expect(Hex.bytes(Hex.string(bytes)) == bytes)
        #expect(Hex.bytes(Hex.string(bytes).uppercased()) == bytes)
    }
}
