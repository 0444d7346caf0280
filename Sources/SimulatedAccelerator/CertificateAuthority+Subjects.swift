import Crypto
import SwiftASN1
import X509

/// The names and powers in the five certificates of a chain: those of a real one, but every name says that it is
/// simulated. Addresses to ask about revocation are left out: there is nobody there.
extension CertificateAuthority.Subject {
    /// An authority at the top of the chain, above any device.
    static func authority(_ commonName: String, serialNumber: [UInt8]) throws(SimulationProblem) -> Self {
        try SimulationProblem.within("name \(commonName)") {
            Self(
                name: try DistinguishedName {
                    CommonName(commonName)
                    OrganizationName(SimulatedName.organisation)
                },
                serialNumber: serialNumber,
                uses: try authorityUses(KeyUsage(keyCertSign: true, cRLSign: true)), statements: [])
        }
    }

    /// The device itself ("BROM", its boot memory): its serial number stands in its name and is the certificate's too.
    static func device(_ name: SimulatedName, serialNumber: [UInt8]) throws(SimulationProblem) -> Self {
        try SimulationProblem.within("name \(name.model)") {
            Self(
                name: try distinguished("\(name.model) BROM", serialNumber: serialNumber), serialNumber: serialNumber,
                uses: try authorityUses(KeyUsage(keyCertSign: true)), statements: [])
        }
    }

    /// The key that signs reports, and the firmware that it belongs to. Its serial number is made from its key as in
    /// real ones: the key's identifier, with the first two bits 0 and 1.
    static func attestation(
        _ name: SimulatedName, key: P384.Signing.PublicKey, hardware: [UInt8], identity: CompositeDeviceID
    ) throws(SimulationProblem) -> Self {
        try SimulationProblem.within("name the key of \(name.model)") {
            var number = Array(SubjectKeyIdentifier(hash: Certificate.PublicKey(key)).keyIdentifier)
            if let first = number.first { number[0] = first & 0x3F | 0x40 }
            let usage = try Certificate.Extension(KeyUsage(digitalSignature: true), critical: true)
            return Self(
                name: try distinguished("\(name.model) FMC LF", serialNumber: number), serialNumber: number,
                uses: [usage], statements: [try alternative(name, hardware), try identity.certificateExtension])
        }
    }

    private static func authorityUses(_ usage: KeyUsage) throws -> [Certificate.Extension] {
        [
            try Certificate.Extension(BasicConstraints.isCertificateAuthority(maxPathLength: nil), critical: true),
            try Certificate.Extension(usage, critical: true),
        ]
    }

    private static func distinguished(_ commonName: String, serialNumber: [UInt8]) throws -> DistinguishedName {
        let serialNumberType: ASN1ObjectIdentifier = [2, 5, 4, 5]
        return DistinguishedName([
            RelativeDistinguishedName(
                try .init(type: serialNumberType, printableString: SimulatedName.hexadecimal(serialNumber))),
            RelativeDistinguishedName(
                try .init(type: .RDNAttributeType.countryName, printableString: SimulatedName.country)),
            RelativeDistinguishedName(
                .init(type: .RDNAttributeType.organizationName, utf8String: SimulatedName.organisation)),
            RelativeDistinguishedName(.init(type: .RDNAttributeType.commonName, utf8String: commonName)),
        ])
    }

    /// The name that DMTF's SPDM puts into a responder's certificate: maker, product and serial number (DSP0274, the
    /// object identifier `id-DMTF-device-info`).
    private static func alternative(_ name: SimulatedName, _ hardware: [UInt8]) throws -> Certificate.Extension {
        let deviceInformation: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 412, 274, 1]
        let text = "\(SimulatedName.maker):\(name.chip):\(SimulatedName.hexadecimal(hardware))"
        let other = GeneralName.OtherName(
            typeID: deviceInformation, value: try ASN1Any(erasing: ASN1UTF8String(text)))
        return try Certificate.Extension(SubjectAlternativeNames([.otherName(other)]), critical: false)
    }
}
