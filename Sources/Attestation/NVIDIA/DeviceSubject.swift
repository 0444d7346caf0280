import SwiftASN1
import X509

/// Who a device's own certificate is issued to.
struct DeviceSubject: Sendable, Equatable {
    /// As the certificate has it: 18 hex digits. The last 16 are the device's identity in the fabric ("PDI").
    let name: String
    /// The same as 9 bytes.
    let serial: [UInt8]
    /// Such as `GH100 A01 GSP BROM`; nil where it can't be shown.
    let model: String?

    /// Nil when the subject has no serial number of 18 hex digits.
    init?(of certificate: Certificate) {
        let attributes = certificate.subject.flatMap { Array($0) }
        func text(_ type: ASN1ObjectIdentifier) -> String? {
            attributes.first { $0.type == type }.flatMap { String($0.value) }
        }
        guard let name = text([2, 5, 4, 5]), name.utf8.count == 18, let serial = HexText.bytes(of: name.utf8),
            serial.count == 9
        else { return nil }
        self.name = name
        self.serial = serial
        model = text(.RDNAttributeType.commonName).flatMap { PrintableText.text(of: Array($0.utf8)) }
    }

    /// The chip: the first word of the model, such as `GH100`.
    var chip: String? { model?.split(separator: " ").first.map(String.init) }
}
