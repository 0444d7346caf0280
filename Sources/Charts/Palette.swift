/// The colours of all drawings, one place each. A page may override them through the CSS classes, since
/// presentation attributes yield to any style sheet.
///
/// The vivid ones are those of Okabe and Ito, "Color Universal Design" (2008), which readers with any of the
/// common colour-vision deficiencies can tell apart; a shape or a label always says the same again.
enum Palette {
    static let paper = "#f7f8f9"
    static let ink = "#1b1f24"
    static let faintInk = "#59626d"
    static let gridLine = "#d5dae0"
    static let sea = "#e9eef3"
    static let land = "#cdd3da"
    static let border = "#f7f8f9"
    static let restricted = "#e8c39e"
    static let restrictedBorder = "#8a4b08"

    static let blue = "#0072b2"
    static let green = "#009e73"
    static let orange = "#e69f00"
    static let vermillion = "#d55e00"
    static let purple = "#b0508a"
    static let skyBlue = "#56b4e9"

    /// Colours for the groups of a chart, in order of appearance.
    static let groups = [blue, orange, green, purple, skyBlue, vermillion]
}
