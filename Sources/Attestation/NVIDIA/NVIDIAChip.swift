/// What the names of NVIDIA's chips tell.
enum NVIDIAChip {
    /// A GPU or a switch; nil for a name that isn't known.
    ///
    /// - Parameter name: such as `GH100` or `LS_10`.
    static func role(of name: String?) -> FabricLinks.Role? {
        guard let name else { return nil }
        if ["LS_10", "LS10", "LR_10", "LR10", "SV_10", "SV10"].contains(name) { return .switching }
        return name.hasPrefix("G") && name.dropFirst(2).allSatisfy { $0.isASCII && $0.isNumber } ? .accelerator : nil
    }

    /// Whether a chip is of the architecture that evidence files name beside it; nil for a name that isn't known.
    ///
    /// - Parameter architecture: such as `HOPPER`, `BLACKWELL` or `LS10`.
    static func isChip(_ chip: String, ofArchitecture architecture: String) -> Bool? {
        switch architecture.uppercased() {
        case "HOPPER": chip.hasPrefix("GH")
        case "BLACKWELL": chip.hasPrefix("GB")
        case "LS10": chip == "LS_10" || chip == "LS10"
        default: nil
        }
    }
}
