/// Something that a simulated device does wrong on purpose, so that tests see it refused. But for `brokenSignature`,
/// the report is signed with the device's own key as it stands.
package enum ReportFault: String, Sendable, CaseIterable {
    /// Vouches for other 32 bytes than it was asked for.
    case otherNonce
    /// One bit of the signature is wrong.
    case brokenSignature
    /// Names other firmware than its certificate does.
    case otherFirmware
    /// A measurement isn't the published one.
    case changedMeasurement
    /// Names a neighbour that isn't on the board, in the place of one that is.
    case foreignNeighbour
}
