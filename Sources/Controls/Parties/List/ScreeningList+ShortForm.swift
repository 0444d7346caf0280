import Documents
import Foundation

extension ScreeningList {
    /// The list in the short form, which is a tenth of the published one and read in a tenth of the time.
    ///
    /// - Throws: only when a text can't be written as JSON.
    func shortForm() throws -> Data {
        struct Form: Encodable {
            let entries: [ShortRecord]
            let tables: ShortTables
            let sourceGeneratedAt: CalendarDate?
        }
        var tables = ShortTables()
        let entries = parties.map { ShortRecord($0, &tables) }
        return try JSONEncoder().encode(Form(entries: entries, tables: tables, sourceGeneratedAt: made))
    }
}
