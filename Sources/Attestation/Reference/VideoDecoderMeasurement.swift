/// The one measurement of a GPU that isn't judged at times.
///
/// Index 35 is of the first video decoder's firmware. Where that decoder is switched off, as the signed report says, its
/// value isn't among the published ones, and NVIDIA's own verifier leaves it out (`verifier.py` in
/// github.com/NVIDIA/nvtrust, `src/gpu/verify.cpp` in github.com/NVIDIA/attestation-sdk).
package enum VideoDecoderMeasurement {
    package static let index = 35
    /// The type of the field ‘NVDEC0 status’ in a report's opaque data.
    package static let opaqueField: UInt16 = 11

    /// What to leave out of the comparison.
    ///
    /// - Parameter status: the field's bytes; nil where the report has none. Only 0x55 means off; anything else is judged.
    package static func unjudged(status: [UInt8]?) -> Set<Int> { status == [0x55] ? [index] : [] }
}
