/// Certificates that NVIDIA devices' chains end at.
package enum NVIDIARoots {
    /// SHA-256 over the DER of "NVIDIA Device Identity CA" (O=NVIDIA; serial number 2d3670b1ca100411c1fec0e82a065b54;
    /// ECDSA P-384; valid from 5 November 2021 to 31 December 9999).
    ///
    /// Computed from `verifier_device_root.pem` of NVIDIA/attestation-sdk; the last certificate of every published chain
    /// there and in NVIDIA/nvtrust is the same.
    package static let deviceIdentity: Set<[UInt8]> = [
        [
            0x10, 0x2b, 0xf6, 0x59, 0xd5, 0x41, 0x96, 0x14, 0xc9, 0xd8, 0xe6, 0xae, 0xce, 0xbc, 0x80, 0x45,
            0x4e, 0xb2, 0x6b, 0x1d, 0xf6, 0xa7, 0x69, 0xac, 0x72, 0x0b, 0x9a, 0x69, 0x0b, 0x16, 0x7b, 0x48,
        ]
    ]
}
