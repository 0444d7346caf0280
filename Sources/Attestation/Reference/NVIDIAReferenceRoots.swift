/// Who NVIDIA's reference manifests must end at.
package enum NVIDIAReferenceRoots {
    /// SHA-256 over the DER of each root.
    ///
    /// ‘NVIDIA CoRIM signing Root CA’, serial number 45:da:e3:a0:0e:50:37:bd:df:87:53:75:ec:b5:e2:70, valid from 2023-03-16
    /// to 2053-03-08: `rim_root.crt` among the trusted certificates of github.com/NVIDIA/attestation-sdk, and the same
    /// in each manifest that NVIDIA publishes.
    package static let all: Set<[UInt8]> = [
        [
            0x12, 0x97, 0x7b, 0x51, 0x15, 0xac, 0xb0, 0x38, 0x11, 0x79, 0x27, 0x9f, 0xff, 0xeb, 0x5a, 0x8c,
            0x4d, 0x26, 0x49, 0x71, 0xeb, 0xb3, 0x22, 0x98, 0x02, 0x3a, 0x46, 0x5f, 0xa4, 0x1d, 0xf5, 0xd1,
        ]
    ]
}
