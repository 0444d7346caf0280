/// Lower-case hexadecimal.
package enum Hex {
    package static func byte(_ value: UInt8) -> String {
        let digits = Array("0123456789abcdef")
        return String([digits[Int(value >> 4)], digits[Int(value & 15)]])
    }

    package static func string(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map(byte).joined()
    }
}
