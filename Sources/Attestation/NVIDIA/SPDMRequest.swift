/// GET_MEASUREMENTS of SPDM 1.1 (DMTF DSP0274 1.1, table "GET_MEASUREMENTS request message format"), as the verifier's
/// side sent it: 37 bytes with the nonce. The device signs it together with its response.
package struct SPDMRequest: Sendable, Equatable {
    package static let length = 37

    /// 0x11.
    package let version: UInt8
    /// 0xE0.
    package let code: UInt8
    /// Bit 0 asks for a signature; always set here, for without it there is no nonce.
    package let parameter1: UInt8
    /// 0xFF asks for all measurements.
    package let parameter2: UInt8
    /// The 32 bytes that the device vouches for.
    package let nonce: [UInt8]
    /// The slot of the certificate chain that is to sign.
    package let slot: UInt8

    /// - Throws: for anything but one whole request.
    package init(_ bytes: [UInt8]) throws(SPDMProblem) {
        var reader = SPDMReader(bytes)
        (version, code, parameter1, parameter2) = try reader.header(code: 0xE0)
        guard parameter1 & 1 == 1 else { throw .noSignatureAsked }
        nonce = try reader.take(32, "request's nonce")
        slot = try reader.byte("request's slot")
        try reader.end("request")
    }
}

extension SPDMReader {
    /// The four bytes that every message starts with: version, code and two parameters.
    mutating func header(code expected: UInt8) throws(SPDMProblem) -> (UInt8, UInt8, UInt8, UInt8) {
        let version = try byte("message's version")
        guard version == 0x11 else { throw .unsupportedVersion(version) }
        let code = try byte("message's code")
        guard code == expected else { throw .otherMessage(code: code, expected: expected) }
        return (version, code, try byte("first parameter"), try byte("second parameter"))
    }
}
