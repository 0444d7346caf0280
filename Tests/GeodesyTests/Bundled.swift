import Geodesy

/// What comes with the program, read once: the boxes take a moment.
enum Bundled {
    static let cells = Result<BorderCells, any Error> { try BorderCells.bundled() }
    static let groups = Result<CountryGroups, any Error> { try CountryGroups.bundled() }
    static let borders = Result<Borders, any Error> { try Borders.bundled() }

    /// The sides of China, Hong Kong and Macau.
    static let china = Result<RegionCells, any Error> {
        RegionCells(try regions("cn+hk+mo"), in: try cells.get())
    }

    static func regions(_ text: String) throws -> RegionSet {
        try RegionSet(text, known: try cells.get().codes, groups: try groups.get())
    }
}
